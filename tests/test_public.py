"""What Python shows of xlcrm: its names, and the dtypes that docs/python.md promises."""

import inspect
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import xlcrm
from xlcrm.api.frames import dtype_of
from xlcrm.errors import WrongUsage
from xlcrm.sample import sample_book
from xlcrm.schema.measures import MEASURE_COLUMNS
from xlcrm.schema.registry import subjects
from xlcrm.schema.types import Column

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "customers.zh-CN.xlsx"
CORE = [table for subject in subjects() if subject.core for table in subject.tables]
PROGRAM = """
import xlcrm
book: xlcrm.Book = xlcrm.read("book.xlsx", as_of="2026-06-30")
reveal_type(xlcrm.check(book, select="B4"))
reveal_type(xlcrm.__version__)
xlcrm.check("book.xlsx")
"""
HEADING = "## The tables and their columns\n\n"


@pytest.fixture(scope="module")
def book() -> xlcrm.Book:
    return xlcrm.read(EXAMPLE, as_of="2026-06-30")


def described(name: str, columns: tuple[Column, ...]) -> Iterator[str]:
    """The lines of docs/python.md on one DataFrame."""
    by_dtype = defaultdict(list)
    for column in columns:
        by_dtype[dtype_of(column.kind)].append(column.key)
    yield f"**`book.{name}`**\n"
    yield from (f"- `{dtype}`: {', '.join(keys)}" for dtype, keys in by_dtype.items())
    yield ""


def documented() -> str:
    lines = [line for table in CORE for line in described(table.key, table.columns)]
    return "\n".join([*lines, *described("measures", MEASURE_COLUMNS)])


def test_the_public_names() -> None:
    assert set(xlcrm.__all__) == {"Book", "Finding", "__version__", "build", "check", "read"}
    assert all(getattr(xlcrm, name) is not None for name in xlcrm.__all__)
    assert xlcrm.__version__.count(".") == 2


def test_importing_it_imports_nothing_heavy() -> None:
    script = "import sys, xlcrm; print([name for name in ('pandas', 'numpy', 'lxml', 'click') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout.strip() == "[]"


def test_a_program_that_uses_it_is_type_checked(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    printed = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "program.py"],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(ROOT)},
        capture_output=True,
        text=True,
    ).stdout
    printed = printed.replace("builtins.", "")
    assert re.findall(r'Revealed type is "(.*)"', printed) == ["list[xlcrm.rules.finding.Finding]", "str"]
    errors = [line for line in printed.splitlines() if line.startswith("program.py") and "error" in line]
    assert len(errors) == 1
    assert errors[0].startswith('program.py:6: error: Argument 1 to "check" has incompatible type "str"')


def test_every_function_says_what_it_takes_gives_and_raises() -> None:
    for function in (xlcrm.read, xlcrm.check, xlcrm.build):
        assert "Raises" in (inspect.getdoc(function) or "")


def test_the_docs_name_every_column_with_its_dtype() -> None:
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    assert text[text.index(HEADING) + len(HEADING) :] == documented()


def test_tables_have_the_dtypes_that_the_docs_promise(book: xlcrm.Book) -> None:
    for table in CORE:
        frame = book.tables[table.key]
        assert {key: str(dtype) for key, dtype in frame.dtypes.items()} == {
            column.key: dtype_of(column.kind) for column in table.columns
        }
        assert frame.index.equals(pd.RangeIndex(len(frame)))


def test_measures_have_the_dtypes_that_the_docs_promise(book: xlcrm.Book) -> None:
    kinds = {column.key: column.kind for column in MEASURE_COLUMNS}
    assert {key: str(dtype) for key, dtype in book.measures.dtypes.items()} == {
        key: dtype_of(kinds[key]) for key in book.measures.columns
    }
    assert book.measures["customer_id"].tolist() == book.customers["customer_id"].tolist()


def test_a_table_is_an_attribute_of_the_book(book: xlcrm.Book) -> None:
    assert book.purchases is book.tables["purchases"]
    assert set(book.tables) >= {table.key for table in CORE}
    assert "purchases" in dir(book)
    with pytest.raises(AttributeError, match="parrots"):
        _ = book.parrots
    with pytest.raises(AttributeError, match="parrots"):
        book.parrots = book.purchases


def test_a_book_says_what_it_is(book: xlcrm.Book) -> None:
    assert repr(book).startswith(f"<xlcrm.Book {str(EXAMPLE)!r}, zh-CN, as of 2026-06-30: customers 40, follow_ups ")
    assert "in memory" in repr(xlcrm.Book(sample_book("en")))


@pytest.mark.parametrize("as_of", ["2026-06-30", date(2026, 6, 30), pd.Timestamp("2026-06-30 18:00")])
def test_the_day_is_a_date_or_iso_text(as_of: date | str) -> None:
    assert xlcrm.read(EXAMPLE, as_of=as_of).as_of == date(2026, 6, 30)


def test_a_day_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        xlcrm.read(EXAMPLE, as_of="2026-06-31")


def test_a_code_is_not_taken_for_its_characters(book: xlcrm.Book) -> None:
    codes = {finding.code for finding in xlcrm.check(book, select="B4")}
    assert codes == {finding.code for finding in xlcrm.check(book, select=["B4"])}
    assert all(code.startswith("B4") for code in codes)
    both = {finding.code for finding in xlcrm.check(book, select="B4, K1")}
    assert both == {finding.code for finding in xlcrm.check(book, select=["B4", "K1"])}
    with pytest.raises(WrongUsage):
        xlcrm.check(book, ignore="Q9")
