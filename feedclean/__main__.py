"""``python -m feedclean``: the same as the command ``feedclean``."""

from feedclean.cli import main

if __name__ == "__main__":
    main()
