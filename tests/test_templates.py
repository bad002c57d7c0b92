"""The blank books and the examples that lie in the repository are those that the code makes."""

import importlib.util
import io
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", ROOT / "examples" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parts(data: bytes) -> dict[str, bytes]:
    """What is in the package: how it was compressed depends on the machine."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_templates_are_current(make: ModuleType, tmp_path: Path) -> None:
    made = list(make.templates(tmp_path))
    assert {path.name for path in made} == {path.name for path in (ROOT / "templates").glob("*.xlsx")}
    stale = [p.name for p in made if parts(p.read_bytes()) != parts((ROOT / "templates" / p.name).read_bytes())]
    assert stale == [], "run examples/make.py"


def test_examples_are_current(make: ModuleType, tmp_path: Path) -> None:
    made = list(make.examples(tmp_path))
    assert {path.name for path in made} == {path.name for path in (ROOT / "examples").glob("*.xlsx")}
    stale = [p.name for p in made if parts(p.read_bytes()) != parts((ROOT / "examples" / p.name).read_bytes())]
    assert stale == [], "run examples/make.py"
