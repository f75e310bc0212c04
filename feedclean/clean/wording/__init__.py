"""What a line or an address says a block is: labels, by phrases of many languages."""
