"""How a workbook says which of its sheets xlcrm made: by hidden defined names, which follow a sheet that is renamed."""

LANGUAGE_NAME = "_xlcrm_language"

_SHEET_PREFIX = "_xlcrm_sheet_"


def sheet_mark(key: str) -> str:
    """The defined name that points at a generated sheet."""
    return _SHEET_PREFIX + key


def marked_sheet(name: str) -> str | None:
    """The key of the generated sheet that a defined name marks; None where it marks none."""
    return name.removeprefix(_SHEET_PREFIX) if name.startswith(_SHEET_PREFIX) else None
