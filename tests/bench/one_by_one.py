"""`xlcrm check` of several books without a second process: `python -m tests.bench.one_by_one BOOK...`."""

import sys

from xlcrm.cli import main
from xlcrm.commands import processes

if __name__ == "__main__":
    processes.processors = lambda: 1
    main(["check", *sys.argv[1:]])
