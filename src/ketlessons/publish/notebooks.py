"""How is a lesson executed and saved so that doing it twice gives the same bytes?

A saved lesson keeps its outputs (the still copy of every figure, every sentence, every printed number) and whatever a
teacher has set (tags, slides, nbgrader's points, a cell that must not be deleted, a collapsed heading, a title), and
nothing that changes from run to run: no widget views, no widget state, no times, no Python version, and not which
outputs were collapsed in the window.
"""

from __future__ import annotations

import os
import pathlib

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from ketlessons.live.still import WIDGET_VIEW
from ketlessons.publish.folding import fold
from ketlessons.record.places import OFF, VARIABLE

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
#: The same for every Python. `nbconvert --to script` learns from it to write a `.py`, with the prose as comments.
LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "nbconvert_exporter": "python"}
#: What programs write about one run or one machine, for the notebook and for a cell.
PASSING = ("widgets", "papermill", "vscode", "signature")
PASSING_OF_A_CELL = ("execution", "ExecuteTime", "papermill", "trusted", "collapsed", "scrolled")
CELL_TIMEOUT_S = 120


def lessons(folder: pathlib.Path) -> list[pathlib.Path]:
    """Return the notebooks of a folder in reading order."""
    return sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith((".", "_")))


def execute(path: pathlib.Path) -> NotebookNode:
    """Run every cell of a lesson in a fresh kernel and return it, clean, with what is for home folded.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails. The message names the lesson, the cell and the error.
    """
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    # The debugger's warning about frozen modules would land on stderr of whichever cell runs first.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_S,
        kernel_name=KERNEL["name"],
        resources={"metadata": {"path": str(path.parent)}},
        store_widget_state=False,
    )
    # Nobody learns here: nothing is written to a record, and nothing that stands in one is shown.
    client.execute(env={**os.environ, VARIABLE: OFF[0]})
    return fold(clean(notebook))


def clean(notebook: NotebookNode) -> NotebookNode:
    """Remove from a notebook what changes from run to run, in place, and return it."""
    kept = {key: value for key, value in notebook.metadata.items() if key not in PASSING}
    notebook.metadata = nbformat.from_dict({**kept, "kernelspec": KERNEL, "language_info": LANGUAGE})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for cell in notebook.cells:
        for key in PASSING_OF_A_CELL:
            cell.metadata.pop(key, None)
        if "outputs_hidden" in cell.metadata.get("jupyter", {}):  # JupyterLab's second word for a collapsed output
            del cell.metadata.jupyter["outputs_hidden"]
            if not cell.metadata.jupyter:
                del cell.metadata["jupyter"]
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
        for output in cell.get("outputs", []):
            if "data" in output:
                output.data.pop(WIDGET_VIEW, None)
    return notebook


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join neighbouring pieces of one stream: how a kernel cuts its text into messages is a matter of timing."""
    joined: list[NotebookNode] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def text(notebook: NotebookNode) -> str:
    """Return a notebook as the text of its file."""
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


def save(folder: pathlib.Path, into: pathlib.Path | None = None) -> list[pathlib.Path]:
    """Execute all lessons of a folder and save them there, or into another folder; return the files written."""
    target = into or folder
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for path in lessons(folder):
        print(f"executing {path.name} ...", flush=True)
        file = target / path.name
        file.write_text(text(execute(path)), encoding="utf-8", newline="\n")
        written.append(file)
    return written
