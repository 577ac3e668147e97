"""Runs in the browser once Pyodide has started, before the kernel does."""

import asyncio
import contextlib
import importlib
import importlib.util
import pathlib
import re
import sys

#: When it has been quiet for so long, what no cell has asked for yet is loaded too.
WAIT_S = 8


def fit_the_font_list() -> None:
    """Let matplotlib read the list of fonts that its wheel carries.

    Pyodide 0.27 ships matplotlib 3.8 with a list that a newer one wrote. The two have the same form and name the same
    fonts, but the number of the version differs; so matplotlib would open every font again, for seconds, and say so.
    """
    spec = importlib.util.find_spec("matplotlib")
    place = pathlib.Path(spec.origin).parent if spec else pathlib.Path()
    names, code = place / "fontlist.json", place / "font_manager.py"
    if not (names.exists() and code.exists()):
        return
    version = re.search(r"^    __version__ = (.+)$", code.read_text(encoding="utf-8"), re.MULTILINE)[1].replace(
        "'", '"'
    )
    text = names.read_text(encoding="utf-8")
    names.write_text(re.sub(r'"_version": [^,]+,', f'"_version": {version},', text, count=1), encoding="utf-8")


def let_piplite_in() -> None:
    """Give the micropip of Pyodide 0.27 the one name for which newer kernels look at another place."""
    with contextlib.suppress(ImportError):
        from micropip import package_index
        from micropip._compat.compatibility_layer import CompatibilityLayer

        if not hasattr(package_index, "CompatibilityLayer"):
            package_index.CompatibilityLayer = CompatibilityLayer


#: What the kernel loads, in its order, and then what the first cells of a lesson load: questions, tables, pictures.
SOON = (
    "piplite.piplite",
    "pyodide_kernel",
    "ipywidgets",
    "anywidget",
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
    "ketlessons.quiz.shown.view",
)


async def load_while_somebody_reads() -> None:
    """Load what every lesson's first cells load, and once the kernel stands and all is quiet, the rest."""
    for name in SOON:
        await asyncio.sleep(0.01)  # a kernel that asks, or a cell that was run meanwhile, comes first
        try:
            importlib.import_module(name)
        except Exception as error:  # it fails again, and says so, where it is needed
            print(f"{name} could not be loaded beforehand: {error!r}", file=sys.stderr)
    while not hasattr(sys.modules.get("pyodide_kernel"), "kernel_instance"):
        await asyncio.sleep(0.1)
    completer = sys.modules["pyodide_kernel"].ipython_shell.Completer
    completer.use_jedi = False  # the Tab key completes without it until it is here
    later = importlib.import_module("what_comes_later")
    while later.quiet_s() < WAIT_S:
        await asyncio.sleep(1)
    await later.load()
    importlib.import_module("IPython.core.completer").jedi = importlib.import_module("jedi")
    completer.use_jedi = True


fit_the_font_list()
let_piplite_in()
# A task that nobody holds may be collected before it is done.
TASKS = {asyncio.ensure_future(load_while_somebody_reads())}
