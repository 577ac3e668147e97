"""How potent is a mixture of the mirror forms if they simply add, and does that fit what was given and seen?"""

from __future__ import annotations

from typing import Any

import numpy as np

from ketlessons.models.identity.mirror_forms import mixture_if_inert, mixture_potency
from ketlessons.published.identity.mirror_ratios import Ratio, from_plasma, given_as_equal, ratio, ratio_names
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Preset, Range, linear_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, printed
from ketlessons.stage.steady import steady

_WHAT = {"review": "potency", "plasma": "potency", "binding": "affinity"}
_RATIO = "By {words}, (S)-ketamine has {times:g} times the {what} of (R). If the two forms simply add, "
_SENTENCES = {
    "all (R)": f"{_RATIO}(R) alone has {{potency:.2f}} times the potency of the racemate.",
    "racemate": f"{_RATIO}half and half is the racemate, which counts as 1, and (S) alone would be {{pure:.2f}}.",
    "mixed": f"{_RATIO}a mixture with {{share:percent}} of (S) has {{potency:.2f}} times the potency of the racemate.",
    "all (S)": f"{_RATIO}(S) alone has {{pure:.2f}} times the potency of the racemate. Trials gave half as much of it, "
    "as if it had {given:g} times: addition comes to that only if (R) does nothing. Plasma at the end of anaesthesia "
    "says {plasma:g}; its rounding leaves {low:.2f} to {high:.2f} open.",
}
_ALONE = News("(S) alone", "{pure:.2f}", steady=True, of="{words}")
_BRIEF = {case: (News("Mixture", "{potency:.2f}", of="{words}"), _ALONE) for case in _SENTENCES} | {
    "all (S)": (_ALONE, News("Trials gave as equal", "{given:g}"))
}
_HEADS = ("Quantity", "Racemate = 1")
_MOST = 2.25


def _case(share: float) -> str:
    return {0.0: "all (R)", 0.5: "racemate", 1.0: "all (S)"}.get(share, "mixed")


def _slots(chosen: Ratio, share: float) -> dict[str, Any]:
    low, plasma, high = from_plasma()
    return {
        "words": chosen.words,
        "times": chosen.times,
        "what": _WHAT[chosen.by],
        "share": share,
        "potency": float(mixture_potency(share, chosen.times)),
        "pure": float(mixture_potency(1.0, chosen.times)),
        "inert": float(mixture_if_inert(share)),
        "given": given_as_equal(),
        "plasma": plasma,
        "low": low,
        "high": high,
    }


def _rows(slots: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return (
        ("(S) over (R)", printed(f"{{:g}}, {slots['what']}, {slots['words']}", slots["times"])),
        ("(S) in the mixture", printed("{:percent}", slots["share"])),
        ("Mixture, if the forms add", printed("{:.2f}", slots["potency"])),
        ("Mixture, if (R) did nothing", printed("{:.2f}", slots["inert"])),
        ("(S) alone, if the forms add", printed("{:.2f}", slots["pure"])),
        ("(S) alone, as trials set the amounts", printed("{:g}", slots["given"])),
        (
            "(S) alone, plasma at the end of anaesthesia, 60 patients",
            printed("{:g} (rounding leaves {:.2f} to {:.2f})", slots["plasma"], slots["low"], slots["high"]),
        ),
    )


def _panel() -> Panel:
    options = tuple((one.name, f"{one.times:g}: {one.words}") for one in map(ratio, ratio_names()))
    return Panel(
        (
            Range("share_percent", "(S)-ketamine in the mixture", linear_grid(0, 100, 5), 50, "%"),
            Choice("source", "(S) over (R)", options, "plasma"),
        ),
        presets=(Preset("(R) alone", {"share_percent": 0}), Preset("(S) alone", {"share_percent": 100})),
        hint="Guess what (S) alone comes to. Then drag the mixture from the racemate to the right end.",
    )


@steady()
def mix_mirror_forms() -> LiveFigure:
    """Return the live figure; controls: share_percent, source."""
    figure = style.figure(9.0, 4.5)
    axes = style.dress(
        figure.add_axes((0.075, 0.135, 0.915, 0.83)),
        xlabel="(S)-ketamine in the mixture (%)",
        ylabel="Potency, racemate = 1",
    )
    axes.set_xlim(0, 146)
    axes.set_ylim(0, _MOST)
    marks.ticks(axes, x={tick: f"{tick}" for tick in range(0, 101, 25)})
    axes.xaxis.set_label_coords(0.34, -0.095)
    share = np.linspace(0, 1, 41)
    marks.line(axes, "soft-ink", 1.4, marks.DASHED, x=100 * share, y=np.asarray(mixture_if_inert(share)))
    marks.words(axes, 11, 0.06, "dashed: if (R) did nothing", "soft-ink")
    marks.line(axes, "soft-ink", 1.0, marks.DOTTED, x=[50, 50], y=[0, 1])
    marks.hollow(axes, "ink", "o", 9, x=[50], y=[1])
    marks.words(axes, 52, 0.9, "racemate")
    low, plasma, high = from_plasma()
    marks.points(axes, "orange", "s", 9, x=[104], y=[given_as_equal()])
    marks.words(
        axes, 107, given_as_equal() + 0.05, f"{given_as_equal():g}: set by trials that\ngave half as much", "orange"
    )
    marks.bar(axes, "purple", 3.0, x=[102, 102], y=[low, high])
    marks.points(axes, "purple", "D", 8, x=[102], y=[plasma])
    plasma_words = f"{plasma:g} ({low:.2f} to {high:.2f}): plasma,\n60 surgical patients"
    marks.words(axes, 107, plasma - 0.03, plasma_words, "purple", va="center")
    curve = marks.line(axes, "blue", 2.8)
    pure = marks.points(axes, "blue", "^", 8)
    pure_words = marks.words(axes, 107, 1.3, ink="blue")
    drop = marks.line(axes, "ink", 1.2, (5.0, 3.0))
    dot = marks.points(axes, "ink", size=10, rim=None)
    dot_words = marks.words(axes, 0, 0, size="head", bold=True)

    def update(*, share_percent: float, source: str) -> Reading:
        chosen = ratio(source)
        slots = _slots(chosen, share_percent / 100)
        curve.set_data([0, 100], [float(mixture_potency(0.0, chosen.times)), slots["pure"]])
        pure.set_data([100], [slots["pure"]])
        pure_words.set_text(f"{slots['pure']:.2f}: if the forms add,\n(S) over (R) {chosen.times:g}")
        height = slots["potency"]
        drop.set_data([share_percent, share_percent, 0], [0, height, height])
        dot.set_data([share_percent], [height])
        dot_words.set_position((max(share_percent - 2, 9), height + 0.13))
        dot_words.set_ha("right")
        dot_words.set_text(f"{height:.2f}")
        return Reading.of(_SENTENCES, _case(share_percent / 100), slots, _HEADS, _rows(slots), _BRIEF)

    moving = {
        "if they add": curve,
        "(S) alone": pure,
        "(S) alone in words": pure_words,
        "drop": drop,
        "now": dot,
        "now in words": dot_words,
    }
    return LiveFigure(figure, moving, update, "Mix the mirror forms", _panel())
