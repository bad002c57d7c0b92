"""The command line: what each command takes, what it prints, and how it exits. Nothing else knows click."""

from xlcrm.cli import build, check, importing, reference, review  # noqa: F401 - each adds its commands to the group
from xlcrm.cli.app import main

__all__ = ["main"]
