"""What is left out of Python in the browser, and done for it beforehand, in a site with a Pyodide of its own?

Python there reads each module's text before it can run it, and lays out each file of each wheel before that. So wheels
carry what Python makes of their modules (see compiled.mjs), without what nobody opens in a browser. The texts of the
modules come later, in a wheel of their own, with what no first figure needs: then a traceback shows lines, and `??`
shows a function, as anywhere. A cell that may need it waits for it, see python.mjs.
"""

from __future__ import annotations

import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import zipfile

#: What is read by compilers, type checkers, packagers and testers, what matplotlib saves for other than screens, and
#: what the page of JupyterLab holds already.
NOT_NEEDED = re.compile(
    r"\.(pyi|pyx|pxd|h|c|a)$|(^|/)tests?/|^[^/]+\.data/|\.dist-info/sboms/|^anywidget/(lab|nb)extension/"
    r"|^matplotlib/(mpl-data/(fonts/(afm|pdfcorefonts)|images|sample_data)|backends/web_backend)/"
)
#: What no first figure needs: faces and kinds of files, languages other than Python, backends without a page.
LATER = re.compile(
    r"^matplotlib/mpl-data/fonts/ttf/DejaVu(Serif|SansMono-)|^matplotlib/animation|^mpl_toolkits/"
    r"|^matplotlib/backends/(backend_(?!agg|template)|_backend_(gtk|pdf_ps|tk)|qt_)"
    r"|^PIL/((?!Bmp|Gif|Jpeg|Png|Ppm)\w+ImagePlugin|_(imagingft|imagingcms|webp)\b)"
    r"|^pygments/(lexers/(?!_mapping|__init__|python|special)|styles/(?!_mapping|__init__|default))"
    r"|^numpy/(f2py|distutils|testing)/|^IPython/(testing|sphinxext|external)/|^ketlessons/(publish|covers)/"
)
#: Modules of Python's own library that no first figure imports: there they stay text.
LEFT_AS_TEXT = re.compile(
    r"(multiprocessing|xmlrpc|wsgiref|ctypes|unittest|pydoc_data|lib2to3)/"
    r"|encodings/(?!__init__|aliases|utf_8|ascii|latin_1|idna|cp437)"
    r"|(_pyio|_pydatetime|aifc|cgi|cgitb|compileall|configparser|doctest|ftplib|imaplib|mailbox|modulefinder|nntplib"
    r"|optparse|pickletools|plistlib|poplib|smtplib|statistics|stringprep|sunau|telnetlib|trace|tracemalloc|turtle|wave)"
    r"\.py$"
)
#: Where Pyodide lays out wheels, and its own library.
SITE, LIBRARY = "/lib/python3.12/site-packages/", "/lib/python312.zip/"
#: Changes when what is made of an archive changes.
WAY = "2"


def node() -> str | None:
    """Return where Node is, if it is."""
    return shutil.which("node") or shutil.which("nodejs")


def compiled(
    archives: list[tuple[pathlib.Path, str]], pyodide: pathlib.Path, cache: pathlib.Path
) -> list[pathlib.Path]:
    """Return for each archive one with the .pyc of its modules, by their names; made once, and kept by content."""
    cache.mkdir(parents=True, exist_ok=True)
    version = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]["version"]
    made = {
        archive: cache / f"{hashlib.sha256(f'{WAY} {version} {place}'.encode() + archive.read_bytes()).hexdigest()}.zip"
        for archive, place in archives
    }
    with tempfile.TemporaryDirectory() as folder:
        todo, work = [], pathlib.Path(folder)
        for number, (archive, place) in enumerate(archives):
            if not made[archive].exists():
                todo += _laid_out(archive, place, work, str(number))
        if todo:
            (work / "todo.json").write_text(json.dumps(todo), encoding="utf-8")
            script = pathlib.Path(__file__).with_name("compiled.mjs")
            subprocess.run([str(node()), str(script), str(pyodide), folder], check=True, stdout=subprocess.DEVNULL)
        for number, (archive, _) in enumerate(archives):
            if not made[archive].exists():
                _packed(work / str(number), made[archive])
    return list(made.values())


def _laid_out(archive: pathlib.Path, place: str, work: pathlib.Path, number: str) -> list[tuple[str, str]]:
    """Unpack the modules of an archive; return each with the place that it will have."""
    found = []
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            as_text = place == LIBRARY and LEFT_AS_TEXT.match(name)
            if name.endswith(".py") and not as_text and not NOT_NEEDED.search(name):
                opened.extract(name, work / number)
                found.append((f"{number}/{name}", place + name))
    (work / number).mkdir(exist_ok=True)
    return found


def _packed(folder: pathlib.Path, into: pathlib.Path) -> None:
    half = into.with_suffix(".half")
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as new:
        for path in sorted(folder.rglob("*.pyc")):
            new.write(path, path.relative_to(folder).as_posix())
    half.replace(into)


def lean(wheel: pathlib.Path, made: pathlib.Path, later: zipfile.ZipFile) -> None:
    """Leave in a wheel what a first figure needs, compiled; what comes later goes elsewhere, the rest nowhere."""
    new = wheel.with_suffix(".half")
    with (
        zipfile.ZipFile(wheel) as old,
        zipfile.ZipFile(made) as ready,
        zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as into,
    ):
        compiled_names = set(ready.namelist())
        for one in old.infolist():
            if one.is_dir() or NOT_NEEDED.search(one.filename):
                continue
            if f"{one.filename}c" in compiled_names or LATER.search(one.filename):
                later.writestr(one, old.read(one), zipfile.ZIP_DEFLATED)
            if LATER.search(one.filename):
                continue
            if f"{one.filename}c" in compiled_names:
                into.writestr(f"{one.filename}c", ready.read(f"{one.filename}c"))
            else:
                into.writestr(one, old.read(one))
    new.replace(wheel)


def library(archive: pathlib.Path, made: pathlib.Path) -> None:
    """Lay what was compiled of Python's own library beside its texts, which Python takes from the same archive."""
    with zipfile.ZipFile(made) as ready, zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as into:
        for name in ready.namelist():
            into.writestr(name, ready.read(name))
