"""The ways of writing articles down, one module each; ``table`` lists them all."""
