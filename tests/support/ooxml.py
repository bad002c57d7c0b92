"""The Open XML SDK's validator: schema, styles, relationships and names, but no fault of tables."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SECONDS = 120
NAME = "ooxml-validator"


@dataclass(frozen=True)
class Finding:
    """What the validator says of one file; part and place are empty where the package itself is at fault."""

    path: Path
    part: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.path.name} {self.part} {self.place}: {self.what}"


@cache
def program() -> str | None:
    """The npm package's command: named by XLCRM_OOXML_VALIDATOR, on the PATH, or in node_modules here."""
    named = os.environ.get("XLCRM_OOXML_VALIDATOR")
    if named:
        return shutil.which(named)
    installed = Path(__file__).resolve().parents[2] / "node_modules" / ".bin" / NAME
    return shutil.which(NAME) or shutil.which(str(installed))


def validate(paths: Sequence[Path]) -> list[Finding]:
    """Findings over all files, in their order. Raises RuntimeError if the validator is missing or cannot run."""
    command = program()
    if command is None:
        raise RuntimeError(f"{NAME} is not installed")
    found: list[Finding] = []
    for path in paths:
        # The command takes one file at a time.
        said = subprocess.run(
            [command, str(path)], check=False, capture_output=True, text=True, timeout=SECONDS, stdin=subprocess.DEVNULL
        )
        if said.returncode not in {0, 1}:
            raise RuntimeError(f"{NAME} could not check {path.name}: {said.stderr}")
        errors = json.loads(said.stdout)["errors"]
        found += [Finding(path, one["path"] or "", one["xPath"] or "", one["description"]) for one in errors]
    return found
