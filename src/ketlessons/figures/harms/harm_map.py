"""What can go wrong, where? Effects from the head down: how often, in whom, how sure, and does it recover."""

from __future__ import annotations

import textwrap

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from ketlessons.evidence.topics.harms import Harm
from ketlessons.published.harms.asked import Mapped, mapped
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

#: Where a part of the body lies in the drawing.
SITES = {
    "brain": (0.0, 8.75),
    "nose": (0.0, 8.25),
    "lungs": (0.32, 6.75),
    "heart": (-0.2, 6.45),
    "liver": (0.28, 5.75),
    "stomach": (-0.2, 5.45),
    "bladder": (0.0, 4.3),
    "body": (-0.42, 2.2),
    "whole person": (0.0, 0.35),
}
#: What the marks can stand for, and the words of each, from the mark that is told first to the last.
MARKED = {
    "certainty": ("How sure", ("high", "moderate", "low", "very low")),
    "recovers": ("Does it recover?", ("within hours", "with help", "often in part", "not known", "does not apply")),
    "depends": ("More with more use?", ("yes", "seems to", "not measured")),
}
#: What the marks show, inside a sentence.
_ASKED = {"certainty": "how sure", "recovers": "recovery", "depends": "more with more use"}
_TERMS = {"short": "short term", "long": "long term"}
_SIGNS = (("blue", "s", 8.5), ("green", "o", 8.5), ("orange", "D", 7.5), ("purple", "X", 8.5), ("ink", "v", 8.5))

_HEAD = "{effect}, {term}: {known}. "
_END = (
    " More with more use: {depends}. Recovery: {recovers}. Certainty: {certainty}, as {why}. "
    "Marked alike for {marked}: {alike} of {every}."
)
_SENTENCES = {
    "counted": f"{_HEAD}Counted: {{often}}.{_END}",
    "beside": f"{_HEAD}Counted: {{often}}; beside it, {{beside}}.{_END}",
    "uncounted": f"{_HEAD}No reliable rate is known.{_END}",
}
_NO_RATE = "no reliable rate is known"


def _often(row: Harm, before: str = "") -> str:
    """Say what was counted, unless that was said before, how often, in whom, and how they were found."""
    told = "reported; " if row.reported else ""
    counted = "" if row.counted == before else f"{row.counted}, "
    number = row.text().replace(" (", ", ").removesuffix(")")
    return f"{counted}{number} ({told}{row.group}; {row.recruited})"


def _heard(row: Harm | None) -> str:
    """Say how often, for the ear: a share is never heard without how its people were found."""
    return f"{row.text()}, recruited: {row.recruited}" if row else "not reliably known"


def _cell(row: Harm | None) -> str:
    if row is None:
        return "–"
    numbers = [row.value, *(n for n in (row.events, row.people) if n is not None)]
    numbers += [end for end in (row.low, row.high) if end is not None]
    return Printed(row.text(), *numbers)


def _whom(row: Harm | None) -> str:
    return f"{row.counted}: {row.whom}; {row.recruited}, {row.place}, {row.years}" if row else "–"


def _alike(one: Mapped, every: tuple[Mapped, ...], mark: str) -> int:
    """Return how many effects carry the mark of this one."""
    return sum(getattr(other.effect, mark) == getattr(one.effect, mark) for other in every)


def _case(one: Mapped) -> str:
    if one.row is None:
        return "uncounted"
    return "beside" if one.beside else "counted"


def _slots(one: Mapped, every: tuple[Mapped, ...], mark: str) -> dict[str, object]:
    found = one.effect
    return {
        "effect": found.effect,
        "term": _TERMS[found.term],
        "known": found.known,
        "often": _often(one.row) if one.row else "",
        "beside": _often(one.beside, one.row.counted) if one.row and one.beside else "",
        **{name: getattr(found, name) for name in ("depends", "recovers", "certainty", "why")},
        **{"marked": _ASKED[mark], "alike": _alike(one, every, mark), "every": len(every)},
    }


def _rows(one: Mapped, every: tuple[Mapped, ...], mark: str) -> tuple[tuple[str, str], ...]:
    """Return what the card says, then every effect with what its mark stands for."""
    found = one.effect
    card = (
        ("Effect", f"{found.effect}, {_TERMS[found.term]}"),
        ("What is known", found.known),
        ("How often", _cell(one.row) if one.row else _NO_RATE),
        ("Of whom", _whom(one.row)),
        ("Beside it", _cell(one.beside)),
        ("Of whom, beside it", _whom(one.beside)),
        *((MARKED[name][0], getattr(found, name)) for name in reversed(MARKED)),
        ("Why no surer", found.why),
    )
    # With its term: who hears the list does not see in which of the two columns an effect stands.
    listed = (
        (f"{o.effect.effect} ({o.effect.system}, {_TERMS[o.effect.term]})", getattr(o.effect, mark)) for o in every
    )
    return (*card, ("Marked in the list below", MARKED[mark][0]), *listed)


def _body(axes: Axes) -> None:
    """Draw a quiet figure of a person: it stands still."""
    look = {"color": colour("protein"), "solid_capstyle": "round", "solid_joinstyle": "round", "zorder": 0}
    axes.add_patch(Circle((0, 8.55), 0.72, facecolor=colour("protein"), edgecolor="none", zorder=0))
    axes.fill([-0.75, 0.75, 0.55, 0.6, -0.6, -0.55], [7.3, 7.3, 5.2, 3.9, 3.9, 5.2], facecolor=colour("protein"))
    axes.plot([0, 0], [7.3, 8.0], linewidth=12, **look)
    for side in (-1, 1):
        axes.plot([side * 0.8, side * 1.2, side * 1.3], [7.1, 5.6, 4.1], linewidth=9, **look)
        axes.plot([side * 0.35, side * 0.42, side * 0.42], [3.9, 2.4, 0.9], linewidth=13, **look)


