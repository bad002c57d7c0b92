"""What `check` does with several books: it checks them side by side, as many at a time as there are processors."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from xlcrm.commands.check_options import CheckOptions, CheckResult
from xlcrm.commands.processes import in_processes
from xlcrm.errors import UnreadableFile, UserError
from xlcrm.garbage import no_garbage_collection


def check_several(paths: Sequence[Path], options: CheckOptions) -> Iterator[CheckResult]:
    """What comes of each book, in the order given.

    Processes, not threads: reading lets other threads run, but checking does not. A book that cannot be read or
    written has a result that says so; a code that there is not raises WrongUsage before any work; an error in xlcrm
    itself propagates.
    """
    if options.select or options.ignore:
        from xlcrm.rules import chosen

        chosen(options.select, options.ignore)
    return in_processes(partial(check_file, options=options), paths, preload="xlcrm.commands.check")


def check_file(path: Path, options: CheckOptions) -> CheckResult:
    """What comes of one book; what its user can mend is a result too."""
    # The process that hands out the work needs neither pandas nor the rules.
    from xlcrm.commands.check import check_book
    from xlcrm.reading.read import read

    try:
        with no_garbage_collection():
            return check_book(read(path, as_of=options.as_of, password=options.password), options)
    except UserError as error:
        code = error.code if isinstance(error, UnreadableFile) else None
        language = options.error_language
        return CheckResult(path, language, error=error.message(language), code=code)
