"""What has every page of the kit? A language, a title, its style in itself, and a rule that it may fetch nothing."""

from __future__ import annotations

import json
import pathlib
from html import escape

from ketlessons.stage.style import PALETTE

_STYLES = pathlib.Path(__file__).parent / "styles"
_NOTHING_FETCHED = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_FOOT = """@page { @bottom-left { content: %s; font: 9pt sans-serif; color: #4b525c; }
  @bottom-right { content: counter(page) " of " counter(pages); font: 9pt sans-serif; color: #4b525c; } }
"""
LICENCE = "ketlessons, CC BY 4.0. Teaching material, not medical advice."


def page(title: str, body: str, *, style: str, script: str = "", running: str = "") -> str:
    """Return a whole page of the kit, self-contained.

    Parameters
    ----------
    title : str
        What it is called, as plain text; the name of the course is added. A PDF that is made of it has the same title.
    body : str
        HTML, with one heading of level 1.
    style, script : str
        Names of the files in `styles` that hold its style, and its script if it has one.
    running : str
        What stands at the foot of each sheet of paper, beside its number; empty for none.
    """
    text = json.dumps(running, ensure_ascii=False).replace("<", "\\3c ")  # as a text of CSS
    foot = _FOOT % text if running else ""
    colours = "".join(f"--{name}:{role.light};" for name, role in PALETTE.items())
    code = f"<script>\n{read(script)}</script>\n" if script else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_FETCHED}">\n'
        f"<title>{escape(title)} - ketlessons</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n:root{{color-scheme:light;{colours}}}\n{read(style)}{foot}</style>\n</head>\n"
        f"<body>\n{body}\n{code}</body>\n</html>\n"
    )


def read(name: str) -> str:
    """Return a style or a script."""
    return (_STYLES / name).read_text(encoding="utf-8")


def save(file: pathlib.Path, text: str) -> pathlib.Path:
    """Write a page, make its folder if need be, and return the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return file
