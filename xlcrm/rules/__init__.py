"""From a Book to what is wrong with it."""

from collections.abc import Iterable

from xlcrm.errors import WrongUsage
from xlcrm.model.book import Book
from xlcrm.rules.catalogue import all_rules
from xlcrm.rules.engine import fold, run
from xlcrm.rules.explain import NO_SUCH_RULE, explain, table_of_rules
from xlcrm.rules.finding import Finding
from xlcrm.rules.rule import Rule

__all__ = ["Finding", "Rule", "all_rules", "check", "chosen", "explain", "fold", "table_of_rules"]


def check(book: Book, select: Iterable[str] = (), ignore: Iterable[str] = (), *, folded: bool = True) -> list[Finding]:
    """Every finding of the chosen rules, ordered by sheet, row and column.

    `select` and `ignore` hold codes or their beginnings (`K102`, `V2`, `K`); no selection selects all. With `folded`,
    what says the same of a whole column is one finding. Raises WrongUsage for a code that no rule has; an error inside
    a rule is a bug and propagates.
    """
    rules = chosen(select, ignore)
    codes = {rule.code for rule in rules}
    findings = run(rules, book, others=[rule for code, rule in all_rules().items() if code not in codes])
    return fold(findings) if folded else findings


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Rule]:
    """The rules whose code starts with one of `select`, if any, and with none of `ignore`."""
    selected, ignored = _prefixes(select), _prefixes(ignore)
    return [
        rule
        for code, rule in all_rules().items()
        if (not selected or code.startswith(selected)) and not (ignored and code.startswith(ignored))
    ]


def _prefixes(codes: Iterable[str]) -> tuple[str, ...]:
    prefixes = tuple(code.strip().upper() for code in codes if code.strip())
    for prefix in prefixes:
        # Files that cannot be read have codes of their own, which the importers know.
        if not prefix.startswith("F") and not any(code.startswith(prefix) for code in all_rules()):
            raise WrongUsage(NO_SUCH_RULE, code=prefix)
    return prefixes
