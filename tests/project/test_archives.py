"""Do the two archives that can be handed on, wheel and source archive, say what they hold and hold what they need?"""

import email
import json
import os
import re
import runpy
import subprocess
import sys
import tarfile
import zipfile
from email.message import Message
from pathlib import Path

import pytest
from repository import EXTRAS, PROJECT, ROOT, RUNTIME, links, read, repository_files

#: The function of the build that makes the README stand alone.
alone = runpy.run_path(str(ROOT / "hatch_build.py"))["alone"]


def run(command: list[str], folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def archives(tmp_path_factory) -> Path:
    """Build both archives, as a release does."""
    folder = tmp_path_factory.mktemp("archives")
    run(["-m", "hatchling", "build", "-d", str(folder)], ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(archives) -> zipfile.ZipFile:
    (path,) = archives.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


@pytest.fixture(scope="module")
def metadata(wheel) -> Message:
    """Return what an installer and a package index read about the wheel."""
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return email.message_from_bytes(wheel.read(name))


@pytest.fixture(scope="module")
def source(archives, tmp_path_factory) -> Path:
    """Unpack the source archive."""
    (path,) = archives.glob("*.tar.gz")
    folder = tmp_path_factory.mktemp("source")
    with tarfile.open(path) as archive:
        # The first patch releases of Python 3.11 have no filters; the archive is our own.
        archive.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    (top,) = folder.iterdir()
    return top


def test_the_wheel_names_the_licence_of_the_code_and_that_of_lessons_and_data(wheel, metadata):
    assert metadata["License-Expression"] == PROJECT["license"] == "BSD-3-Clause AND CC-BY-4.0"
    assert metadata.get_all("License-File") == PROJECT["license-files"]
    packed = {name.rpartition("/licenses/")[2]: wheel.read(name) for name in wheel.namelist() if "/licenses/" in name}
    assert packed == {name: (ROOT / name).read_bytes() for name in PROJECT["license-files"]}


def test_the_wheel_asks_for_jupyterlab_only_where_lessons_are_opened(metadata):
    needed = metadata.get_all("Requires-Dist")
    assert not [one for one in needed if "jupyter" in one and "extra ==" not in one]
    assert len([one for one in needed if "extra ==" not in one]) == len(RUNTIME)
    where_opened = {"jupyterlab>=4.4; extra == 'lab'", "beautifulsoup4>=4.12; extra == 'lab'"}
    assert {one for one in needed if "extra == 'lab'" in one} == where_opened
    assert set(metadata.get_all("Provides-Extra")) == set(EXTRAS)


def test_the_readme_of_the_wheel_leads_nowhere_beside_itself(metadata):
    page = metadata.get_payload(decode=True).decode("utf-8")
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert page == alone(read("README.md"))
    assert links(read("README.md"))
    assert links(page) == []
    assert "![" not in page


def test_the_wheel_carries_the_switch_of_the_server_extension(wheel):
    (name,) = (name for name in wheel.namelist() if name.endswith("jupyter_server_config.d/ketlessons_server.json"))
    assert ".data/data/etc/jupyter/" in name
    assert json.loads(wheel.read(name)) == {"ServerApp": {"jpserver_extensions": {"ketlessons_server": True}}}
    assert "ketlessons_server/__init__.py" in wheel.namelist()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "", text).replace("*Picture: ", ""))


def test_it_loses_no_word():
    assert words(alone(read("README.md"))) == words(read("README.md"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see [the data](data/x.csv).", "see the data."),
        ("in [`data/`](data), and", "in `data/`, and"),
        ("![A curve: it rises.](docs/a.png)", "*Picture: A curve: it rises.*"),
        ("[paper](https://doi.org/10.1/x) [here](#start) [us](mailto:a@example.org)", None),
        ("write `[words](place)` and\n```text\n[words](place)\n```\n", None),
    ],
)
def test_what_becomes_of_a_link(text, expected):
    assert alone(text) == (text if expected is None else expected)


def test_the_source_archive_holds_every_file_of_the_checkout(source):
    tracked, known = ({path.relative_to(ROOT).as_posix() for path in repository_files(new)} for new in (False, True))
    packed = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    assert tracked <= packed
    assert packed - known == {"PKG-INFO"}


def test_the_files_of_the_source_archive_agree_without_a_checkout(source):
    told = run(
        ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/project/test_agreement.py"],
        source,
        PYTHONPATH=str(source / "src"),
        GIT_CEILING_DIRECTORIES=str(source.parent),
    )
    assert re.search(r"\b2 skipped\b", told), told
    assert "not a git checkout" in told or "git is not installed" in told
