"""`python -m xlcrm`."""

from xlcrm.cli import main

if __name__ == "__main__":  # processes that check several books import this module anew
    main()
