"""LibreOffice without a window: a profile of its own that recalculates on load, and many files to a start."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

SECONDS = 600

# Mode 0: recalculate on load, whatever program wrote the file. Without it cached values are kept.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


class LibreOfficeError(RuntimeError):
    """LibreOffice is missing, or did not write what it was asked for."""


@cache
def soffice() -> str | None:
    """The program, or None where LibreOffice is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@cache
def profile() -> Path:
    """The profile of this process, removed when it ends: two LibreOffice at once cannot share one."""
    # A user's own folder may not be writable where the tests run, the temporary one is.
    folder = Path(tempfile.mkdtemp(prefix="soffice-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    user = folder / "user"
    user.mkdir()
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return folder


def convert(paths: Sequence[Path], target: str, outdir: Path) -> list[Path]:
    """Converts all files in one start of LibreOffice; `target` is an extension, or extension:filter.

    Results lie in `outdir`, named by their position, since files of different folders may share a name.
    Raises LibreOfficeError if LibreOffice is missing or a result was not written.
    """
    program = soffice()
    if program is None:
        raise LibreOfficeError("LibreOffice is not installed")
    if not paths:
        return []
    outdir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="convert-") as folder:
        sources = [Path(folder) / f"{number:04d}{path.suffix}" for number, path in enumerate(paths)]
        for source, path in zip(sources, paths, strict=True):
            shutil.copyfile(path, source)
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile().as_uri()}"]
        command += ["--convert-to", target, "--outdir", str(outdir), *map(str, sources)]
        said = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
        )
    results = [outdir / f"{source.stem}.{target.partition(':')[0]}" for source in sources]
    missing = [path.name for path, result in zip(paths, results, strict=True) if not result.is_file()]
    if missing:
        raise LibreOfficeError(f"LibreOffice wrote nothing for {missing}: {said.stdout}{said.stderr}")
    return results
