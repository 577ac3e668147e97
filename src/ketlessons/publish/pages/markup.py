"""What does a page carry once, so that all that lives in it moves? Styles, scripts, words and pictures."""

from __future__ import annotations

import base64
import json
import pathlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ketlessons import live
from ketlessons.live import LiveWidget, look
from ketlessons.record import handin

_FRONT = pathlib.Path(__file__).parent / "front"
#: What stands before every widget's own script.
_WIRE = pathlib.Path(live.__file__).parent / "wire.js"
_EXPORT = re.compile(r"^export default \{ render \};\s*\Z", flags=re.M)


def _read(name: str) -> str:
    return (_FRONT / name).read_text(encoding="utf-8")


def as_json(told: Any) -> str:
    """Return JSON that can stand in a script of a page."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def styles(widgets: Iterable[LiveWidget]) -> str:
    """Return the styles of widgets: what all share once, and each one's own."""
    shared = look()
    own = dict.fromkeys(widget._css.removeprefix(shared) for widget in widgets)
    return f"<style>{shared}{''.join(own)}{_read('page.css')}</style>"


def scripts(widgets: Mapping[str, LiveWidget]) -> str:
    """Return the scripts of widgets by their kinds, as they run in JupyterLab, and what answers them here.

    Raises
    ------
    ValueError
        For a script that does not end with the line that a page needs to take out.
    """
    wire = _WIRE.read_text(encoding="utf-8")
    parts = []
    for kind, widget in widgets.items():
        own, found = _EXPORT.subn("return { render };\n", widget._esm.removeprefix(wire))
        if not found:
            raise ValueError(f"the script of {kind!r} does not end with 'export default {{ render }};'")
        parts.append(f"{json.dumps(kind)}: (() => {{\n{own}}})(),\n")
    code = f'"use strict";\n{wire}const widgets = {{\n{"".join(parts)}}};\n'
    code += "".join(map(_read, ("unpack.js", "record.js", "record_panel.js", "model.js", "page.js")))
    if "</script" in code.lower():
        raise ValueError("a script of a page holds the end of a script")
    return f"<script>(() => {{\n{code}}})();</script>"


def data(lives: list[dict[str, Any]], reveals: list[dict[str, Any]], packs: Mapping[str, bytes]) -> str:
    """Return what the widgets are told, and the pictures of each explorer."""
    words = {"lives": lives, "reveals": reveals, "handIn": handin.template()}
    told = f'<script type="application/json" id="kl-lives">{as_json(words)}</script>'
    blocks = (
        f'<script type="text/plain" id="{name}">{base64.b64encode(pack).decode("ascii")}</script>'
        for name, pack in packs.items()
    )
    return "\n".join((told, *blocks))
