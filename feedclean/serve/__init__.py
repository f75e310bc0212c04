"""The published folder over HTTP.

asked ─▶ find the file ─▶ pick a form of it (as it is, gzip, br) ─▶ is it wanted, and which part?

All but ``server.py`` knows no server: a request in, an answer out.
"""
