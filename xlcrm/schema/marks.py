"""How a workbook says which of its sheets xlcrm made: by hidden defined names, which follow a sheet that is renamed."""

_PREFIX = "_xlcrm."


def sheet_mark(key: str) -> str:
    """The defined name that points at a generated sheet."""
    return _PREFIX + key


def marked_sheet(name: str) -> str | None:
    """The key of the generated sheet that a defined name marks; None where it marks none."""
    return name.removeprefix(_PREFIX) if name.startswith(_PREFIX) else None
