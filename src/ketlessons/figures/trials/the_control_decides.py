"""What goes with the control? Control arms differ more than ketamine arms; nobody was randomised between the trials."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketlessons.evidence import TimePoint, effect_point, fact, time_point, value
from ketlessons.stage import strokes, style
from ketlessons.stage.controls import Choice, Panel
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.trial_words import between, points

SHOW = {
    "all": "Both arms and the difference",
    "drug": "Only the ketamine arms",
    "control": "Only the control arms",
    "difference": "Only the difference",
}


@dataclass(frozen=True)
class Comparison:
    """One comparison: rows of both arms and of the standardised difference, and how to say it."""

    control: str
    study: str
    phrase: str
    drug_row: TimePoint
    control_row: TimePoint
    smd: tuple[float, float, float]
    guessed: str

    @property
    def worked_out(self) -> bool:
        """Whether the arms are no arms that were counted, but a review's odds ratio applied to an assumed share."""
        return self.drug_row.trial == "Cochrane 2021"

    @property
    def raw(self) -> bool:
        """Whether the difference is that of raw ratings of arms that did not begin alike."""
        return self.drug_row.trial == "Lii 2023"

    @property
    def reported(self) -> bool:
        """Whether a sentence has to say so."""
        return self.drug_row.reported


#: Rows of the arms and the point of the difference, in the order of the figure: saline, midazolam, anaesthesia.
_ROWS = {
    "saline": (
        "Saline",
        "person by person, day 1",
        "against saline, person by person",
        "wilkinson2019_ketamine_against_saline_response_24h",
        "wilkinson2019_saline_response_24h",
        "point_wilkinson2019_saline_24h",
    ),
    "midazolam": (
        "Midazolam",
        "person by person, day 1",
        "against midazolam, person by person",
        "wilkinson2019_ketamine_against_midazolam_response_24h",
        "wilkinson2019_midazolam_response_24h",
        "point_wilkinson2019_midazolam_24h",
    ),
    "murrough": (
        "Midazolam",
        "Murrough 2013, day 1",
        "against midazolam in Murrough 2013",
        "murrough2013_ketamine_response_24h",
        "murrough2013_midazolam_response_24h",
        "point_murrough2013_24h",
    ),
    "cochrane": (
        "Midazolam",
        "Cochrane, four trials, day 1",
        "against midazolam, four trials pooled by Cochrane",
        "cochrane2021_ketamine_response_24h",
        "cochrane2021_midazolam_response_24h",
        "point_cochrane2021_24h",
    ),
    "karma": (
        "Midazolam",
        "KARMA-Dep 2, 4 weeks *",
        "against midazolam for four weeks in KARMA-Dep 2",
        "karma_ketamine_response_4wk",
        "karma_midazolam_response_4wk",
        "point_karma_4wk",
    ),
    "lii": (
        "Saline under anaesthesia",
        "Lii 2023, day 1",
        "against saline, both under anaesthesia in Lii 2023",
        "lii2023_ketamine_response_1d",
        "lii2023_saline_response_1d",
        "point_lii2023_1d",
    ),
}
LABELS = {
    "saline": "Saline, person by person",
    "midazolam": "Midazolam, person by person",
    "murrough": "Midazolam, Murrough 2013",
    "cochrane": "Midazolam, Cochrane",
    "karma": "Midazolam for four weeks, KARMA-Dep 2",
    "lii": "Saline under anaesthesia, Lii 2023",
}


def _guessed(name: str) -> str:
    if name == "lii":
        right = f"{100 * value('masking_lii_right'):.1f} % guessed their arm correctly"
        return f"{right}; forced guesses would give half"
    if name == "karma":
        return f"As reported, {fact('masking_karma_right').quantity}"
    if name == "cochrane":
        return "The review calls its certainty very low"
    return "How many guessed their arm is not known here"


@cache
def comparisons() -> dict[str, Comparison]:
    """Return the comparisons of the figure, in its order."""
    found = {}
    for name, (control, study, phrase, one, two, point_id) in _ROWS.items():
        point = effect_point(point_id)
        smd = (point.low, point.smd, point.high)
        found[name] = Comparison(control, study, phrase, time_point(one), time_point(two), smd, _guessed(name))
    return found


def _arm(row: TimePoint) -> str:
    spread = f" ({row.low:.0f} to {row.high:.0f} %)" if row.low is not None else ""
    return f"{row.value:g} %{spread}"


