"""How do the lessons get into a folder that needs no server but one that hands out files? `make lite` calls this.

    python tools/lite/build.py site-lite                          Python comes from the official release of Pyodide
    python tools/lite/build.py site-lite --pyodide FOLDER         ... or from a folder of it, which is copied

JupyterLite makes the pages. Beside them lie the wheel of the course, the wheels that it needs and Pyodide has not, and
what joins the two: see python.mjs.
"""

from __future__ import annotations

import argparse
import email
import hashlib
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import ready

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
#: The release that the lessons were run with. Another may do; a browser test runs them all, see CONTRIBUTING.md.
OFFICIAL = "https://cdn.jsdelivr.net/pyodide/v0.27.7/full/"
#: Its Python.
PYTHON = "3.12"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
#: What the course needs and Pyodide has not. All are pure Python; constraints.txt says which versions.
BUNDLED = ("anywidget", "comm", "ipywidgets", "latexcodec", "platformdirs", "psygnal", "pybtex", "typing_extensions")
#: What the kernel would otherwise look for one after the other. ipykernel and the two after it come with the kernel.
STARTED = (
    "micropip",
    "ipykernel",
    "piplite",
    "pyodide-kernel",
    "comm",
    "jedi",
    "ipython",
    "prompt-toolkit",
    "ketlessons",
)
#: What is loaded while somebody reads: too large to wait for, and not needed by what most lessons show first.
LATER = ("scipy", "fonttools", "pytz", "jedi", "parso")
#: Explorers that cannot be drawn without what comes later. A test draws all others without it.
NEED_LATER = ("circuit_cartoon",)


