"""How is the teacher's kit built? Everything into one folder, with a page that leads to it."""

from __future__ import annotations

import pathlib
from html import escape

from ketlessons.publish.kit import printing, students
from ketlessons.publish.kit.book import TITLE, book
from ketlessons.publish.kit.handouts import handout
from ketlessons.publish.kit.pieces import Script, read
from ketlessons.publish.kit.plans import plans
from ketlessons.publish.kit.sheet import LICENCE, page, save
from ketlessons.publish.kit.slides import deck
from ketlessons.publish.notebooks import lessons

NO_BROWSER = (
    "No Chromium, Chrome or Edge was found, so the handouts and the book of answers are pages only, and no PDFs. "
    "Install one, or set KETLESSONS_BROWSER to its path; or open a page and print it."
)


def build(
    folder: pathlib.Path, into: pathlib.Path, *, browser: str | None = None, teaching: pathlib.Path | None = None
) -> list[pathlib.Path]:
    """Write the teacher's kit of the lessons of a folder, and return the files written.

    Parameters
    ----------
    folder : pathlib.Path
        The saved lessons.
    into : pathlib.Path
        Where the kit goes. Files of its names are replaced.
    browser : str, optional
        What prints the PDFs. Without one there are none.
    teaching : pathlib.Path, optional
        The page about teaching, as Markdown. Without it the kit has no plans.
    """
    scripts = [read(path) for path in lessons(folder)]
    written = [save(into / "slides" / f"{one.name}.html", deck(one)) for one in scripts]
    to_print = [
        save(into / "handouts" / f"{one.name}{end}.html", handout(one, answers=answers))
        for one in scripts
        for end, answers in (("", False), ("-with-answers", True))
    ]
    to_print.append(save(into / "answer-book.html", book(scripts)))
    if teaching:
        to_print.append(save(into / "teaching.html", plans(teaching.read_text(encoding="utf-8"))))
    written += to_print
    written += printing.print_all(to_print, browser) if browser else []
    written += students.write(folder, into / "student-notebooks")
    written.append(save(into / "index.html", _index(scripts, printed=bool(browser), planned=bool(teaching))))
    return written


def _index(scripts: list[Script], *, printed: bool, planned: bool) -> str:
    """Return the page that leads to everything."""
    end = "pdf" if printed else "html"
    rows = "".join(
        f'<tr><th scope="row">{escape(one.numbered)}</th>'
        + "".join(
            f'<td><a href="{folder}/{one.name}{tail}">{words}'
            f'<span class="unseen"> of {escape(one.numbered)}</span></a></td>'
            for folder, tail, words in (
                ("slides", ".html", "slides"),
                ("handouts", f".{end}", "handout"),
                ("handouts", f"-with-answers.{end}", "with answers"),
                ("student-notebooks", ".ipynb", "notebook for students"),
            )
        )
        + "</tr>\n"
        for one in scripts
    )
    heads = "".join(
        f'<th scope="col">{one}</th>' for one in ("Lesson", "Projector", "Paper", "Paper, for you", "JupyterLab")
    )
    plan = (
        f"<p>Plans for an hour, three hours and a term, minutes, what goes wrong, and what curricula ask for: "
        f'<a href="teaching.{end}">teaching with these lessons</a>.</p>\n'
    )
    body = (
        "<main>\n<h1>Teacher's kit</h1>\n"
        f'<p>Answers of the whole course: <a href="answer-book.{end}">{TITLE.lower()}</a>. Keep it, and the handouts '
        "with answers, to yourself. Slides hold answers, too: each waits for the next key.</p>\n"
        f"{plan if planned else ''}"
        f"<table><caption>For each lesson</caption><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table>\n"
        f"<p>{LICENCE}</p>\n</main>"
    )
    return page("Teacher's kit", body, style="handouts.css")
