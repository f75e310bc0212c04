"""The work on one source in one build: gather, compare with what is remembered, clean what is new.

renew ─▶ nothing came in: what is published stands
  └────▶ rework: parse ─▶ learn ─▶ compare ─▶ clean ─▶ recognise ─▶ assemble
"""
