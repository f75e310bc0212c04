"""How much is worked on at once, and where: here, in processes of this machine, on a cluster."""
