"""What does a figure say at the settings that the tasks ask for? The sentences a teacher compares with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from ketlessons import evidence
from ketlessons.evidence.reading.files import parse_json, whole_text
from ketlessons.explorers.explorer import shared
from ketlessons.explorers.register import LIVE
from ketlessons.stage.controls import Choice, Control, Range


def sentences(lesson: str) -> Iterator[tuple[str, str, str]]:
    """Yield for each setting of a lesson's tasks the figure's name, what is set, and what it then says.

    Parameters
    ----------
    lesson : str
        The file of the lesson without ending, such as ``"02-block-the-nmda-receptor"``.
    """
    path = evidence.data_path() / "tasks" / f"{lesson}.json"
    if not path.is_file():  # a lesson of a teacher's own
        return
    seen = set()
    for task in parse_json(whole_text(path, path.name), path.name):
        mark = json.dumps(task, sort_keys=True)
        if mark in seen:
            continue
        seen.add(mark)
        name = task["explorer"]
        figure = shared(getattr(import_module(f"ketlessons.figures.{LIVE[name]}.{name}"), name))
        settings = figure.panel.checked(task["settings"])
        values = {control.name: control.value for control in figure.panel.controls} | settings
        said = "; ".join(_said(one, settings[one.name]) for one in figure.panel.controls if one.name in settings)
        yield figure.title, said or "as it begins", figure.update(**values).sentence


def _said(control: Control, value: Any) -> str:
    """Return what a control is called and is set to, in the words of the page."""
    if isinstance(control, Choice):
        return f"{control.label}: {dict(control.options)[value]}"
    if isinstance(control, Range):
        if control.texts:
            return f"{control.label}: {control.texts[control.grid.index(value)]}"
        return f"{control.label}: {value:.4g} {control.unit}".replace("-", "\u2212").strip()
    return f"{control.label}: {'on' if value else 'off'}"
