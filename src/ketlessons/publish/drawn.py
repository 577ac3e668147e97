"""Which rows does each figure draw, and each cell of a lesson print? Recorded while they do it, and kept in a file.

Nobody writes such a list: every figure is built and moved, every cell is run, and the rows that are taken meanwhile are
noted by `evidence.taken`. The file, ``data/drawn.json``, is what lessons and pages look up. A test records anew and
compares.
"""

from __future__ import annotations

import ast
import contextlib
import io
import itertools
import json
import pathlib
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import nbformat
from IPython.core.formatters import DisplayFormatter
from nbformat import NotebookNode

from ketlessons.covers import COVERS
from ketlessons.evidence.course.lessons import lessons
from ketlessons.evidence.display import NumberedList
from ketlessons.evidence.tracing.drawn import FILE
from ketlessons.evidence.tracing.taken import taking
from ketlessons.explorers.register import LIVE, STILL
from ketlessons.live import LiveWidget
from ketlessons.publish import notebooks
from ketlessons.quiz import everything, memory
from ketlessons.quiz.drawing import PRINTED
from ketlessons.stage.controls import Panel
from ketlessons.stage.live_figure import LiveFigure
from ketlessons.stage.steady import steady

_HEADING = re.compile(r"^#{1,6} (?:At home: )?(.+)$", flags=re.M)


def settings(panel: Panel) -> Iterator[dict[str, Any]]:
    """Yield settings that between them take every row that a figure can take.

    Every option with every other, and with each of them the ends of each slider; every place of each slider beside the
    usual settings; and what the buttons set.
    """
    usual = {control.name: control.value for control in panel.controls}
    sliders = [control for control in panel.controls if hasattr(control, "grid")]
    others = [control for control in panel.controls if not hasattr(control, "grid")]
    for chosen in itertools.product(*(control.sweep() for control in others)):
        setting = {**usual, **{control.name: value for control, value in zip(others, chosen, strict=True)}}
        yield setting
        for slider in sliders:
            yield from ({**setting, slider.name: value} for value in slider.sweep())
    for slider in sliders:
        yield from ({**usual, slider.name: value} for value in slider.grid)
    for preset in panel.presets:
        yield {**usual, **preset.values}


def of_figure(name: str) -> list[str]:
    """Return the names of the rows that a figure draws or says at any setting, in the order of the alphabet."""
    with taking() as taken:
        build = getattr(import_module(f"ketlessons.figures.{(LIVE | STILL)[name]}.{name}"), name)
        figure: LiveFigure = build()
        figure.stage()  # before the first update: matplotlib settles positions of the axes while it draws
        with steady():
            for setting in settings(figure.panel):
                figure.update(**setting)
    return sorted(taken)


def of_cells(notebook: NotebookNode, figures: dict[str, list[str]], cover: str = "") -> dict[str, dict[str, Any]]:
    """Return for each cell that shows something taken from rows what it is called, its figures, and its other rows.

    Parameters
    ----------
    notebook : NotebookNode
        A saved lesson: cells without an output show nothing.
    figures : dict of str to list of str
        The rows of each figure.
    cover : str
        Number of the lesson whose cover stands in the first cell; empty where there is none.
    """
    everything()  # reading the questions works out numbers, which the floors below keep: not as part of a cell
    found: dict[str, dict[str, Any]] = {}
    if cover:
        with taking() as taken:
            COVERS[cover]()
        if taken:
            found[notebook.cells[0].id] = {"label": "The cover", "figures": [], "rows": sorted(taken)}
    names: dict[str, Any] = {}
    held: dict[str, set[str]] = {}  # the rows behind the names that earlier cells have given
    heading = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading = next(iter(_HEADING.findall(cell.source)), heading)
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        with taking() as taken:
            shown = _run(tree, names)
        nodes = list(ast.walk(tree))
        mine = [node.attr for node in nodes if isinstance(node, ast.Attribute) and node.attr in figures]
        given = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        used = {node.id for node in nodes if isinstance(node, ast.Name)} - given
        rows = set(taken).union(*(held.get(name, ()) for name in used))
        held.update(dict.fromkeys(given, rows))
        rows = rows.difference(*(figures[name] for name in mine))
        listed = isinstance(shown, NumberedList)  # the papers themselves
        if cell.outputs and not listed and (rows or any(figures[name] for name in mine)):
            named = getattr(getattr(shown, "figure", None), "title", "") or getattr(shown, "caption", "")
            label = named or f"Printed under “{heading}”"
            found[cell.id] = {"label": label, "figures": sorted(set(mine)), "rows": sorted(rows)}
    return found


def _run(tree: ast.Module, names: dict[str, Any]) -> Any:
    """Run a cell quietly, show and return what its last line gives; drawn by lot is what a printed lesson has."""
    body = list(tree.body)
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    memory.draw_from(PRINTED)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.ExitStack() as stack:
        stack.callback(memory.draw_from, None)
        exec(compile(ast.Module(body, []), "cell", "exec"), names)
        shown = None if last is None else eval(compile(ast.Expression(last.value), "cell", "eval"), names)
        # A table or a review takes rows when it is shown, and not before; a saved lesson holds its still copy.
        if isinstance(shown, LiveWidget):
            shown._still()
        else:
            DisplayFormatter().format(shown)
        return shown


def record(folder: pathlib.Path) -> dict[str, Any]:
    """Return what is drawn from which rows: by every figure, and by every cell of the lessons of a folder."""
    figures = {name: of_figure(name) for name in (*LIVE, *STILL)}
    numbers = {one.file: one.number for one in lessons() if one.number in COVERS}
    cells = {
        path.stem: of_cells(nbformat.read(path, as_version=4), figures, numbers.get(path.stem, ""))
        for path in notebooks.lessons(folder)
    }
    return {"figures": figures, "cells": cells}


def text(recorded: dict[str, Any]) -> str:
    """Return a record as the text of its file: a line for each figure and each cell, so that a change is seen."""
    lines = [f"  {json.dumps(name)}: {json.dumps(rows)}" for name, rows in recorded["figures"].items()]
    parts = []
    for stem, cells in recorded["cells"].items():
        inner = [f"   {json.dumps(id)}: {json.dumps(cell, ensure_ascii=False)}" for id, cell in cells.items()]
        parts.append(f"  {json.dumps(stem)}: {{\n" + ",\n".join(inner) + "\n  }")
    return '{\n "figures": {\n' + ",\n".join(lines) + '\n },\n "cells": {\n' + ",\n".join(parts) + "\n }\n}\n"


def refresh(folder: pathlib.Path, data: pathlib.Path) -> pathlib.Path:
    """Record anew, write the file into the folder of the data, and return it."""
    file = data / FILE
    file.write_text(text(record(folder)), encoding="utf-8", newline="\n")
    return file