def _raw(one: Comparison, full: bool = True) -> str:
    """Say of a difference that it was not adjusted, where the arms did not begin alike."""
    if not one.raw:
        return ""
    value, low, high = time_point("lii2023_ketamine_lead_days_1_to_3").benefit
    own = f"{points(value)} points ({between(low, high)})"
    return f" by raw ratings of unequal arms; its own model: {own}" if full else " by raw ratings"


def _span(arm: str) -> str:
    values = [getattr(one, arm).value for one in comparisons().values()]
    return f"{min(values):.0f} to {max(values):.0f} %"


def _sentence(one: Comparison, show: str) -> str:
    start = f"{'As reported, ketamine' if one.reported else 'Ketamine'} {one.phrase}"
    did = "would respond, by its odds ratio" if one.worked_out else "responded"
    smd = f"{points(one.smd[1], 2)} standard deviations apart ({between(one.smd[0], one.smd[2], 2)}){_raw(one, False)}"
    if show == "drug":
        return f"{start}: {_arm(one.drug_row)} of the ketamine arm {did}. The six ketamine arms: {_span('drug_row')}."
    if show == "control":
        return f"{start}: {_arm(one.control_row)} of the control arm {did}. The six: {_span('control_row')}."
    if show == "difference":
        return f"{start}: the arms lie {smd}. {one.guessed}."
    return (
        f"{start}: {_arm(one.drug_row)} of the ketamine arm {did}, and {_arm(one.control_row)} of the control arm; "
        f"the arms lie {smd}. {one.guessed}."
    )


def _rows(chosen: Comparison, show: str) -> tuple[tuple[str, ...], ...]:
    rows = []
    for one in comparisons().values():
        mark = "In the sentence: " if one is chosen else ""
        smd = f"{points(one.smd[1], 2)} ({between(one.smd[0], one.smd[2], 2)}){_raw(one)}"
        rows.append((
            f"{mark}{one.control}, {one.study.replace(' *', ', reported')}",
            _arm(one.drug_row) if show in ("all", "drug") else "hidden",
            _arm(one.control_row) if show in ("all", "control") else "hidden",
            smd if show in ("all", "difference") else "hidden",
            one.guessed,
        ))  # fmt: skip
    spans = (_span("drug_row") if show in ("all", "drug") else "hidden",
             _span("control_row") if show in ("all", "control") else "hidden")  # fmt: skip
    return (*rows, ("From the least to the most", *spans, "–", "–"))


def _strokes(ends: list[tuple[float | None, float | None]], levels: list[float]) -> list[tuple[float, float, float]]:
    return [(low, high, y) for (low, high), y in zip(ends, levels, strict=True) if low is not None]


def _panel() -> Panel:
    return Panel(
        (
            Choice("comparison", "Read out", tuple(LABELS.items()), "saline"),
            Choice("show", "Show", tuple(SHOW.items()), "all"),
        ),
        hint="Show the ketamine arms alone, then the control arms alone. See which of them moves.",
    )


