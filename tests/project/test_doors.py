"""Do the files from which services build a server install the course, and lead to a learner's own copies?"""

import json
import os
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml
from repository import EXTRAS, PROJECT, ROOT, read

CONTAINER = json.loads(read(".devcontainer/devcontainer.json"))


def installs(door: str) -> list[str]:
    """Return what a door gives to pip."""
    if door == "binder":  # repo2docker runs this in the folder of the checkout
        return ["install", "-r", "binder/requirements.txt"]
    words = shlex.split(CONTAINER["postCreateCommand"].split("&&")[0])
    assert words[:3] == ["python", "-m", "pip"]
    return words[3:]


def copies(door: str) -> list[str]:
    """Return how a door copies the lessons."""
    text = read("binder/postBuild").splitlines()[-1] if door == "binder" else CONTAINER["postCreateCommand"]
    return shlex.split(text.split("&&")[-1])


@pytest.mark.parametrize("door", ["binder", "devcontainer"])
def test_its_commands_install_the_course_into_a_clean_environment_and_copy_the_lessons(door, tmp_path):
    # What the course needs is taken from where the tests run: `make test` installed it under the same constraints.
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "env")], check=True)
    programs = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = str(programs / ("python.exe" if os.name == "nt" else "python"))
    (packages,) = {*tmp_path.glob("env/lib/python*/site-packages"), *tmp_path.glob("env/Lib/site-packages")}
    (packages / "of-the-tests.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {
        "PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_QUIET": "1",
        "PIP_IGNORE_INSTALLED": "1",  # the copy that the tests run with is of another environment
    }  # fmt: skip
    done = subprocess.run(
        [python, "-m", "pip", *installs(door)], cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert [*packages.glob("ketlessons-*.dist-info")]
    name, *words = copies(door)
    assert name == "python"
    done = subprocess.run([python, *words], cwd=tmp_path, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len([*(tmp_path / "my-lessons").glob("*.ipynb")]) == len([*(ROOT / "notebooks").glob("*.ipynb")])


def test_they_ask_for_the_same_versions_and_an_extra_that_there_is():
    asked = read("binder/requirements.txt").splitlines()
    assert [line for line in asked if not line.startswith("#")] == ["-c ../constraints.txt", ".[lab]"]
    assert "lab" in EXTRAS
    assert installs("devcontainer") == ["install", "-c", "constraints.txt", ".[lab]"]


def test_they_use_the_oldest_python_that_is_promised():
    oldest = PROJECT["requires-python"].removeprefix(">=")
    assert read("binder/runtime.txt").strip() == f"python-{oldest}"
    assert CONTAINER["image"].endswith(f":{oldest}")


def test_the_container_opens_the_port_that_it_forwards():
    assert "python -m ketlessons open my-lessons" in CONTAINER["postAttachCommand"]
    assert f"--port={CONTAINER['forwardPorts'][0]}" in CONTAINER["postAttachCommand"]
    assert set(CONTAINER["portsAttributes"]) == set(map(str, CONTAINER["forwardPorts"]))


def test_what_runs_when_an_image_is_made_may_be_run():
    assert os.access(ROOT / "binder" / "postBuild", os.X_OK) or os.name == "nt"
    assert read("binder/postBuild").startswith("#!/bin/sh\n")


def test_the_workflow_runs_the_release_of_pyodide_that_the_site_takes():
    job = yaml.safe_load(read(".github/workflows/ci.yml"))["jobs"]["lite"]
    release = job["env"]["PYODIDE_RELEASE"]
    assert f"/pyodide/v{release}/full/" in read("tools/lite/build.py")
    steps = "\n".join(step.get("run", "") for step in job["steps"])
    assert "tests/browser/made/test_lite.py" in steps
    assert "-c constraints.txt -e '.[lab,lite,test]'" in steps
    assert Path(ROOT / "tests/browser/made/test_lite.py").is_file()
