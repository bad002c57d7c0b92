"""How the severities of findings look: an icon beside the word, and a colour."""

from typing import Any

from xlcrm.labels import Language
from xlcrm.rules.finding import SEVERITIES, Severity
from xlcrm.writing.styles import BAD_FILL, BAD_INK, NOTE_FILL, NOTE_INK, WARN_FILL, WARN_INK

_LOOKS: dict[Severity, tuple[str, str, str]] = {
    "error": ("✖", BAD_FILL, BAD_INK),
    "warning": ("▲", WARN_FILL, WARN_INK),
    "info": ("●", NOTE_FILL, NOTE_INK),
}


def severity_words(severity: Severity, language: Language) -> str:
    """The sign and the word."""
    return f"{_LOOKS[severity][0]} {SEVERITIES[severity].in_(language).capitalize()}"


def severity_look(severity: Severity) -> dict[str, Any]:
    """The fill and the text colour of a cell."""
    _, fill, ink = _LOOKS[severity]
    return {"bg_color": fill, "font_color": ink}