@steady()
def the_control_decides() -> LiveFigure:
    """Return the live figure; controls: comparison, show."""
    figure = style.figure(9.0, 4.9)
    every = list(comparisons().values())
    levels = [float(len(every) - place) for place in range(len(every))]
    arms = style.dress(figure.add_axes((0.265, 0.17, 0.385, 0.68)), xlabel="People who responded (%)")
    smds = style.dress(figure.add_axes((0.685, 0.17, 0.305, 0.68)), xlabel="Difference (standard deviations)")
    for axes, low, high in ((arms, -3, 88), (smds, -0.5, 2.4)):
        axes.set_xlim(low, high)
        axes.set_ylim(0.4, len(every) + 0.6)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.grid(False, axis="y")
    smds.axvline(0, color=colour("ink"), linewidth=1.3)
    bands = [axes.fill([], [], facecolor="none", edgecolor=colour("gold"), linewidth=2.5)[0] for axes in (arms, smds)]
    for one, level in zip(every, levels, strict=True):
        y = 0.17 + 0.68 * (level - 0.4) / (len(every) + 0.2)
        figure.text(0.012, y + 0.024, one.control, color=colour("ink"), fontsize=style.TEXT_PT, va="center")
        figure.text(0.012, y - 0.024, one.study, color=colour("soft-ink"), fontsize=style.SMALL_PT, va="center")
    blue, orange, ink = colour("blue"), colour("orange"), colour("ink")
    drug_bar = arms.plot([], [], color=blue, linewidth=2.6, solid_capstyle="butt")[0]
    drug = arms.plot([], [], "s", color=blue, markersize=10, markeredgecolor=colour("paper"))[0]
    control_bar = arms.plot([], [], color=orange, linewidth=1.8, linestyle=(0, (4, 1.5)))[0]
    control = arms.plot([], [], "o", color=orange, markersize=10, markeredgecolor=colour("paper"))[0]
    smd_bar = smds.plot([], [], color=ink, linewidth=2.2, solid_capstyle="butt")[0]
    smd = smds.plot([], [], "D", color=colour("green"), markersize=9, markeredgecolor=colour("paper"))[0]
    hollow = {"markersize": 8.5, "markerfacecolor": colour("paper"), "markeredgewidth": 1.8}
    drug_hollow = arms.plot([], [], "s", color=blue, **hollow)[0]
    control_hollow = arms.plot([], [], "o", color=orange, **hollow)[0]
    smd_hollow = smds.plot([], [], "D", color=colour("green"), **hollow)[0]
    look = {"fontsize": style.SMALL_PT, "va": "center"}
    figure.text(0.275, 0.935, "squares: ketamine", color=blue, **look)
    figure.text(0.475, 0.935, "circles: control", color=orange, **look)
    figure.text(0.685, 0.935, "diamonds: the difference", color=colour("green"), **look)
    notes = (
        "Rows 2 to 4 share people. * Reported, no intervals. Hollow: Cochrane, worked out from an odds ratio; Lii, raw "
        "ratings."
    )
    figure.text(0.012, 0.03, notes, color=colour("soft-ink"), **look)
    values = figure.text(0.275, 0.885, "", color=ink, fontweight="bold", **look)
    apart = figure.text(0.685, 0.885, "", color=ink, fontweight="bold", **look)

    def update(*, comparison: str, show: str) -> Reading:
        chosen = comparisons()[comparison]
        level = levels[every.index(chosen)]
        for axes, band in zip((arms, smds), bands, strict=True):
            left, right = axes.get_xlim()
            band.set_xy([(left, level - 0.46), (right, level - 0.46), (right, level + 0.46), (left, level + 0.46)])
        drugs, controls, gaps = show in ("all", "drug"), show in ("all", "control"), show in ("all", "difference")
        up, down = [y + 0.13 for y in levels], [y - 0.13 for y in levels]
        for filled, empty, shown, values_of, level_of, weak in (
            (drug, drug_hollow, drugs, lambda one: one.drug_row.value, up, lambda one: one.worked_out),
            (control, control_hollow, controls, lambda one: one.control_row.value, down, lambda one: one.worked_out),
            (smd, smd_hollow, gaps, lambda one: one.smd[1], levels, lambda one: one.raw),
        ):
            for artist, want in ((filled, False), (empty, True)):
                mine = [(values_of(o), y) for o, y in zip(every, level_of, strict=True) if shown and weak(o) is want]
                artist.set_data([x for x, _ in mine], [y for _, y in mine])
        drug_ends = [(one.drug_row.low, one.drug_row.high) for one in every]
        control_ends = [(one.control_row.low, one.control_row.high) for one in every]
        strokes.level(drug_bar, _strokes(drug_ends, up) if drugs else [])
        strokes.level(control_bar, _strokes(control_ends, down) if controls else [])
        strokes.level(smd_bar, _strokes([(one.smd[0], one.smd[2]) for one in every], levels) if gaps else [])
        told = [chosen.drug_row] * drugs + [chosen.control_row] * controls
        values.set_text(" against ".join(f"{row.value:g} %" for row in told))
        apart.set_text(f"{points(chosen.smd[1], 2)} ({between(chosen.smd[0], chosen.smd[2], 2)})" if gaps else "hidden")
        columns = ("Comparison", "Ketamine arm", "Control arm", "Difference (SD)", "Guessing, or a warning")
        return Reading(_sentence(chosen, show), columns, _rows(chosen, show))

    marks = (drug, control, smd, drug_hollow, control_hollow, smd_hollow)
    moving = {
        "bands": bands,
        "drug_bar": drug_bar,
        "control_bar": control_bar,
        "smd_bar": smd_bar,
        "marks": marks,
        "values": values,
        "apart": apart,
    }
    return LiveFigure(figure, moving, update, "What goes with the control", _panel())
