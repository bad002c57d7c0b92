"""The command line: what each command takes, what it prints, and how it exits. Nothing else knows click."""

# Each adds its command to the group.
from xlcrm.cli import add, build, check, columns, import_, init, review, rules, undo  # noqa: F401
from xlcrm.cli.app import main

__all__ = ["main"]
