"""What belongs to a text by how its page is built, whatever it says: captions, leads, notes."""
