"""`xlcrm check` of several books without a second process: `python -m tests.bench.one_by_one BOOK...`."""

import sys

from xlcrm import several
from xlcrm.cli import main

if __name__ == "__main__":
    several._processors = lambda: 1
    main(["check", *sys.argv[1:]])
