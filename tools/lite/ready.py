"""How is Python in the browser made ready beforehand, in a site with a Pyodide of its own?

In the browser Python unpacks each wheel, file by file, and reads each module's text before it can run it. That takes
longer than all that lessons then do. So the site holds two archives of what the wheels hold, made to be laid out at
once (`laid` here, `lay` in python.mjs), with what Python makes of the modules (compiled.mjs). The first archive is
waited for; what no first figure needs comes in the second, and the modules' texts too: then a traceback shows lines,
and `??` a function, as anywhere. The wheels stay: where an archive cannot be had, they are taken.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable

#: What only compilers, type checkers, packagers and testers read, and what the page of JupyterLab holds already.
NOT_NEEDED = re.compile(
    r"\.(pyi|pyx|pxd|h|c|a)$|(^|/)tests?/|^[^/]+\.data/|\.dist-info/(sboms/|RECORD$)|^anywidget/(lab|nb)extension/"
)
#: What no first figure needs: faces and kinds of files, languages other than Python, backends without a page.
LATER = re.compile(
    r"^matplotlib/mpl-data/(fonts/(?!ttf/DejaVuSans(-Bold|-Oblique)?\.ttf)|images/|sample_data/)|^matplotlib/animation"
    r"|^matplotlib/backends/(web_backend/|backend_(?!agg|svg|template|mixed)|_backend_(gtk|tk)|qt_)"
    r"|^matplotlib/(_qhull|_tri|_ttconv)\.|^PIL/((?!Bmp|Gif|Jpeg|Png|Ppm)\w+ImagePlugin|_(imagingft|imagingcms|webp)\b)"
    r"|^pygments/(lexers/(?!_mapping|__init__|python|special)|styles/(?!_mapping|__init__|default))"
    r"|^numpy/(f2py|distutils|testing|random/lib)/|^IPython/sphinxext/|^ketlessons/(publish|covers)/"
)
#: Modules whose text is read before anything is drawn. All others stand there empty, and have their texts later.
NEEDS_TEXT = re.compile(r"^(ketlessons/|matplotlib/font_manager)")
#: Modules of Python's own library that no first figure imports: there they stay text.
LEFT_AS_TEXT = re.compile(
    r"(multiprocessing|xmlrpc|wsgiref|unittest|pydoc_data|lib2to3)/"
    r"|encodings/(?!__init__|aliases|utf_8|ascii|latin_1|idna|cp437)"
    r"|(_pyio|_pydatetime|aifc|cgi|cgitb|compileall|doctest|ftplib|imaplib|mailbox|modulefinder|nntplib"
    r"|optparse|pickletools|plistlib|poplib|smtplib|statistics|stringprep|sunau|telnetlib|trace|turtle|wave)\.py$"
)
#: Where Pyodide lays out wheels, and its own library.
SITE, LIBRARY = "/lib/python3.12/site-packages/", "/lib/python312.zip/"
#: Python's name in the names of what it has compiled.
TAG = "cpython-312"
#: Changes when what is made of an archive changes.
WAY = "4"


def node() -> str | None:
    """Return where Node is, if it is."""
    return shutil.which("node") or shutil.which("nodejs")


def compiled(
    archives: list[tuple[pathlib.Path, str]], pyodide: pathlib.Path, cache: pathlib.Path
) -> list[dict[str, bytes]]:
    """Return for each archive what Python makes of its modules, by their names; made once, and kept by content."""
    cache.mkdir(parents=True, exist_ok=True)
    version = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]["version"]
    made = [
        cache / f"{hashlib.sha256(f'{WAY} {version} {place}'.encode() + archive.read_bytes()).hexdigest()}.zip"
        for archive, place in archives
    ]
    with tempfile.TemporaryDirectory() as folder:
        todo, work = [], pathlib.Path(folder)
        for number, (archive, place) in enumerate(archives):
            if not made[number].exists():
                todo += _unpacked(archive, place, work, str(number))
        if todo:
            (work / "todo.json").write_text(json.dumps(todo), encoding="utf-8")
            script = pathlib.Path(__file__).with_name("compiled.mjs")
            subprocess.run([str(node()), str(script), str(pyodide), folder], check=True, stdout=subprocess.DEVNULL)
        for number, path in enumerate(made):
            if not path.exists():
                _packed(work / str(number), path)
    found = []
    for path in made:
        with zipfile.ZipFile(path) as opened:
            found.append({name.removesuffix("c"): opened.read(name) for name in opened.namelist()})
    return found


def _unpacked(archive: pathlib.Path, place: str, work: pathlib.Path, number: str) -> list[tuple[str, str]]:
    """Unpack the modules of an archive that are to be compiled; return each with the place that it will have."""
    left = LEFT_AS_TEXT.match if place == LIBRARY else LATER.search
    found = []
    (work / number).mkdir()
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            if name.endswith(".py") and not left(name) and not NOT_NEEDED.search(name):
                opened.extract(name, work / number)
                found.append((f"{number}/{name}", place + name))
    return found


def _packed(folder: pathlib.Path, into: pathlib.Path) -> None:
    half = into.with_suffix(".half")
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as new:
        for path in sorted(folder.rglob("*.pyc")):
            new.write(path, path.relative_to(folder).as_posix())
    half.replace(into)


def parted(wheels: Iterable[tuple[pathlib.Path, dict[str, bytes]]]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the files that come first and those that come later, out of wheels and what their modules become."""
    first: dict[str, bytes] = {}
    later: dict[str, bytes] = {}
    for wheel, modules in wheels:
        with zipfile.ZipFile(wheel) as opened:
            for one in opened.infolist():
                if one.is_dir() or NOT_NEEDED.search(one.filename):
                    continue
                (later if LATER.search(one.filename) else first)[one.filename] = opened.read(one)
        for name, content in modules.items():
            if not NEEDS_TEXT.search(name):
                later[name], first[name] = first[name], b""
            folder, _, file = name.rpartition("/")
            first[f"{folder}/__pycache__/{file.removesuffix('.py')}.{TAG}.pyc".lstrip("/")] = content
    return first, later


def laid(files: dict[str, bytes]) -> bytes:
    """Return files as one archive: the length of a list, the list of folders with names and sizes, and all contents."""
    folders: dict[str, list[tuple[str, int]]] = {}
    for name in sorted(files, key=lambda one: one.rpartition("/")[::2]):
        folder, _, file = name.rpartition("/")
        folders.setdefault(folder, []).append((file, len(files[name])))
    contents = [files[f"{folder}/{file}".lstrip("/")] for folder, held in folders.items() for file, _ in held]
    about = json.dumps(folders).encode()
    return gzip.compress(b"".join((struct.pack("<I", len(about)), about, *contents)), mtime=0)


def library(archive: pathlib.Path, modules: dict[str, bytes], into: pathlib.Path) -> None:
    """Copy Python's own library with what its modules become beside their texts: Python takes both from there."""
    shutil.copy(archive, into)
    with zipfile.ZipFile(into, "a", zipfile.ZIP_DEFLATED) as opened:
        for name, content in modules.items():
            opened.writestr(zipfile.ZipInfo(f"{name}c"), content, zipfile.ZIP_DEFLATED)