def pinned(name: str) -> str:
    """Return a name with its version in constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    (found,) = (line for line in lines if canonicalize_name(line.partition("==")[0]) == canonicalize_name(name))
    return found


def pip(*words: str | pathlib.Path) -> None:
    """Run pip quietly; say what it said if it fails."""
    command = [sys.executable, "-I", "-m", "pip", "--disable-pip-version-check", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nThe wheels for the browser could not be brought together.")


def wheels(cache: pathlib.Path, own: pathlib.Path) -> list[pathlib.Path]:
    """Return the wheels to bundle: the course's own, made now into a folder, and the others, fetched once."""
    cache.mkdir(parents=True, exist_ok=True)
    named = [pinned(name) for name in BUNDLED]
    wanted = {tuple(one.split("==")) for one in named}

    def there() -> dict[tuple[str, ...], pathlib.Path]:
        found = {tuple(path.name.split("-")[:2]): path for path in sorted(cache.glob("*.whl"))}
        return {about: path for about, path in found.items() if about in wanted}

    missing = ["==".join(about) for about in sorted(wanted - set(there()))]
    if missing:
        only = ("--only-binary", ":all:", "--platform", "any", "--python-version", PYTHON)
        pip("download", "--quiet", "--no-deps", *only, "--dest", cache, *missing)
    pip("wheel", ".", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", own)
    return [*there().values(), *own.glob("ketlessons-*.whl")]


def lighter(wheel: pathlib.Path, into: pathlib.Path) -> pathlib.Path:
    """Copy a wheel without what the pages hold already: the lessons, and what extends JupyterLab."""
    held = re.compile(r"ketlessons/_(lessons|jupyterlab)/|[^/]+\.data/")
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(into / wheel.name, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            if not held.match(one.filename):
                new.writestr(one, old.read(one))
    return into / wheel.name


def entry(wheel: pathlib.Path, address: str) -> tuple[str, dict]:
    """Return name and entry of a wheel in a lock file of Pyodide."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (about,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(about))
    tops = {name.partition("/")[0].removesuffix(".py") for name in names if not re.search(r"\.(dist-info|data)/", name)}
    browser = {"python_version": PYTHON, "sys_platform": "emscripten", "platform_system": "Emscripten", "extra": ""}
    needs = map(Requirement, metadata.get_all("Requires-Dist", []))
    name = canonicalize_name(metadata["Name"])
    return name, {
        "name": name,
        "version": metadata["Version"],
        "file_name": address,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(tops),
        "depends": [canonicalize_name(one.name) for one in needs if one.marker is None or one.marker.evaluate(browser)],
        "unvendored_tests": False,
    }


def settings() -> tuple[dict, dict]:
    """Return what JupyterLite is told: its configuration, and settings as of a user."""
    lab = ROOT / "tools" / "jupyterlab"
    page = json.loads((lab / "page_config.json").read_text(encoding="utf-8"))
    python = {
        "pyodideUrl": "./static/python/python.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": list(STARTED)},
    }
    told = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "ketlessons",
            "disabledExtensions": [name for name, off in page["disabledExtensions"].items() if off],
            "litePluginSettings": {f"{KERNEL}:kernel": python},
        },
    }
    of_user: dict = {}
    for file in sorted((lab / "overrides.d").glob("*.json")):
        of_user |= json.loads(file.read_text(encoding="utf-8"))
    return told, of_user


def pages(into: pathlib.Path) -> None:
    """Let JupyterLite write its pages, with the lessons in them."""
    with tempfile.TemporaryDirectory() as place:
        lite = pathlib.Path(place, "lite")
        lite.mkdir()
        for name, content in zip(("jupyter-lite.json", "overrides.json"), settings(), strict=True):
            (lite / name).write_text(json.dumps(content), encoding="utf-8")
        (lite / "lessons").mkdir()
        for lesson in sorted((ROOT / "notebooks").glob("[!._]*.ipynb")):
            shutil.copy(lesson, lite / "lessons")
        command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", lite, "--output-dir", into,
                   "--contents", lite / "lessons", "--apps", "lab", "--no-sourcemaps"]  # fmt: skip
        done = subprocess.run(
            list(map(str, command)), cwd=lite, capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )  # fmt: skip
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nJupyterLite could not write its pages.")


def python(into: pathlib.Path, pyodide: str, cache: pathlib.Path, beforehand: bool) -> None:
    """Lay beside the pages what Python in the browser is made of."""
    into.mkdir(parents=True)
    (into / "wheels").mkdir()
    if re.match(r"https?://", pyodide):
        address = pyodide.rstrip("/") + "/"
    else:
        address = "pyodide/"
        shutil.copytree(pyodide, into / "pyodide")
    kernel = pathlib.Path(sys.prefix, "share", "jupyter", "labextensions", KERNEL, "static", "pypi")
    own = [path for name in ("ipykernel", "piplite", "pyodide_kernel") for path in kernel.glob(f"{name}-*.whl")]
    packages = {}
    with tempfile.TemporaryDirectory() as place:
        for wheel in [*wheels(cache, pathlib.Path(place)), *own]:
            name, packages[name] = entry(lighter(wheel, into / "wheels"), f"wheels/{wheel.name}")
    told = {
        "pyodide": address,
        "started": STARTED,
        "packages": packages,
        "figures": [name for name in figures() if name not in NEED_LATER],
        "later": LATER,
        "prepare": (HERE / "prepare.py").read_text(encoding="utf-8"),
    }
    if beforehand and (into / "pyodide").is_dir():
        told["ready"] = made_ready(into, packages, cache / "compiled")
    (into / "python.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    shutil.copy(HERE / "python.mjs", into)


def made_ready(into: pathlib.Path, packages: dict[str, dict], cache: pathlib.Path) -> dict | None:
    """Write what a start needs as archives, if Node is there to make them; return what python.mjs is told of them."""
    pyodide = into / "pyodide"
    slower = "so Python unpacks wheels in the browser: the first figure takes longer."
    if not ready.node():
        print(f"Node was not found, {slower}")
        return None
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    if not lock["info"]["python"].startswith(f"{PYTHON}."):
        print(f"This Pyodide has Python {lock['info']['python']}, {slower}")
        return None
    theirs = lock["packages"]
    all_wheels = {name: (pyodide / one["file_name"], one) for name, one in theirs.items()}
    all_wheels |= {name: (into / one["file_name"], one) for name, one in packages.items()}
    needed, waiting = {}, list(STARTED)
    while waiting:
        name = waiting.pop()
        if name in needed or name in LATER or name not in all_wheels:
            continue
        needed[name], one = all_wheels[name]
        waiting += one["depends"]
    taken = {name: path for name, path in sorted(needed.items()) if path.suffix == ".whl" and path.is_file()}
    its_own = pyodide / "python_stdlib.zip"
    archives = [*((path, ready.SITE) for path in taken.values()), (its_own, ready.LIBRARY)]
    try:
        made = ready.compiled(archives, pyodide, cache)
    except subprocess.CalledProcessError:
        print(f"Node could not run this Pyodide, {slower}")
        return None
    told = {"first": "first.laid", "later": "later.laid", "library": "library.zip", "names": list(taken)}
    for key, files in zip(("first", "later"), ready.parted(zip(taken.values(), made, strict=False)), strict=True):
        (into / told[key]).write_bytes(ready.laid(files))
    ready.library(its_own, made[-1], into / told["library"])
    return told


def figures() -> list[str]:
    """Return the names of all figures that a lesson can show."""
    from ketlessons.explorers.register import LIVE, STILL

    return [*LIVE, *STILL]


def start_page() -> str:
    """Return the page at which one arrives."""
    from ketlessons.evidence.course.lessons import lessons

    items = [
        f'<li><a href="lab/index.html?path={row.file}.ipynb">{row.number} {html.escape(row.title)}</a>: '
        f"{html.escape(row.asks)} ({row.minutes} minutes)</li>"
        for row in lessons()
        if row.written
    ]
    text = (HERE / "start.html").read_text(encoding="utf-8")
    return text.replace("<!-- lessons -->", "\n      ".join(items))


def begin_early(page: pathlib.Path) -> None:
    """Let the page of JupyterLab start Python before JupyterLab itself, which would start it last."""
    python_of_site = page.parents[1] / "static" / "python"
    (worker,) = (page.parents[1] / "extensions" / KERNEL / "static").glob("comlink.worker.*.js")
    text = (HERE / "early.mjs").read_text(encoding="utf-8")
    address = f"../../extensions/{KERNEL}/static/{worker.name}"
    (python_of_site / "early.mjs").write_text(text.replace("KERNEL", address), encoding="utf-8")
    script = (HERE / "early.js").read_text(encoding="utf-8").replace("WORKER", worker.name)
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("<head>", f"<head>\n    <script>\n{script}    </script>", 1), encoding="utf-8")


def icon(file: pathlib.Path) -> None:
    """Draw the small picture of the browser's tab: one channel, plugged. JupyterLite's own is a third of a megabyte."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (32, 32))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 12, 10, 20), fill="#0b57b0")
    draw.rectangle((21, 12, 31, 20), fill="#0b57b0")
    draw.ellipse((11, 11, 20, 20), fill="#c04000")
    picture.save(file, sizes=[(32, 32)])


def named_icon(page: pathlib.Path) -> None:
    """Name the picture in the page of JupyterLab, which names it late; a browser asks the host meanwhile."""
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("<head>", '<head>\n    <link rel="icon" href="favicon.ico">', 1), encoding="utf-8")


def whole(folder: str) -> str:
    """Return a folder of Pyodide, or an address; complain of what is neither."""
    if re.match(r"https?://", folder):
        return folder
    missing = [name for name in ("pyodide.mjs", "pyodide-lock.json") if not pathlib.Path(folder, name).is_file()]
    if missing:
        raise argparse.ArgumentTypeError(f"{folder} is no folder of Pyodide: {' and '.join(missing)} not found")
    return str(pathlib.Path(folder).resolve())


def build(
    into: pathlib.Path,
    pyodide: str = OFFICIAL,
    cache: pathlib.Path = ROOT / "build" / "lite",
    beforehand: bool = True,
) -> None:
    """Write the whole site into a folder; what a former call wrote there is replaced.

    Without `beforehand`, which a benchmark leaves out, nothing is done now that the browser could do itself.
    """
    into = into.resolve()
    if into.exists():
        if any(into.iterdir()) and not (into / "static" / "python" / "python.json").is_file():
            sys.exit(f"{into} holds something else than a site of ours; nothing was changed.")
        shutil.rmtree(into)
    pages(into)
    python(into / "static" / "python", pyodide, cache, beforehand)
    if beforehand:
        begin_early(into / "lab" / "index.html")
    (into / "index.html").write_text(start_page(), encoding="utf-8")
    icon(into / "lab" / "favicon.ico")
    named_icon(into / "lab" / "index.html")


def main() -> None:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("into", type=pathlib.Path)
    parser.add_argument("--pyodide", type=whole, default=OFFICIAL, help="a folder, or the address of one")
    given = parser.parse_args()
    build(given.into, given.pyodide)
    print(f"wrote {given.into}: put it on any host of files, or look at it here:")
    print(f"{os.path.relpath(sys.executable)} -m http.server --bind 127.0.0.1 --directory {given.into}")


if __name__ == "__main__":
    main()
