"""The wheel, installed in an environment of its own, does what the README says, far from the repository."""

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from xlcrm.model.backups import folder_of

ROOT = Path(__file__).parent.parent
BOOK = "客户.xlsx"
ORDERS = "客户编号,购买日期,产品,金额\nC0001,2026-10-05,新产品,1200\n"


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, and the folder to work in."""

    wheel: Path
    programs: Path
    folder: Path

    def run(self, *command: str, status: Sequence[int] = (0,)) -> str:
        program, *arguments = command
        ended = subprocess.run(
            [str(self.programs / program), *arguments],
            cwd=self.folder,
            env={**without_paths(os.environ), "LANG": "en_US.UTF-8", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert ended.returncode in status, ended.stdout + ended.stderr
        return ended.stdout


def without_paths(environment: "os._Environ[str]") -> dict[str, str]:
    return {key: value for key, value in environment.items() if not key.startswith(("PYTHON", "COVERAGE"))}


def pip(*arguments: str) -> None:
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", *arguments, *quiet], check=True, env=without_paths(os.environ))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel of a copy of the sources; what it depends on is borrowed from the environment of the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    source, made, place = folder / "source", folder / "made", folder / "venv"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "xlcrm", source / "xlcrm", ignore=shutil.ignore_patterns("__pycache__"))
    pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(made), str(source))
    (wheel,) = made.glob("*.whl")
    venv.create(place, with_pip=False)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    pip("--python", str(programs / "python"), "install", "--no-deps", "--no-index", str(wheel))
    (packages,) = place.rglob("site-packages")
    borrowed = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    (packages / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    work = folder / "work"
    work.mkdir()
    return Installed(wheel, programs, work)


def test_holds_the_package_and_nothing_else(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        names = wheel.namelist()
        (metadata,) = (wheel.read(name).decode() for name in names if name.endswith("/METADATA"))
    assert {name.split("/")[0].split("-")[0] for name in names} == {"xlcrm"}
    assert "xlcrm/py.typed" in names
    assert [name for name in names if name.endswith("/LICENSE")] != []
    assert [name for name in names if name.endswith(".xlsx")] == []
    assert re.search("^License-Expression: MIT$", metadata, re.MULTILINE)


def test_does_what_the_readme_says(installed: Installed) -> None:
    run, folder = installed.run, installed.folder
    book = folder / BOOK
    where = run("python", "-c", "import xlcrm; print(xlcrm.__file__)")
    assert Path(where.strip()).is_relative_to(installed.programs.parent)
    run("xlcrm", "init", BOOK, "--sample")
    run("xlcrm", "check", BOOK, "--review", status=(0, 1))
    run("xlcrm", "check", BOOK, "--fix", status=(0, 1))
    run("xlcrm", "build", BOOK)
    shutil.copy(ROOT / "examples" / "customers.zh-CN.xlsx", folder / "plain.xlsx")
    run("xlcrm", "build", "plain.xlsx", "-o", "book.xlsx")
    (folder / "orders.csv").write_text(ORDERS, encoding="utf-8")
    before = book.read_bytes()
    run("xlcrm", "import", "orders.csv", "--into", BOOK, "--table", "purchases", "--dry-run")
    assert book.read_bytes() == before
    run("xlcrm", "import", "orders.csv", "--into", BOOK, "--table", "purchases")
    assert book.read_bytes() != before
    assert folder_of(book).is_dir()
    run("xlcrm", "undo", BOOK)
    assert book.read_bytes() == before
    run("xlcrm", "review", BOOK, "--customer", "C0001", "-o", "回顾")
    assert list((folder / "回顾").rglob("*.xlsx"))
    assert "K102" in run("xlcrm", "rules", "K102")
    assert "customer_id" in run("xlcrm", "columns")


def test_the_lines_of_python_in_the_readme_run(installed: Installed) -> None:
    lines = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert lines is not None
    shutil.copy(ROOT / "examples" / "customers.en.built.xlsx", installed.folder / "book.xlsx")
    installed.run("python", "-c", lines[1])
    assert "9999" in installed.run(
        "python", "-c", 'import xlcrm; print(xlcrm.read("book.xlsx").purchases["amount"].tolist())'
    )
