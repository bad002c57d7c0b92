"""What `rules` says: the rules and the faults of files, all of them or one explained."""

from xlcrm.labels import Language
from xlcrm.reading.faults import FAULTS
from xlcrm.rules import explain, table_of_rules


def rules_text(code: str | None, language: Language) -> str:
    """The list of all rules, or what one code means; WrongUsage for one that there is not."""
    return explain(code, language, FAULTS) if code else table_of_rules(language, FAULTS)
