"""How does a lesson read without its answers? The notebooks for students: no solutions, no notes for teachers.

What goes: the notes for teachers, the solution of *Build it yourself*, what tasks should have shown, and, in the saved
copies of questions, what each answer is worth. Hints stay. Nothing else changes, so the set keeps the contract of
lessons and runs as they do. It keeps honest people honest: the questions still tell a learner who answers them how the
answer fared, so the installed library knows.
"""

from __future__ import annotations

import pathlib
import re

import nbformat
from nbformat import NotebookNode

from ketlessons.publish.notebooks import clean, lessons, text
from ketlessons.publish.pages.mend import ANSWERS, TEACHERS
from ketlessons.quiz.shown.copies import LEFT_OUT, SUMMARY

#: What folds and stays: a hint helps a learner to find the answer.
KEPT = "Hint"
GONE = (*(one for one in ANSWERS if one != KEPT), TEACHERS)
_FOLD = re.compile(rf"<details><summary>(?:{'|'.join(GONE)}).*?</details>\s*", flags=re.S)
#: What stands in the first cell of a lesson, so that nobody looks for what is gone.
SAID = "*Student set: solutions and answers are left out.*"
#: What lesson 00 says of parts that the set has not.
_ELSEWHERE = {
    "Hint and solution fold out.": "A hint folds out.",
    "**Sources**, and a page for teachers that folds out at the end.": "**Sources**.",
}
#: In saved outputs: what goes, and what stands in its place. Strict nbval overlooks the same; see `overlooked`.
CUT = {
    "folded-answers": (rf"(?s)<details><summary>(?:{'|'.join(GONE)}).*?</details>", ""),
    "answers-on-paper": (
        rf"\\noindent\\hangindent0em\{{\}}{SUMMARY}:\\par\n(?:\\noindent\\hangindent[1-9]em[^\n]*\n)*",
        "",
    ),
    "predictions-on-paper": (
        r"\\noindent\\hangindent0em\{\}Each prediction, and what this lesson shows\\par\n"
        r"(?:\\noindent\\hangindent[1-9]em[^\n]*\n)*",
        "",
    ),
    # Where no prediction is kept, what happens stands there without a fold.
    "predictions-in-the-open": (
        r"(?s)<table[^>]*>\n<caption[^>]*>Each prediction, and what this lesson shows</caption>.*?</table>",
        "",
    ),
    "predictions-in-the-open-on-paper": (
        r"(?<=No answer to this question is kept\.\\par\n)(?:\\noindent\\hangindent[1-9]em[^\n]*\n)*",
        "",
    ),
    "what-happens": (r"(?<=No answer to this question is kept\.) What happens: [^\n]*", ""),
    "where-they-are": (re.escape(LEFT_OUT), "(Answer and feedback are left out here.)"),
}
#: The settings for nbval that lie beside the notebooks.
SETTINGS = "nbval-sanitize.cfg"


def without_answers(notebook: NotebookNode) -> NotebookNode:
    """Take answers and notes for teachers out of a saved lesson, in place, and return it."""
    kept = []
    for index, cell in enumerate(clean(notebook).cells):
        if cell.cell_type == "markdown":
            before = cell.source
            cell.source = _FOLD.sub("", before).rstrip()
            for theirs, ours in _ELSEWHERE.items():
                cell.source = cell.source.replace(theirs, ours)
            if index == 0:
                cell.source += f"\n\n{SAID}"
            if not cell.source.strip():  # it held nothing else
                continue
        for output in cell.get("outputs", []):
            for kind, value in output.get("data", {}).items():
                output.data[kind] = _cut(value) if isinstance(value, str) and kind != "image/png" else value
        kept.append(cell)
    notebook.cells = kept
    return notebook


def _cut(value: str) -> str:
    for pattern, instead in CUT.values():
        value = re.sub(pattern, instead, value)
    return value


def overlooked() -> str:
    """Return what strict nbval may overlook in the set: pictures' bytes, and answers that a run brings back."""
    lines = [
        "# What strict nbval may overlook in the student set: the bytes of pictures, and the answers that were cut.",
        *("[embedded-picture]", "regex: data:image/png;base64,[A-Za-z0-9+/=]+"),
        "replace: data:image/png;base64,PICTURE",
    ]
    for name, (pattern, instead) in CUT.items():
        lines += ["", f"[{name}]", f"regex: {pattern}", f"replace: {instead}"]
    return "\n".join(lines) + "\n"


def write(folder: pathlib.Path, into: pathlib.Path) -> list[pathlib.Path]:
    """Write the student set of the lessons of a folder, and its settings for nbval; return the files written.

    The same lessons give the same bytes.
    """
    into.mkdir(parents=True, exist_ok=True)
    texts = {path.name: text(without_answers(nbformat.read(path, as_version=4))) for path in lessons(folder)}
    texts[SETTINGS] = overlooked()
    written = []
    for name, held in texts.items():
        file = into / name
        file.write_text(held, encoding="utf-8", newline="\n")
        written.append(file)
    return written
