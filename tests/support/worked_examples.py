"""The worked examples of CONTRIBUTING.md, carried out in a copy of the package."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "CONTRIBUTING.md"

_BLOCK = re.compile(r"^```python\n# (.+?)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_WHERE = re.compile(
    r"(?P<end>at the end of )?(?:in )?(?P<path>[\w/]+\.py)(?:, above(?P<last> the last)?: (?P<line>.+))?"
)
_TESTS = ("__init__.py", "support", "rules/__init__.py", "rules/cases", "subjects")


@dataclass(frozen=True)
class Example:
    """One code block: the file it belongs to, and where in it."""

    path: str
    code: str
    at_end: bool = False
    above: str | None = None
    last: bool = False

    def carry_out(self, folder: Path) -> None:
        """Write the block into a copy of the package."""
        file = folder / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        if self.at_end:
            file.write_text(file.read_text(encoding="utf-8") + "\n" + self.code, encoding="utf-8")
        elif self.above is not None:
            file.write_text(self._inserted(file.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            assert not file.exists(), (
                f"{self.path} is there already: a block with the same path, or a part of the package"
            )
            file.write_text(self.code, encoding="utf-8")

    def _inserted(self, source: str) -> str:
        lines = source.splitlines(keepends=True)
        found = [number for number, line in enumerate(lines) if line.lstrip().startswith(str(self.above))]
        assert found, f"no line of {self.path} begins with {self.above}"
        assert self.last or len(found) == 1, f"several lines of {self.path} begin with {self.above}"
        return "".join((*lines[: found[-1]], self.code, *lines[found[-1] :]))


def examples() -> Iterator[Example]:
    """The code blocks of CONTRIBUTING.md, in its order."""
    for where, code in _BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        match = _WHERE.fullmatch(where)
        assert match, f"the first line of a block says where it belongs, not: {where}"
        yield Example(match["path"], code, bool(match["end"]), match["line"], bool(match["last"]))


def copy_with_examples(folder: Path) -> None:
    """A copy of the package, and of what its rules' cases need, with all examples carried out in it."""
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "xlcrm", folder / "xlcrm", ignore=without)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for part in _TESTS:
        source, target = ROOT / "tests" / part, folder / "tests" / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=without)
        else:
            shutil.copy(source, target)
    for example in examples():
        example.carry_out(folder)
