"""What the site in the browser alone is made of: what comes later, what is bundled, and where Python comes from."""

import argparse
import gzip
import hashlib
import importlib.util
import json
import os
import struct
import subprocess
import sys
import zipfile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from repository import EXTRAS, ROOT, RUNTIME, read

from ketlessons import guide
from ketlessons.explorers.register import LIVE, STILL

#: Draws an explorer at its default and at settings by lot; SciPy is as if it were not there.
WITHOUT_SCIPY = """
import json, sys
sys.modules["scipy"] = None
import frametime
from ketlessons import explore
failed = {}
for name in json.loads(sys.argv[1]):
    try:
        shown = getattr(explore, name)()
        for setting in frametime.settings_of(name, 12) if hasattr(shown, "controls") else ():
            shown.set(**setting)
    except ModuleNotFoundError as error:
        failed[name] = str(error)
print(json.dumps(failed))
"""


@pytest.fixture(scope="module")
def build():
    """Return the program that makes the site, as a module."""
    spec = importlib.util.spec_from_file_location("lite_build", ROOT / "tools" / "lite" / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_exactly_the_named_explorers_cannot_be_drawn_before_scipy_has_come(build):
    names = [*LIVE, *STILL]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", WITHOUT_SCIPY, json.dumps(names)], cwd=ROOT,
        capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(str(ROOT / one) for one in ("src", "tests/support/drawing"))},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    failed = json.loads(done.stdout)
    assert all("scipy" in why for why in failed.values()), failed
    assert set(failed) == set(build.NEED_LATER)
    assert set(build.figures()) == set(names)


def test_all_that_the_course_needs_is_bundled_or_comes_with_pyodide(build):
    with_pyodide = {"matplotlib", "numpy", "scipy", "pillow"}
    assert {one.name for one in RUNTIME} - with_pyodide <= {canonicalize_name(name) for name in build.BUNDLED}
    for name in build.BUNDLED:
        assert Requirement(build.pinned(name)).specifier


def test_a_wheel_becomes_an_entry_of_pyodides_list(build, tmp_path):
    wheel = tmp_path / "some_thing-1.2-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("some_thing/__init__.py", "")
        archive.writestr("alone.py", "")
        archive.writestr("some_thing-1.2.data/data/share/x", "")
        archive.writestr(
            "some_thing-1.2.dist-info/METADATA",
            "Metadata-Version: 2.1\nName: Some_Thing\nVersion: 1.2\nRequires-Dist: NumPy>=2\n"
            "Requires-Dist: old; python_version < '3.10'\nRequires-Dist: only; extra == 'more'\n",
        )
    name, entry = build.entry(wheel, "wheels/x.whl")
    assert name == entry["name"] == "some-thing"
    assert (entry["version"], entry["imports"], entry["depends"]) == ("1.2", ["alone", "some_thing"], ["numpy"])
    assert entry["sha256"] == hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert entry["file_name"] == "wheels/x.whl"


def test_what_a_first_figure_needs_comes_first_with_what_python_made_of_it_and_the_rest_later_or_never(build, tmp_path):
    wheel = tmp_path / "matplotlib-1-py3-none-any.whl"
    fonts = "matplotlib/mpl-data/fonts/ttf/"
    read = ("matplotlib/figure.py", "six.py", "ketlessons/guide.py")
    first = (f"{fonts}DejaVuSans.ttf", "matplotlib-1.dist-info/METADATA")
    later = ("matplotlib/animation.py", f"{fonts}DejaVuSerif.ttf", "matplotlib/mpl-data/images/home.png")
    never = ("matplotlib/tests/test_figure.py", "matplotlib/figure.pyi", "matplotlib-1.dist-info/RECORD")
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in (*read, *first, *later, *never):
            archive.writestr(name, name)
    comes_first, comes_later = build.ready.parted([(wheel, {name: b"read" for name in read})])
    assert comes_first == {name: name.encode() for name in (*first, "ketlessons/guide.py")} | {
        "matplotlib/figure.py": b"",
        "six.py": b"",
        "matplotlib/__pycache__/figure.cpython-312.pyc": b"read",
        "__pycache__/six.cpython-312.pyc": b"read",
        "ketlessons/__pycache__/guide.cpython-312.pyc": b"read",
    }
    assert comes_later == {name: name.encode() for name in (*later, "matplotlib/figure.py", "six.py")}


def test_an_archive_names_each_folder_once_and_holds_what_was_laid_in(build):
    files = {"b/c/two.py": b"2", "alone.py": b"1", "b/c/one.so": bytes(range(256)), "b/none.txt": b"", "b/x.py": b"x"}
    opened = gzip.decompress(build.ready.laid(files))
    (length,) = struct.unpack("<I", opened[:4])
    found, at = {}, 4 + length
    folders = json.loads(opened[4:at])
    for folder, held in folders.items():
        for name, size in held:
            found[f"{folder}/{name}".lstrip("/")] = opened[at : at + size]
            at += size
    assert list(folders) == ["", "b", "b/c"]
    assert found == files
    assert at == len(opened)


