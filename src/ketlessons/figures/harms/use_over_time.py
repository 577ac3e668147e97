"""How many people use it, and is that more than before? First a guess, then the surveys, from a year you choose."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.lines import Line2D
from matplotlib.text import Text

from ketlessons.published.harms.use import SERIES, Point, Series, series
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range, Switch
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import through, upright
from ketlessons.stage.words import number


class _Words(NamedTuple):
    """What a series is called in the menu, whom it counts, what they did, the top of its scale, and why it breaks."""

    label: str
    people: str
    did: str
    top: float
    broken: str = ""


_PAST_YEAR = "used ketamine in the past year"
_PANDEMIC = "since the pandemic fewer people answer"
_WORDS = {
    "young_england_wales": _Words(
        "England and Wales, aged 16 to 24", "people aged 16 to 24 in England and Wales", _PAST_YEAR, 8, _PANDEMIC
    ),
    "adults_england_wales": _Words(
        "England and Wales, aged 16 to 59", "people aged 16 to 59 in England and Wales", _PAST_YEAR, 2, _PANDEMIC
    ),
    "pupils_england": _Words(
        "England, pupils aged 11 to 15",
        "pupils aged 11 to 15 in England",
        "had used ketamine",
        2,
        "they were asked on paper then, and online now",
    ),
    "children_in_treatment": _Words(
        "England, children in drug treatment",
        "children already in treatment for drugs or alcohol in England",
        "came with a ketamine problem",
        10,
    ),
    "adults_usa": _Words(
        "USA, aged 18 or older",
        "people aged 18 or older in the USA",
        _PAST_YEAR,
        0.4,
        "its method changed after 2019",
    ),
    "all_usa": _Words("USA, aged 12 or older", "people aged 12 or older in the USA", _PAST_YEAR, 0.4),
    "all_australia": _Words("Australia, aged 14 or older", "people aged 14 or older in Australia", _PAST_YEAR, 2),
    "thirties_australia": _Words("Australia, in their 30s", "people in their 30s in Australia", _PAST_YEAR, 4),
}
#: The years to compare with: one for each earlier survey of the longest series, so that each step leads to another one.
#: 2015 stands for its 2016/17, as of people aged 16 to 59 there is a survey of 2015/16.
_YEARS = (2008, 2012, 2015, 2017, 2018, 2022)
_SENTENCES = {
    "guess": "Your guess: {guess} of 100 {people} {did}, {survey}. The answer is covered, and so is the change since "
    "{since}.",
    "more": "{start} {did}, {survey}: your guess was {guess} of 100. Since {since} ({then}) that is {times} times as "
    "many{breaks}.",
    "fewer": "{start} {did}, {survey}: your guess was {guess} of 100. Since {since} ({then}) that is {less} fewer for "
    "every 100 who used it then{breaks}.",
    "same": "{start} {did}, {survey}: your guess was {guess} of 100. In {since} it was as many{breaks}.",
    "beside": "{start} {did}, {survey}: your guess was {guess} of 100. Since {since} ({then}) that is {less} fewer for "
    "every 100 who used it then. From early 2023 to early 2024 wastewater in England is reported to have carried "
    "{water} % more ketamine.",
}
_FOUND = News("Survey", "{found} of 100", of="{people}")
_GUESS = News("Your guess", "{guess} of 100")
_FEWER = News("Since", "{since}, {less} fewer for every 100", of="{people}, {since}")
_BREAK = News("Line", "{joined}", steady=True, of="{people}, {since}")
_BRIEF = {
    "guess": (_GUESS, News("Covered", "the answer, and the change since {since}", of="{people}, {since}")),
    "more": (_FOUND, _GUESS, News("Since", "{since}, {times} times as many", of="{people}, {since}"), _BREAK),
    "fewer": (_FOUND, _GUESS, _FEWER, _BREAK),
    "same": (_FOUND, _GUESS, News("Since", "{since}, no change", of="{people}, {since}"), _BREAK),
    "beside": (_FOUND, _GUESS, _FEWER, News("Wastewater", "{water} % more")),
}
_COLUMNS = ("Survey year", "Found", "People", "How they were asked")


def _of_100(percent: float) -> str:
    return f"{percent:.2g}" if percent < 1 else f"{percent:.1f}".removesuffix(".0")


def _case(line: Series, then: Point, shown: bool) -> str:
    if not shown:
        return "guess"
    if line.wastewater is not None and then is line.points[-2]:
        return "beside"
    if line.last.percent == then.percent:
        return "same"
    return "more" if line.last.percent > then.percent else "fewer"


def _out_of(line: Series) -> int:
    """Return out of how many people a sentence counts the last survey, so that it is at least one."""
    of = 100
    while line.last.percent * of / 100 < 1 and of < 10_000:
        of *= 10
    return of


def _start(line: Series, people: str) -> str:
    """Say how many do; of fewer than one in a hundred how many in a thousand, or in ten thousand."""
    told = "Reported, " if line.last.row.reported else ""
    about = "about " if line.worked_out else ""
    percent, of = line.last.percent, _out_of(line)
    count = percent * of / 100
    said = f"{told}{about}{count:.0f}" if of > 100 else f"{told}{about}{_of_100(percent)}"
    row = line.last.row
    counted = f" ({row.count:,} of {row.total:,})" if row.total else ""
    return f"{said[:1].upper()}{said[1:]} of {of:,} {people}{counted}"


def _slots(line: Series, then: Point, guess: float) -> dict[str, object]:
    words, last = _WORDS[line.name], line.last
    change = last.percent / then.percent
    broken, of = line.across_a_break(then), _out_of(line)
    return {
        **{"guess": int(guess), "people": words.people, "did": words.did, "start": _start(line, words.people)},
        **{"survey": last.row.survey, "found": _of_100(last.percent), "since": then.row.survey},
        # Out of as many people as the last survey is told, so that the ear need not change from one to the other.
        "then": f"{'reported ' if then.row.reported else ''}{_of_100(then.percent * of / 100)} of {of:,}",
        **{"times": number(change), "less": f"{100 * (1 - change):.0f}"},
        "breaks": f", but {words.broken}" if broken else "",
        "joined": f"broken: {words.broken}" if broken else "unbroken",
        "water": f"{100 * (line.wastewater or 0):.0f}",
    }


def _year(point: Point, then: Point) -> str:
    return f"{point.row.survey} (compared with)" if point is then else point.row.survey


def _row(point: Point, then: Point, worked_out: bool) -> tuple[str, ...]:
    row = point.row
    told = ", reported" if row.reported else ""
    percent = Printed(f"{'about ' if worked_out else ''}{_of_100(point.percent)} of 100{told}", point.percent)
    if row.count is None:
        people: str = "not printed"
    elif row.total is None:
        people = Printed(f"{row.count:,}{told}", row.count)
    else:
        people = Printed(f"{row.count:,} of {row.total:,}", row.count, row.total)
    return _year(point, then), percent, people, row.method


def _panel() -> Panel:
    guesses = (*range(11), 12, 15, 20, 25, 30, 40, 50)
    return Panel(
        (
            Choice("who", "Who was asked", tuple((name, _WORDS[name].label) for name in SERIES), "young_england_wales"),
            Range("guess", "Your guess", guesses, 15, texts=tuple(f"{guess} of 100" for guess in guesses)),
            Switch("shown", "Show what the surveys found"),
            Range(
                "since",
                "Compare with",
                _YEARS,
                2015,
                texts=tuple(f"since {year}" for year in _YEARS),
                help="The first survey since this year",
                same=False,
            ),
        ),
        hint="Guess first, then show the surveys. Then move the year to compare with: whether use rose depends on it.",
    )


@steady()
def use_over_time() -> LiveFigure:
    """Return the live figure; controls: who, guess, shown, since."""
    figure = style.figure(9.0, 4.9)
    title = marks.words(figure, 0.02, 0.95, size="text", bold=True)
    field = style.blank(figure.add_axes((0.01, 0.16, 0.34, 0.66)))
    field.set_xlim(-0.8, 9.8)
    field.set_ylim(-0.8, 9.8)
    everyone = [(x, y) for y in range(10) for x in range(10)]
    marks.hollow(field, "soft-ink", "s", 13.5, 0.8, [x for x, _ in everyone], [y for _, y in everyone])
    found = marks.bar(field, "blue", 13.0)
    guessed = marks.hollow(field, "orange", "s", 17, 1.8, markerfacecolor="none")
    key = [marks.words(figure, 0.02, y, ink=ink) for y, ink in ((0.085, "orange"), (0.035, "blue"))]
    axes = style.dress(figure.add_axes((0.425, 0.16, 0.555, 0.66)), xlabel="Middle of the survey year")
    axes.set_xlim(2007, 2026)
    axes.set_ylim(0, 1)
    marks.ticks(
        axes, x={year: f"{year}" for year in range(2008, 2026, 4)}, y=dict.fromkeys((0, 0.25, 0.5, 0.75, 1), "")
    )
    scale = [marks.words(axes, 2006.8, y, ha="right") for y in (0, 0.25, 0.5, 0.75, 1)]
    axis = marks.words(figure, 0.425, 0.865, "of 100 people", "soft-ink")
    lines = marks.line(axes, "blue", 2.2)
    water = marks.line(axes, "purple", 2.0, marks.DASHED)
    reported = marks.hollow(axes, "blue", "o", 7.5, 1.6)
    sure = marks.points(axes, "blue", "o", 7.5)
    here = marks.cursor(axes, "ink", 1.2)
    values = [marks.words(axes, 2008, 0, ha="center", va="bottom") for _ in range(7)]
    notes = [marks.words(figure, 0.98, y, ink="soft-ink", ha="right") for y in (0.865, 0.035)]

    def update(*, who: str, guess: float, shown: bool, since: float) -> Reading:
        line, words = series(who), _WORDS[who]
        then = line.since(since)
        title.set_text(f"Of 100 {words.people}, {line.last.row.survey}")
        upright(found, _squares(line.last.percent) if shown else [])
        through(guessed, everyone[: int(guess)])
        key[0].set_text(f"outlined: your guess, {int(guess)} {words.did}")
        key[1].set_text(
            f"filled: the survey, {_of_100(line.last.percent)}" if shown else "the survey's answer is covered"
        )
        for text, share in zip(scale, (0, 0.25, 0.5, 0.75, 1), strict=True):
            text.set_text(f"{share * words.top:g}" if shown else "")
        axis.set_text("of 100 people" if shown else "covered: guess first")
        _chart((lines, sure, reported), line, words.top, shown)
        through(water, _as_wastewater(line, words.top) if shown and then is line.points[-2] else [])
        # Covered, the dotted line must not tell how high the point lies.
        through(here, [(then.row.year, 0), (then.row.year, then.percent / words.top if shown else 1)])
        for place, text in enumerate(values):
            _write(text, line, place, shown, words.top)
        notes[0].set_text(f"broken: {words.broken}" if shown and words.broken else "")
        notes[1].set_text(_key(line, then, shown))
        case, slots = _case(line, then, shown), _slots(line, then, guess)
        guessing = (("Your guess", Printed(f"{int(guess)} of 100", guess), words.people, words.did),)
        found_in = [_row(point, then, line.worked_out) for point in line.points] if shown else _covered(line, then)
        rows: tuple[tuple[str, ...], ...] = (*guessing, *found_in)
        if case == "beside":
            more = Printed(f"{slots['water']} % more, reported", line.wastewater or 0)
            rows += (
                ("Wastewater, early 2023 to early 2024", more, "by weight", "16 plants, 18 % of England's people"),
            )
        return Reading.of(_SENTENCES, case, slots, _COLUMNS, rows, _BRIEF)

    moving = {
        "title": title,
        "the guess": guessed,
        "what the survey found": found,
        "key": key,
        "scale": scale,
        "axis": axis,
        "compared with": here,
        "joined": lines,
        "as wastewater": water,
        "surveys": sure,
        "surveys, reported": reported,
        "values": values,
        "notes": notes,
    }
    return LiveFigure(figure, moving, update, "Use over time", _panel())


def _squares(percent: float) -> list[tuple[float, float, float]]:
    """Return the strokes that fill so many of a hundred squares, the last one in part."""
    whole, part = divmod(percent, 1)
    strokes = [(k % 10, k // 10 - 0.34, k // 10 + 0.34) for k in range(int(whole))]
    if part:
        k = int(whole)
        strokes.append((k % 10, k // 10 - 0.34, k // 10 - 0.34 + 0.68 * part))
    return strokes


def _chart(artists: tuple[Line2D, Line2D, Line2D], line: Series, top: float, shown: bool) -> None:
    """Set the points, and a line through each run of them that was asked in the same way."""
    lines, sure, reported = artists
    gap = (float("nan"), float("nan"))
    runs = [[*((point.row.year, point.percent / top) for point in run), gap] for run in line.pieces] if shown else []
    through(lines, [place for run in runs for place in run])
    for artist, told in ((sure, False), (reported, True)):
        some = [point for point in line.points if point.row.reported == told] if shown else []
        through(artist, [(point.row.year, point.percent / top) for point in some])


def _as_wastewater(line: Series, top: float) -> list[tuple[float, float]]:
    """Return where the last point would lie, had use risen as wastewater did."""
    if line.wastewater is None:
        return []
    before, last = line.points[-2:]
    return [
        (before.row.year, before.percent / top),
        (last.row.year, before.percent * (1 + line.wastewater) / top),
    ]


def _write(text: Text, line: Series, place: int, shown: bool, top: float) -> None:
    """Write a value beside its point, away from the line; a question mark where it is covered; else nothing."""
    if place >= len(line.points):
        text.set_text("")
        return
    point = line.points[place]
    joined = [one for run in line.pieces if point in run for one in run]
    at = joined.index(point)
    after = joined[at + 1].percent if at + 1 < len(joined) else point.percent
    lower = at > 0 and joined[at - 1].percent > point.percent and after >= point.percent
    text.set_text(_of_100(point.percent) if shown else "?")
    height = point.percent / top + (-0.035 if lower else 0.03) if shown else 0.45
    text.set_position((point.row.year + (0.12 if lower else -0.12 if shown else -0.25), height))
    text.set_va("top" if shown and lower else "bottom")
    text.set_ha("left" if shown and lower else "right")


def _key(line: Series, then: Point, shown: bool) -> str:
    """Say what the marks mean."""
    if not shown:
        return "dotted: the survey to compare with"
    told = ["dotted: compared with", "hollow: reported" if line.reported else ""]
    told.append("dashes: as wastewater rose" if line.wastewater is not None and then is line.points[-2] else "")
    return "; ".join(filter(None, told))


def _covered(line: Series, then: Point) -> tuple[tuple[str, ...], ...]:
    """Return the table while the answer is covered: which surveys there are."""
    return tuple((_year(point, then), "covered", "covered", point.row.method) for point in line.points)
