"""How does a learner find the way? The map of lessons, the installation check and where to find help."""

from __future__ import annotations

import importlib.util
import sys
from html import escape
from typing import Any

from ketlessons import evidence
from ketlessons.evidence.course.lessons import lessons
from ketlessons.evidence.display import forms, linked, table_markup
from ketlessons.evidence.topics.services import Service, services
from ketlessons.models import checks
from ketlessons.published.ledger.accounted import accounted, tally


class Shown:
    """Something a notebook shows as HTML, with the same in plain text and on paper."""

    def __init__(self, html: str, text: str):
        self._html, self._text = html, text

    def __repr__(self) -> str:
        return self._text

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        return forms(self._html, self._text)


def lesson_map() -> Shown:
    """Return the map of lessons: what each asks, how long it takes and what it needs."""
    body, lines = [], []
    for row in lessons():
        minutes = f"{row.minutes} min" if row.minutes else "planned"
        needs = ", ".join(row.needs) or "nothing"
        name = f"{row.number} {row.title}"
        title = linked(f"{row.file}.ipynb", name) if row.written else escape(name)
        body.append((title, escape(row.asks), minutes, escape(needs)))
        lines.append(f"{name}: {row.asks} ({minutes}; needs {needs})")
    caption = "The map of lessons. A lesson without a link is planned."
    return Shown(table_markup(caption, ("Lesson", "It asks", "Time", "Needs"), body), "\n".join(lines))


def ledger_map() -> Shown:
    """Return how many claims of the article each lesson teaches, and how they hold; a link to each lesson."""
    every = accounted()
    heads = ("Lesson", "Claims", "How they hold")
    body, lines = [], []
    for row in lessons():
        those = [claim for claim in every if claim.lesson == row.number]
        if those:
            name, counts = f"{row.number} {row.title}", tally(those)
            anchor = f"{row.file}.ipynb#What-you-may-have-read"
            title = linked(anchor, name) if row.written else f"{escape(name)} (planned)"
            found = ", ".join(f"{many} {verdict}" for verdict, many in counts.items() if many)
            body.append((title, str(len(those)), found))
            lines.append(f"{name}{'' if row.written else ' (planned)'}: {len(those)} claims, {found}")
    counts = tally(every)
    held = ", ".join(f"{many} {verdict}" for verdict, many in counts.items())
    body.append(("All", str(len(every)), held))
    caption = f"The {len(every)} claims of the article: where they are taught, and how they hold"
    total = f"All {len(every)}: {held}"
    return Shown(table_markup(caption, heads, body), "\n".join([caption, *lines, total]))


def installation_check() -> Shown:
    """Return, in plain words, whether what the lessons need is here."""
    found = {
        name: importlib.util.find_spec(name) is not None for name in ("jupyterlab", "anywidget", "matplotlib", "scipy")
    }
    # In the browser alone there is no place to install things: the page brings JupyterLab, and SciPy when it is needed.
    alone = sys.platform == "emscripten"
    where = (
        "JupyterLab runs in this browser, with nothing installed"
        if alone
        else "JupyterLab is installed in the same place"
    )
    checks = [
        ("Python is new enough (3.11 or newer)", sys.version_info >= (3, 11)),
        (where, alone or found["jupyterlab"]),
        ("Live figures can run", found["anywidget"] and found["matplotlib"]),
        ("The models can run", alone or found["scipy"]),
        ("The data tables are here", bool(evidence.tables())),
    ]
    lines = [f"{'Yes' if passed else 'NO '}  {words}" for words, passed in checks]
    if all(passed for _, passed in checks):
        lines.append("All is ready.")
    else:
        cure = (
            "load it again" if alone else "close JupyterLab, run `make lab` in the project's folder, and open it again"
        )
        lines.append(f"Something is missing. To mend this page, {cure}.")
    items = "".join(f"<li>{escape(line)}</li>" for line in lines[:-1])
    return Shown(f"<ul>{items}</ul><p>{escape(lines[-1])}</p>", "\n".join(lines))


#: Of which kind services are, in the order of their table.
KINDS = ("assault", "children", "crisis", "health", "drugs")


def help_lines(*first: str) -> Shown:
    """Return services that help, with country, ages and when each was looked up, and the caution that numbers change.

    The first line says where somebody under 16 can turn.

    Parameters
    ----------
    *first : {"assault", "children", "crisis", "health", "drugs"}
        Of which kinds the services are that are listed before the others; none for the order of their table.

    Raises
    ------
    ValueError
        If there is no such kind.
    """
    order = [*(checks.checked_choice("first", kind, KINDS) for kind in first), *KINDS]
    rows = sorted(services(), key=lambda one: order.index(one.about))
    children = sorted(services(), key=lambda one: one.about != "children")
    young = "; ".join(
        f"{one.country}: {one.name} {one.contact} ({one.ages})" for one in children if one.under_16 == "yes"
    )
    under = f"Under 16: {young}. Elsewhere: a doctor, a school nurse or another adult you trust."
    any_age = (
        "Elsewhere, at any age: an emergency department, a doctor or nurse, or a sexual assault or rape crisis service "
        "near you; those named here may know one."
    )
    urgent = "In an emergency call your local emergency number."
    caution = "Numbers, hours and ages change. Check the service's own site on the day, and add services near you."
    heads = ("Where", "For whom", "Service", "How to reach it", "Seen on", "Looked up")
    cells = [(one.country, one.ages, f"{one.name}: {one.purpose}", _reach(one), one.seen_on, one.checked_on)
             for one in rows]  # fmt: skip
    body = [tuple(map(escape, row)) for row in cells]
    table = (
        f"<p><strong>{urgent}</strong></p><p><strong>{escape(under)}</strong></p>"
        f"<p><strong>{any_age}</strong></p>"
        f"{table_markup('Where to find help', heads, body)}<p>{caution}</p>"
    )
    lines = [
        f"{where}, {ages}: {service}: {reach} (seen on {seen}; looked up {when})"
        for where, ages, service, reach, seen, when in cells
    ]
    return Shown(table, "\n".join([urgent, under, any_age, *lines, caution]))


def _reach(one: Service) -> str:
    return f"{one.contact}{', ' + one.hours if one.hours else ''}"
