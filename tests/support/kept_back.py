"""What must no student read? The answers of a lesson and its notes for teachers, cut out of it by other means.

The kit takes a lesson apart as HTML; here it is cut as plain text, at the lines that fold.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from bs4 import BeautifulSoup
from nbformat import NotebookNode

from ketlessons.publish.folding import hidden
from ketlessons.quiz import everything

#: Shorter pieces may stand elsewhere by chance.
LEAST = 28
FOLD = re.compile(r"<details><summary>(.*?)</summary>(.*?)</details>", flags=re.S)
GIVEN_AWAY = ("Solution", "What you should have seen")


@dataclass(frozen=True)
class Secrets:
    """Pieces of text, without marks of Markdown: answers of tasks and exercises, notes, and what is said of options."""

    answers: tuple[str, ...]
    notes: tuple[str, ...]
    feedback: tuple[str, ...]


def secrets(notebook) -> Secrets:
    """Return what a saved lesson keeps back."""
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    folds = FOLD.findall(prose)
    hints = squeezed(" ".join(inner for line, inner in folds if line == "Hint"))
    asked = [everything()[name] for name in re.findall(r'ask\("([\w-]+)"\)', code)]
    return Secrets(
        tuple(
            piece
            for line, inner in folds
            if line.startswith(GIVEN_AWAY)
            for piece in pieces(inner)
            if piece not in hints
        ),
        tuple(piece for line, inner in folds if line == "For teachers" for piece in pieces(inner)),
        tuple(squeezed(option.feedback) for one in asked for option in one.options if len(option.feedback) >= LEAST),
    )


def pieces(text: str) -> list[str]:
    """Return the lines of a folded text that are long enough to be known again."""
    lines = [re.sub(r"^\s*(?:\d+\.|-)\s+", "", line) for line in text.splitlines()]
    # The first line of a function is given to everybody.
    return [squeezed(line) for line in lines if len(line) >= LEAST and not line.startswith(("```", "def "))]


def squeezed(text: str) -> str:
    """Return text without the marks of Markdown and with single spaces, as it reads on a page."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", html.unescape(text))
    text = re.sub(r"\\(?=\W)|\*\*|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)", "", text)
    return " ".join(text.split())


def reads(markup: str) -> str:
    """Return how a page reads: its words with their marks beside them, a line for each block."""
    soup = BeautifulSoup(markup, "html.parser")
    for block in soup.find_all(["p", "li", "td", "th", "pre", "figcaption", "caption", "div", re.compile("^h[1-6]$")]):
        block.append("\n")
    return soup.get_text("")


def in_class(notebook):
    """Return a copy of a lesson without what is folded for home."""
    folded = set(hidden(notebook))
    return NotebookNode({**notebook, "cells": [c for i, c in enumerate(notebook.cells) if i not in folded]})


def found(wanted, text: str) -> list[str]:
    """Return which pieces stand in a text."""
    text = squeezed(text)
    return [piece for piece in wanted if piece in text]
