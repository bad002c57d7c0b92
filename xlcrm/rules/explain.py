"""What `xlcrm rules` prints: the table of all rules, or one of them explained."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from xlcrm.errors import WrongUsage
from xlcrm.labels import Labels, Language, labels
from xlcrm.rules.catalogue import all_rules
from xlcrm.rules.finding import ERROR, SEVERITIES, Severity
from xlcrm.schema.registry import subjects

NO_SUCH_RULE = labels(
    "没有代码以“{code}”开头的规则", "沒有代碼以「{code}」開頭的規則", 'No rule has a code that starts with "{code}"'
)

OF_SUBJECT = labels("（专题：{subject}）", "（專題：{subject}）", "(subject: {subject})")
"""What stands behind a rule, table or column that is not the core's."""

MESSAGE = labels("提示语：", "訊息：", "Message: ")
HINT = labels("处理：", "處理：", "Hint: ")

_PLACEHOLDER = re.compile(r"{\w+}")
_OPTIONAL = re.compile(r" ?{(meant|nearest|unless)}")  # what a message says only where there is something to say


class Fault(Protocol):
    """A reason why a file cannot be read, as the importers declare it: it has no rule, but a code like one."""

    @property
    def code(self) -> str:
        """Such as F101."""

    @property
    def text(self) -> Labels:
        """What is wrong."""

    @property
    def hint(self) -> Labels:
        """How to mend it."""


@dataclass(frozen=True)
class Explained:
    """One code with what it says; `doc` is empty where the text says it all."""

    code: str
    severity: Severity
    text: Labels
    hint: Labels
    doc: str = ""
    subject: str = ""

    def whose(self, language: Language) -> str:
        """To which subject it belongs, to be put behind it; nothing for the core."""
        core = {subject.key for subject in subjects() if subject.core}
        if not self.subject or self.subject in core:
            return ""
        return " " + OF_SUBJECT.in_(language).format(subject=self.subject)


def every_code(faults: Iterable[Fault] = ()) -> list[Explained]:
    """Every code with what it says: the importers' `faults` first, then the rules."""
    of_files = [Explained(fault.code, ERROR, fault.text, fault.hint) for fault in faults]
    of_rules = [
        Explained(rule.code, rule.severity, rule.text, rule.advice, rule.doc, rule.subject or "")
        for rule in all_rules().values()
    ]
    return of_files + of_rules


def table_of_rules(language: Language, faults: Iterable[Fault] = ()) -> str:
    """A line for each code: severity and message, with dots for what the message fills in."""
    return "\n".join(
        f"{each.code}  {SEVERITIES[each.severity].in_(language):<7}  {_dotted(each.text, language)}"
        f"{each.whose(language)}"
        for each in every_code(faults)
    )


def explain(code: str, language: Language, faults: Iterable[Fault] = ()) -> str:
    """One code explained: what it is about, why it matters, a bad and a good example, message and hint.

    Raises WrongUsage for a code that there is not.
    """
    wanted = code.strip().upper()
    found = next((each for each in every_code(faults) if each.code == wanted), None)
    if found is None:
        raise WrongUsage(NO_SUCH_RULE, code=code)
    said = [
        f"{found.code}  {SEVERITIES[found.severity].in_(language)}{found.whose(language)}",
        f"{MESSAGE.in_(language)}{_dotted(found.text, language)}\n{HINT.in_(language)}{_dotted(found.hint, language)}",
    ]
    return "\n\n".join(said + [found.doc] * bool(found.doc))


def _dotted(text: Labels, language: Language) -> str:
    return _PLACEHOLDER.sub("…" if language != "en" else "...", _OPTIONAL.sub("", text.in_(language)))
