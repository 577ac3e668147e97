"""What tests of several folders need that is dear to make: drawn or written once a process, or once a session."""

import importlib.util
import os
import pathlib
import subprocess
import sys
import zipfile
from functools import cache

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def drawn_once(tmp_path_factory):
    """Return what draws each explorer's recorded pictures once for all processes: see `drawing/drawn_once.py`."""
    from drawn_once import DrawnOnce

    base = tmp_path_factory.getbasetemp()
    return DrawnOnce((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "drawn-once")


@pytest.fixture(scope="session")
def page_of(drawn_once):
    """Return a function that gives the page of a saved lesson, written once."""
    import nbformat

    from ketlessons.publish import site
    from ketlessons.publish.pages.lives import live_of

    @cache
    def page(path):
        lives = [live_of(cell) for cell in nbformat.read(path, as_version=4).cells]
        drawn_once.keep(live.name for live in lives if live and live.kind == "explorer")
        return site.page(path)

    return page


@pytest.fixture(scope="session")
def wheel_file(tmp_path_factory) -> pathlib.Path:
    """Build the wheel, as an installer does from a checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps", "--quiet", "--wheel-dir", str(folder)]
    if importlib.util.find_spec("hatchling"):
        command += ["--no-build-isolation", "--no-index"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def wheel_unpacked(wheel_file, tmp_path_factory) -> pathlib.Path:
    """Return the folder of what the wheel holds, as an installer would lay it; nobody may write there."""
    target = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel_file) as archive:
        archive.extractall(target)
    return target
