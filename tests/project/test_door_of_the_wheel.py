"""What is the installed wheel worth on its own? It hands out the lessons, and opens JupyterLab where they lie."""

import json
import os
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
from pathlib import Path

import pytest
from repository import ROOT

LESSONS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@pytest.fixture(scope="module")
def python(wheel_file, tmp_path_factory) -> Path:
    """Return the Python of a clean environment with the wheel in it.

    What the wheel needs is found where the tests run; the course itself is not, since a path that is only named is not
    searched for the files of editable installations.
    """
    place = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place / "env")], check=True)
    own = place / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = [sys.executable, "-m", "pip", "--python", str(own), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, str(wheel_file)], check=True)
    (packages,) = {*place.glob("env/lib/python*/site-packages"), *place.glob("env/Lib/site-packages")}
    (packages / "of-the-tests.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return own


def environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | more


def ketlessons(python: Path, folder: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [str(python), "-m", "ketlessons", *words], cwd=folder, env=environment(), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def test_it_is_the_wheel_that_answers(python, tmp_path):
    asked = [str(python), "-c", "import ketlessons; print(ketlessons.__file__)"]
    said = subprocess.run(asked, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True).stdout
    assert Path(said.strip()).is_relative_to(python.parents[1])


def test_it_copies_the_lessons_and_leaves_what_a_learner_wrote(python, tmp_path):
    code, said = ketlessons(python, tmp_path, "lessons", "mine")
    assert code == 0
    assert "python -m ketlessons open mine" in said
    mine = tmp_path / "mine"
    assert sorted(path.name for path in mine.glob("*.ipynb")) == LESSONS
    for name in LESSONS:
        assert (mine / name).read_bytes() == (ROOT / "notebooks" / name).read_bytes(), name

    lesson = json.loads((mine / LESSONS[2]).read_bytes())
    lesson["cells"][0]["source"] = "my own words"
    (mine / LESSONS[2]).write_text(json.dumps(lesson), encoding="utf-8")
    (mine / LESSONS[3]).unlink()
    (mine / "notes.txt").write_text("mine", encoding="utf-8")
    assert ketlessons(python, tmp_path, "lessons", "mine")[0] == 0
    assert json.loads((mine / LESSONS[2]).read_bytes())["cells"][0]["source"] == "my own words"
    assert (mine / LESSONS[3]).read_bytes() == (ROOT / "notebooks" / LESSONS[3]).read_bytes(), "one that was lost"
    assert (mine / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(python, tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    code, said = ketlessons(python, tmp_path, "lessons", "taken")
    assert code == 1
    assert "cannot be saved in taken" in said
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "a file"


def test_without_jupyterlab_it_says_how_to_get_it(python, tmp_path):
    program = """import runpy, sys
sys.modules["jupyterlab"] = None
sys.argv = ["ketlessons", "open", "mine"]
runpy.run_module("ketlessons", run_name="__main__")
"""
    done = subprocess.run(
        [str(python), "-c", program], cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "pip install 'ketlessons[lab]'" in done.stdout
    assert (tmp_path / "mine" / LESSONS[0]).is_file(), "the lessons are there all the same"


def test_open_starts_jupyterlab_where_the_lessons_lie(python, tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    homes = {f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    lab = Path(sys.prefix, "share", "jupyter", "lab")
    command = [str(python), "-m", "ketlessons", "open", "mine", "--no-browser", f"--port={port}",
               "--ServerApp.port_retries=0", "--IdentityProvider.token=door"]  # fmt: skip
    log = tmp_path / "log"
    with log.open("w") as told:
        server = subprocess.Popen(
            command, cwd=tmp_path, stdout=told, stderr=told, env=environment(**homes, JUPYTERLAB_DIR=str(lab))
        )
    try:
        address = f"http://127.0.0.1:{port}/api/contents/{LESSONS[0]}?content=0&token=door"
        end, found = time.monotonic() + 90, None
        while found is None and time.monotonic() < end and server.poll() is None:
            try:
                found = json.load(DIRECT.open(address, timeout=5))
            except OSError:
                time.sleep(0.2)
        assert found, log.read_text()
        assert found["path"] == LESSONS[0]
        shutdown = urllib.request.Request(f"http://127.0.0.1:{port}/api/shutdown?token=door", method="POST")
        DIRECT.open(shutdown, timeout=10).close()
        assert server.wait(60) == 0
    finally:
        if server.poll() is None:
            server.kill()
