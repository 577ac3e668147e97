"""What does a positive or a negative result of a kit mean? A thousand drinks, and every result with its neighbours."""

from __future__ import annotations

import numpy as np

from ketlessons.models.assault.results import Counts, expected_counts, positive_predictive_value
from ketlessons.published.assault.kits import KITS, SHARES, Kit, kit, supposed
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed, told_of
from ketlessons.stage.steady import steady
from ketlessons.stage.words import percent

TOTAL, _COLUMNS = 1000, 40
LOOKS = {"all": "All 1,000 drinks", "positive": "Positive results", "negative": "Negative results"}

_SUPPOSED = "Supposing that {having} of 1,000 drinks are spiked"
_SENTENCES = {
    "all": f"{_SUPPOSED}, which nobody has measured: {{kit}} turns positive for {{found}} of them, misses "
    f"{{missed}}, "
    "and turns positive for {false_alarms} of the {others} others.",
    "positive": f"{_SUPPOSED}: of the {{positive}} positive results of {{kit}} {{found}} are right, {{right:percent}}; "
    "{false_alarms} are false alarms.",
    "positive, none": f"{_SUPPOSED}: {{kit}} turns positive for none of 1,000, so all {{having}} are missed.",
    "negative": f"{_SUPPOSED}: of the {{negative}} negative results of {{kit}} {{missed}} are wrong, "
    f"{{wrong:percent}}; "
    "of the spiked drinks {missed} in {having} are missed. Of alcohol, and of drugs it is not made for, it says "
    "nothing.",
}
_NOW = {
    "all": (
        News("Found", "{found} of {having}"),
        News("Missed", "{missed}"),
        News("False alarms", "{false_alarms}"),
    ),
    "positive": (News("Right", "{found} of {positive} positive, {right:percent}"), News("Spiked", "{having} of 1,000")),
    "positive, none": (News("Positive", "none of 1,000"), News("Missed", "all {having}")),
    "negative": (
        News("Wrong", "{missed} of {negative} negative, {wrong:percent}"),
        News("Missed", "{missed} of {having} spiked"),
    ),
}
#: What is missed is counted among other drinks by each look.
_BRIEF = {look: told_of(f"{{kit}}, {look}", *news) for look, news in _NOW.items()}


def _case(counts: Counts, look: str) -> str:
    return "positive, none" if look == "positive" and not counts.positive else look


