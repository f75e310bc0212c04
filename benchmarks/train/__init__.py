"""Learns the weights of ``feedclean.clean.main_content`` from labelled pages."""
