"""Learns the weights of ``feedclean.clean.scoring.main_content`` from labelled pages."""
