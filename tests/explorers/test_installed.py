"""The browser's half, in the package as it is installed: scripts and style sheets travel with the Python."""

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

SHIPPED = (
    *("explorers/explorer.js", "explorers/explorer.css"),
    *("quiz/shown/quiz.js", "quiz/shown/quiz.css", "quiz/shown/sorting.js", "quiz/shown/sorting.css"),
    *("quiz/shown/kinds.css", "quiz/shown/review.js"),
)
#: Parts of scripts, which stand before those that draw.
PARTS = ("live/wire.js", "quiz/shown/kinds.js")

ASK = """
import json, ketlessons
from ketlessons import ask, explore
from ketlessons.quiz import questions
explorer = explore.hundred_channels()
quiz = ask(next(iter(questions())))
print(json.dumps({
    "path": ketlessons.__file__,
    "esm": [str(explorer._esm), str(quiz._esm)],
    "css": [str(explorer._css), str(quiz._css)],
    "questions": len(questions()),
    "sentence": explorer.sentence,
}))
"""


@pytest.mark.parametrize("name", [*SHIPPED, *PARTS])
def test_the_browser_half_is_package_data(name):
    resource = files("ketlessons").joinpath(name)
    assert resource.is_file()
    assert resource.read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("name", [name for name in (*SHIPPED, *PARTS) if name.endswith(".js")])
def test_a_script_is_a_module_that_fetches_nothing(name):
    script = files("ketlessons").joinpath(name).read_text(encoding="utf-8")
    assert ("export default { render }" in script) == (name not in PARTS)
    for word in ("http://", "https://", "fetch(", "XMLHttpRequest", "import(", "eval("):
        assert word not in script.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("name", [name for name in SHIPPED if name.endswith(".css")])
def test_a_style_sheet_fetches_nothing(name):
    sheet = files("ketlessons").joinpath(name).read_text(encoding="utf-8")
    assert "url(" not in sheet
    assert "@import" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_an_installed_copy_finds_its_own_files(wheel_unpacked, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(wheel_unpacked)},
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert Path(answer["path"]).is_relative_to(wheel_unpacked)
    assert all("export default { render }" in script for script in answer["esm"])
    assert all("--kl-ink" in sheet for sheet in answer["css"])
    assert ".kl-figure" in answer["css"][0]
    assert ".kl-feedback" in answer["css"][1]
    assert answer["questions"] >= 6
    assert answer["sentence"].endswith(".")
