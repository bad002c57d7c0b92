"""`xlcrm check` of several books without a second process: `python -m tests.bench.one_by_one BOOK...`."""

import sys

from xlcrm.cli import main
from xlcrm.commands import parallel as several

if __name__ == "__main__":
    several._processors = lambda: 1
    main(["check", *sys.argv[1:]])
