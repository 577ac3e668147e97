"""What lives in a lesson's cell? Its last line says it: an explorer, a question, a reveal or a check."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from ketlessons.explorers.register import LIVE

#: How a cell asks for what lives, besides `explore.<name>()`.
_CALLS = {"ask": "question", "reveal": "reveal"}


@dataclass(frozen=True)
class Live:
    """One live output: "explorer", "question", "reveal" or "check", its name, and what an explorer was set to."""

    kind: str
    name: str
    values: dict[str, Any] = field(default_factory=dict)


def live_of(cell: NotebookNode) -> Live | None:
    r"""Return what lives in a cell, or None. What a learner has changed so that it cannot be read is left as it is.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell
    >>> live_of(new_code_cell("explore.route_race().set(time_min=60)"))
    Live(kind='explorer', name='route_race', values={'time_min': 60})
    >>> live_of(new_code_cell('print(1)\nask("00-check-slider")'))
    Live(kind='question', name='00-check-slider', values={})
    """
    if cell.cell_type != "code":
        return None
    try:
        last = ast.parse(cell.source).body[-1]
    except (SyntaxError, IndexError):
        return None
    if not isinstance(last, ast.Expr) or not isinstance(last.value, ast.Call):
        return None
    return _called(last.value)


def _called(call: ast.Call) -> Live | None:
    name, owner = _name(call.func)
    if name == "set" and isinstance(owner, ast.Call):
        inner, values = _called(owner), _given(call)
        return Live(inner.kind, inner.name, values) if inner and inner.kind == "explorer" and values else None
    if isinstance(owner, ast.Name) and owner.id == "check":
        return Live("check", name)
    if isinstance(owner, ast.Name) and owner.id in ("explore", "explorers") and name in LIVE:
        return Live("explorer", name) if not (call.args or call.keywords) else None
    if name in _CALLS and len(call.args) == 1 and isinstance(call.args[0], ast.Constant):
        return Live(_CALLS[name], str(call.args[0].value))
    return None


def _name(called: ast.expr) -> tuple[str, ast.expr | None]:
    if isinstance(called, ast.Attribute):
        return called.attr, called.value
    return (called.id, None) if isinstance(called, ast.Name) else ("", None)


def _given(call: ast.Call) -> dict[str, Any]:
    try:
        return {word.arg: ast.literal_eval(word.value) for word in call.keywords if word.arg}
    except ValueError:
        return {}