def test_nothing_of_the_course_is_left_out_that_a_lesson_runs(build):
    held = [path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src" / "ketlessons").rglob("*.*")]
    assert not [name for name in held if build.ready.NOT_NEEDED.search(name)]
    later = {name.split("/")[1] for name in held if build.ready.LATER.search(name)}
    assert later == {"publish", "covers"}


@pytest.mark.parametrize(
    ("node", "python", "why"),
    [
        (None, "3.12.7", "Node was not found"),
        ("node", "3.13.2", "This Pyodide has Python 3.13.2"),
        ("false", "3.12.7", "Node could not run"),
    ],
)
def test_where_nothing_can_be_made_ready_the_site_takes_wheels_and_says_so(
    build, tmp_path, monkeypatch, capsys, node, python, why
):
    pyodide = tmp_path / "site" / "pyodide"
    pyodide.mkdir(parents=True)
    lock = {"info": {"python": python, "version": "0"}, "packages": {}}
    (pyodide / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    with zipfile.ZipFile(pyodide / "python_stdlib.zip", "w") as archive:
        archive.writestr("this.py", "")
    monkeypatch.setattr(build.ready, "node", lambda: node)
    assert build.made_ready(tmp_path / "site", {}, tmp_path / "cache") is None
    said = capsys.readouterr().out
    assert said.startswith(why)
    assert "takes longer" in said
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["pyodide"]


def test_python_starts_before_jupyterlab_only_where_a_lesson_is_to_open(build, tmp_path):
    page = tmp_path / "lab" / "index.html"
    kernel = tmp_path / "extensions" / build.KERNEL / "static"
    for folder in (page.parent, kernel, tmp_path / "static" / "python"):
        folder.mkdir(parents=True)
    page.write_text("<html><head>\n<title>x</title></head></html>", encoding="utf-8")
    (kernel / "comlink.worker.abc.js").touch()
    build.begin_early(page)
    text = page.read_text(encoding="utf-8")
    assert text.index("<script>") < text.index("<title>")
    assert 'get("path")?.endsWith(".ipynb")' in text
    assert '.includes("comlink.worker.abc.js")' in text
    early = (tmp_path / "static" / "python" / "early.mjs").read_text(encoding="utf-8")
    assert f'import "../../extensions/{build.KERNEL}/static/comlink.worker.abc.js";' in early


def test_both_pages_name_their_picture_before_anything_else_is_fetched(build, tmp_path):
    """A browser asks the root of the host for one otherwise, which need not be the site's."""
    page = tmp_path / "index.html"
    page.write_text("<html><head>\n<title>x</title></head></html>", encoding="utf-8")
    build.named_icon(page)
    assert page.read_text(encoding="utf-8").split("<head>\n")[1].startswith('    <link rel="icon" href="favicon.ico">')
    assert '<link rel="icon" href="lab/favicon.ico">' in build.start_page().partition("<style>")[0]


def test_a_folder_that_is_no_pyodide_is_refused_and_an_address_is_taken(build, tmp_path):
    with pytest.raises(argparse.ArgumentTypeError, match=r"pyodide\.mjs and pyodide-lock\.json not found"):
        build.whole(str(tmp_path))
    for name in ("pyodide.mjs", "pyodide-lock.json"):
        (tmp_path / name).touch()
    assert build.whole(str(tmp_path)) == str(tmp_path.resolve())
    assert build.whole("https://example.org/pyodide/") == "https://example.org/pyodide/"


def test_a_folder_that_holds_something_else_is_left_alone(build, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit, match="something else than a site of ours"):
        build.build(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_by_default_python_comes_from_the_official_release_and_packages_from_nowhere_else(build):
    assert build.OFFICIAL.startswith("https://cdn.jsdelivr.net/pyodide/v")
    told, _ = build.settings()
    (kernel,) = told["jupyter-config-data"]["litePluginSettings"].values()
    assert kernel["disablePyPIFallback"] is True
    assert kernel["pyodideUrl"] == "./static/python/python.mjs"
    assert "scipy" in build.LATER
    assert not set(build.LATER) & set(kernel["loadPyodideOptions"]["packages"]) - {"jedi"}


def test_what_keeps_a_screen_reader_from_reading_on_is_left_out_there_too(build):
    told, of_user = build.settings()
    switched_off = json.loads(read("tools/jupyterlab/page_config.json"))["disabledExtensions"]
    assert set(told["jupyter-config-data"]["disabledExtensions"]) == set(switched_off)
    assert of_user == json.loads(read("tools/jupyterlab/overrides.d/ketlessons.json"))


def test_the_start_page_links_every_lesson_and_nothing_outside(build):
    page = build.start_page()
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        assert f'href="lab/index.html?path={path.name}"' in page
    assert "http" not in page.replace("<meta http-equiv", "")
    assert '<html lang="en">' in page
    assert page.count("<h1>") == 1


def test_only_the_site_needs_its_extra():
    assert {one.name for one in EXTRAS["lite"]} == {
        "jupyterlite-core", "jupyterlite-pyodide-kernel", "hatchling", "packaging",
    }  # fmt: skip


@pytest.mark.parametrize(("missing", "ready"), [("jupyterlab scipy", True), ("anywidget", False)])
def test_the_check_of_the_installation_asks_in_the_browser_for_nothing_that_is_not_installed_there(
    monkeypatch, missing, ready
):
    with monkeypatch.context() as patch:
        patch.setattr(guide.sys, "platform", "emscripten")
        patch.setattr(guide.importlib.util, "find_spec", lambda name: None if name in missing.split() else name)
        said = repr(guide.installation_check())
    assert ("All is ready." in said) == ready
    assert ("NO " in said) != ready
    assert "make lab" not in said
    assert "JupyterLab runs in this browser" in said
