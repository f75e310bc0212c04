"""Who wrote, edited or sent it, and when: bylines, credits, signatures, cards."""