def _slots(chosen: Kit, counts: Counts) -> dict[str, object]:
    return {
        **counts._asdict(),
        **{"positive": counts.positive, "negative": counts.negative, "having": counts.having},
        **{"others": TOTAL - counts.having, "kit": chosen.spoken},
        **{"right": _share(counts.found, counts.positive), "wrong": _share(counts.missed, counts.negative)},
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _rows(chosen: Kit, share: float, counts: Counts, look: str) -> tuple[tuple[str, str], ...]:
    right = "no positive result"
    if counts.positive:
        exact = positive_predictive_value(chosen.sensitivity, chosen.specificity, share)
        right = Printed(f"{percent(counts.found / counts.positive)}; not rounded to drinks {100 * exact:.1f} %", exact)
    wrong = _share(counts.missed, counts.negative)
    return (
        ("Kit", chosen.name),
        ("Supposed", f"{counts.having} of 1,000 spiked; nobody has measured it"),
        ("Looked at", LOOKS[look]),
        ("Sensitivity", printed("{:.1f} %", 100 * chosen.sensitivity)),
        ("Specificity", printed("{:.1f} %", 100 * chosen.specificity)),
        ("Spiked and positive", printed("{:d}", counts.found)),
        ("Spiked and negative: missed", printed("{:d}", counts.missed)),
        ("Not spiked and positive: false alarm", printed("{:d}", counts.false_alarms)),
        ("Not spiked and negative", printed("{:d}", counts.clear)),
        ("Of the positive results right (positive predictive value)", right),
        ("Of the negative results wrong", Printed(percent(wrong), wrong)),
    )


def _panel() -> Panel:
    shares = tuple((name, f"{100 * supposed(name):.0f} of 100") for name in SHARES)
    return Panel(
        (
            Choice("kit", "Test", tuple((name, kit(name).name) for name in KITS), "detective"),
            Choice("share", "Suppose spiked (nobody has measured it)", shares, "five", same=True),
            Choice("look", "Look at", tuple(LOOKS.items()), "all"),
        ),
        hint="Look at the positive results. Then suppose another share.",
    )


def _places(first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
    """Return columns and rows of the drinks from `first` up to `last`, column by column from the left."""
    drinks = np.arange(first, last)
    return drinks // (TOTAL // _COLUMNS), drinks % (TOTAL // _COLUMNS)


@steady()
def base_rates() -> LiveFigure:
    """Return the live figure; controls: kit, share, look."""
    figure = style.figure(9.0, 4.6)
    axes = style.blank(figure.add_axes((0.01, 0.13, 0.60, 0.78)))
    axes.set_xlim(-0.8, _COLUMNS - 0.2)
    axes.set_ylim(-0.8, TOTAL // _COLUMNS - 0.2)
    marks.points(axes, "protein-edge", "o", 2.6, rim=None, x=_places(0, TOTAL)[0], y=_places(0, TOTAL)[1])
    found = marks.points(axes, "blue", "s", 7.2, rim=None)
    missed = marks.hollow(axes, "blue", "s", 6.6, rim=1.4)
    alarms = marks.points(axes, "orange", "^", 6.6, rim=None)
    marks.words(figure, 0.02, 0.955, "1,000 drinks, each a dot", size="text", bold=True)
    share_words = marks.words(figure, 0.02, 0.075, "", "soft-ink")
    side = figure.add_axes((0.63, 0.05, 0.36, 0.88))
    side.set_axis_off()
    side.set_xlim(0, 1)
    side.set_ylim(0, 8)
    frame = marks.outline(side)
    board = {
        "found": (6.6, "blue", "spiked, positive", "s"),
        "false_alarms": (5.8, "orange", "not spiked, positive", "^"),
        "missed": (3.2, "blue", "spiked, negative", "s"),
        "clear": (2.4, "soft-ink", "not spiked, negative", "o"),
    }
    counts_shown = {}
    for name, (y, ink, words, shape) in board.items():
        if name == "missed":
            marks.hollow(side, ink, shape, 7, rim=1.4, x=[0.06], y=[y])
        else:
            marks.points(
                side,
                "protein-edge" if name == "clear" else ink,
                shape,
                4 if name == "clear" else 7,
                rim=None,
                x=[0.06],
                y=[y],
            )
        marks.words(side, 0.36, y, words)
        counts_shown[name] = marks.words(side, 0.32, y, "", ink, size="text", ha="right", bold=True)
    marks.words(side, 0.03, 7.5, "Positive results", size="text", bold=True)
    marks.words(side, 0.03, 4.1, "Negative results", size="text", bold=True)
    right = marks.words(side, 0.06, 5.05, "", size="text")
    wrong = marks.words(side, 0.06, 1.65, "", size="text")
    frames = {"all": (0.7, 7.95), "positive": (4.6, 7.95), "negative": (1.2, 4.55)}

    def update(**values: str) -> Reading:
        chosen, share, look = kit(values["kit"]), supposed(values["share"]), values["look"]
        counts = expected_counts(chosen.sensitivity, chosen.specificity, share, TOTAL)
        ends = np.cumsum([0, counts.found, counts.missed, counts.false_alarms])
        for artist, first, last in zip((found, missed, alarms), ends[:-1], ends[1:], strict=True):
            artist.set_data(*_places(first, last))
        for name, artist in counts_shown.items():
            artist.set_text(str(getattr(counts, name)))
        right.set_text(
            f"right: {counts.found} of {counts.positive}, {percent(counts.found / counts.positive)}"
            if counts.positive
            else "there are none"
        )
        wrong.set_text(
            f"wrong: {counts.missed} of {counts.negative}, {percent(_share(counts.missed, counts.negative))}"
        )
        share_words.set_text(f"{chosen.name}; supposed: {counts.having} of 1,000 spiked")
        low, high = frames[look]
        frame.set_xy([(0.0, low), (1.0, low), (1.0, high), (0.0, high)])
        case, slots = _case(counts, look), _slots(chosen, counts)
        rows = _rows(chosen, share, counts, look)
        return Reading.of(_SENTENCES, case, slots, ("Quantity", "Value now"), rows, _BRIEF)

    moving = {
        "spiked and positive": found,
        "spiked and negative": missed,
        "not spiked and positive": alarms,
        "supposed": share_words,
        "counts": list(counts_shown.values()),
        "right and wrong": [right, wrong],
        "looked at": frame,
    }
    return LiveFigure(figure, moving, update, "What a result means", _panel())