def _panel(every: tuple[Mapped, ...]) -> Panel:
    grid = tuple(range(1, len(every) + 1))
    texts = tuple(f"{one.effect.effect}, {_TERMS[one.effect.term]}" for one in every)
    place = [one.effect.id for one in every].index("effect_bladder") + 1
    return Panel(
        (
            Range("effect", "Effect", grid, place, texts=texts, same=False),
            Choice("mark", "Marks show", tuple((name, label) for name, (label, _) in MARKED.items()), "certainty"),
        ),
        hint="Go through the effects from the head down. Then let the marks show what recovers.",
    )


def _card(one: Mapped) -> str:
    """Return the text of the card: each part under its own first word."""
    found = one.effect
    parts = [f"Known: {found.known}."]
    # The whole description of the people stands in the table: the fewer words a card holds, the sooner it is drawn.
    row = one.row
    often = f"{row.text()}: {row.counted}; {row.group}; {row.recruited}" if row else _NO_RATE
    parts.append(f"How often: {often}.")
    if one.beside:
        again = row is not None and row.counted == one.beside.counted
        counted = "" if again else f"{one.beside.counted}; "
        parts.append(f"Beside it: {one.beside.text()}: {counted}{one.beside.group}.")
    # What more use does, and recovery, are what the marks can show; sentence and table say them too.
    parts.append(f"How sure: {found.certainty}, as {found.why}.")
    return "\n".join(textwrap.fill(part, 43, subsequent_indent="  ") for part in parts)


@steady()
def harm_map() -> LiveFigure:
    """Return the live figure; controls: effect, mark."""
    every = mapped()
    cards = [_card(one) for one in every]  # broken into lines here, so that no frame has to wait for it
    figure = style.figure(9.0, 4.9)
    person = style.blank(figure.add_axes((0.0, 0.06, 0.155, 0.8633)))
    person.set_aspect("auto")  # the box has the shape of its contents
    person.set_xlim(-1.55, 1.55)
    person.set_ylim(0, 9.4)
    _body(person)
    marks.points(person, "soft-ink", "o", 4.5, x=[x for x, _ in SITES.values()], y=[y for _, y in SITES.values()])
    site = marks.points(person, "orange", "D", 11, rim="ink", zorder=5)
    where = marks.words(figure, 0.012, 0.955, "", "orange", size="text", bold=True)
    board = figure.add_axes((0.155, 0.0, 0.845, 1.0))
    board.set_axis_off()
    board.set_xlim(0, 1)
    board.set_ylim(0, 1)
    step, tops = 0.066, 0.87
    columns = {"short": 0.0, "long": 0.275}
    spots: dict[str, tuple[float, float]] = {}
    for term, x in columns.items():
        marks.words(board, x + 0.008, 0.955, f"{_TERMS[term].capitalize()}", "soft-ink", size="text", bold=True)
        for place, one in enumerate([one for one in every if one.effect.term == term]):
            spots[one.effect.id] = (x, tops - step * place)
            marks.words(board, x + 0.036, tops - step * place, one.effect.effect)
    frame = marks.outline(board)
    signs = [marks.points(board, ink, shape, size, rim=None) for ink, shape, size in _SIGNS]
    keys = [marks.points(board, ink, shape, size, rim=None) for ink, shape, size in _SIGNS]
    key_words = [marks.words(board, 0.0, 0.035) for _ in _SIGNS]
    asks = marks.words(board, 0.0, 0.085, "", "soft-ink")
    head = marks.words(board, 0.575, 0.955, "", "orange", size="head", bold=True)
    card = marks.words(board, 0.575, 0.91, va="top", linespacing=1.27)

    def update(*, effect: float, mark: str) -> Reading:
        one = every[int(effect) - 1]
        site.set_data(*([value] for value in SITES[one.effect.system]))
        where.set_text(one.effect.system)
        x, y = spots[one.effect.id]
        width = 0.268
        frame.set_xy([(x, y - 0.033), (x + width, y - 0.033), (x + width, y + 0.033), (x, y + 0.033)])
        label, words = MARKED[mark]
        for place, (sign, key, key_word) in enumerate(zip(signs, keys, key_words, strict=True)):
            word = words[place] if place < len(words) else ""
            shown = [spots[o.effect.id] for o in every if word and getattr(o.effect, mark) == word]
            sign.set_data([x + 0.018 for x, _ in shown], [y for _, y in shown])
            left = 0.018 + 0.152 * place
            key.set_data([left] if word else [], [0.035] if word else [])
            key_word.set_x(left + 0.018)
            key_word.set_text(word)
        asks.set_text(f"{label.rstrip('?')}?")
        head.set_text(one.effect.effect)
        card.set_text(cards[int(effect) - 1])
        brief = (
            News("How often", _heard(one.row), of=one.effect.id),
            News(label.rstrip("?"), getattr(one.effect, mark), of=one.effect.id),
            News("Marked alike", f"{_alike(one, every, mark)} of {len(every)}", of=f"{one.effect.id}, {mark}"),
        )
        return Reading.of(
            _SENTENCES, _case(one), _slots(one, every, mark), ("What", "Now"), _rows(one, every, mark), brief
        )

    moving = {
        "site": site,
        "part of the body": where,
        "now": frame,
        **{f"mark {place + 1}": sign for place, sign in enumerate(signs)},
        "key": [*keys, *key_words, asks],
        "head": head,
        "card": card,
    }
    return LiveFigure(figure, moving, update, "Harms from head to bladder", _panel(every))
