"""What goes with the control? Control arms differ more than ketamine arms; nobody was randomised between the trials."""

from __future__ import annotations

from ketlessons.evidence import TimePoint, fact, value
from ketlessons.published.trials.readouts import Readout, readouts
from ketlessons.stage import marks, strokes, style
from ketlessons.stage.controls import Choice, Panel
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import Printed, say
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.trial_words import with_interval

SHOW = {
    "all": "Both arms and the difference",
    "drug": "Only the ketamine arms",
    "control": "Only the control arms",
    "difference": "Only the difference",
}
LABELS = {
    "saline": "Saline, person by person",
    "midazolam": "Midazolam, person by person",
    "murrough": "Midazolam, Murrough 2013",
    "cochrane": "Midazolam, Cochrane",
    "karma": "Midazolam for four weeks, KARMA-Dep 2",
    "lii": "Saline under anaesthesia, Lii 2023",
}
#: The control and the study, as they stand beside the picture, and how a sentence says both.
_WORDS = {
    "saline": ("Saline", "person by person, day 1", "against saline, person by person"),
    "midazolam": ("Midazolam", "person by person, day 1", "against midazolam, person by person"),
    "murrough": ("Midazolam", "Murrough 2013, day 1", "against midazolam in Murrough 2013"),
    "cochrane": ("Midazolam", "Cochrane, four trials, day 1", "against midazolam, four trials pooled by Cochrane"),
    "karma": ("Midazolam", "KARMA-Dep 2, 4 weeks", "against midazolam for four weeks in KARMA-Dep 2"),
    "lii": ("Saline under anaesthesia", "Lii 2023, day 1", "against saline, both under anaesthesia in Lii 2023"),
}
_ARMS_LIE = (
    "the arms lie {lead:signed.2} standard deviations apart ({low:signed.2} to {high:signed.2}){raw}. {guessed}."
)
#: A sentence for each choice of what is shown.
_SENTENCES = {
    "all": f"{{start}}: {{drug}} of the ketamine arm {{did}}, and {{control}} of the control arm; {_ARMS_LIE}",
    "drug": "{start}: {drug} of the ketamine arm {did}. The {count:in_words} ketamine arms: {span}.",
    "control": "{start}: {control} of the control arm {did}. The {count:in_words}: {span}.",
    "difference": f"{{start}}: {_ARMS_LIE}",
}
_START = {False: "Ketamine {phrase}", True: "As reported, ketamine {phrase}"}
_DID = {False: "responded", True: "would respond, by its odds ratio"}
_GUESSED = {
    "lii": "{right:.1f} % guessed their arm correctly; forced guesses would give half",
    "karma": "As reported, {most}",
    "cochrane": "The review calls its certainty very low",
}
_NOT_KNOWN = "How many guessed their arm is not known here"
_HIDDEN = "hidden"


def _guessed(one: Readout) -> Printed:
    right, most = 100 * value("masking_lii_right"), fact("masking_karma_right").quantity
    text = say(_GUESSED.get(one.name, _NOT_KNOWN), right=right, most=most)
    return Printed(text, *((right,) if one.name == "lii" else ()))


def _arm(row: TimePoint) -> Printed:
    if row.low is None:
        return Printed(f"{row.value:g} %", row.value)
    return Printed(f"{row.value:g} % ({row.low:.0f} to {row.high:.0f} %)", row.value, row.low, row.high)


def _smd(one: Readout) -> Printed:
    """Say a difference, and that it was not adjusted where the arms did not begin alike."""
    said = with_interval(one.smd, 2)
    if not one.raw:
        return said
    own = with_interval(one.own_model).replace(" (", " points (")
    text = f"{said} by raw ratings of unequal arms; its own model: {own}"
    return Printed(text, *said.values, one.own_model.value, one.own_model.low, one.own_model.high)


def _span(arm: str) -> Printed:
    """Say the least and the most of the six drug arms, or of the six control arms."""
    shares = [getattr(one, f"{arm}_row").value for one in readouts().values()]
    return Printed(f"{min(shares):.0f} to {max(shares):.0f} %", min(shares), max(shares))


def _shown(show: str) -> tuple[bool, bool, bool]:
    """Return whether the drug arms, the control arms and the differences are shown."""
    return show in ("all", "drug"), show in ("all", "control"), show in ("all", "difference")


def _slots(one: Readout, show: str) -> dict[str, object]:
    return {
        "start": say(_START[one.reported], phrase=_WORDS[one.name][2]),
        "did": _DID[one.worked_out],
        "drug": _arm(one.drug_row),
        "control": _arm(one.control_row),
        "count": len(readouts()),
        "span": _span("control" if show == "control" else "drug"),
        "lead": one.smd.value,
        "low": one.smd.low,
        "high": one.smd.high,
        "raw": " by raw ratings" if one.raw else "",
        "guessed": _guessed(one),
    }


def _rows(chosen: Readout, show: str) -> tuple[tuple[str, ...], ...]:
    drugs, controls, gaps = _shown(show)
    rows = []
    for one in readouts().values():
        mark = "In the sentence: " if one is chosen else ""
        control, study, _ = _WORDS[one.name]
        rows.append(
            (
                f"{mark}{control}, {study}{', reported' if one.reported else ''}",
                _arm(one.drug_row) if drugs else _HIDDEN,
                _arm(one.control_row) if controls else _HIDDEN,
                _smd(one) if gaps else _HIDDEN,
                _guessed(one),
            )
        )
    spans = (_span("drug") if drugs else _HIDDEN, _span("control") if controls else _HIDDEN)
    return (*rows, ("From the least to the most", *spans, "–", "–"))


def _ends(row: TimePoint) -> tuple[float | None, float, float | None]:
    return row.low, row.value, row.high


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
    every = list(readouts().values())
    levels = [float(len(every) - place) for place in range(len(every))]
    arms = style.dress(figure.add_axes((0.265, 0.17, 0.385, 0.68)), xlabel="People who responded (%)")
    smds = style.dress(figure.add_axes((0.685, 0.17, 0.305, 0.68)), xlabel="Difference (standard deviations)")
    for axes, low, high in ((arms, -3, 88), (smds, -0.5, 2.4)):
        axes.set_xlim(low, high)
        axes.set_ylim(0.4, len(every) + 0.6)
        marks.no_heights(axes)
        axes.grid(False, axis="y")
    smds.axvline(0, color=colour("ink"), linewidth=1.3)
    frames = [marks.outline(axes) for axes in (arms, smds)]
    for one, level in zip(every, levels, strict=True):
        y = 0.17 + 0.68 * (level - 0.4) / (len(every) + 0.2)
        control, study, _ = _WORDS[one.name]
        marks.words(figure, 0.012, y + 0.024, control, size="text")
        marks.words(figure, 0.012, y - 0.024, f"{study}{' *' if one.reported else ''}", "soft-ink")
    drug_ends = marks.bar(arms, "blue", 2.6)
    drug = marks.points(arms, "blue", "s", 10)
    control_ends = marks.line(arms, "orange", 1.8, (4, 1.5))
    control = marks.points(arms, "orange", "o", 10)
    smd_ends = marks.bar(smds, "ink", 2.2)
    smd = marks.points(smds, "green", "D", 9)
    drug_hollow = marks.hollow(arms, "blue", "s", 8.5, 1.8)
    control_hollow = marks.hollow(arms, "orange", "o", 8.5, 1.8)
    smd_hollow = marks.hollow(smds, "green", "D", 8.5, 1.8)
    marks.words(figure, 0.275, 0.935, "squares: ketamine", "blue")
    marks.words(figure, 0.475, 0.935, "circles: control", "orange")
    marks.words(figure, 0.685, 0.935, "diamonds: the difference", "green")
    hollow = "Hollow: Cochrane, worked out from an odds ratio; Lii, raw ratings."
    marks.words(figure, 0.012, 0.03, f"Rows 2 to 4 share people. * Reported, no intervals. {hollow}", "soft-ink")
    values = marks.words(figure, 0.275, 0.885, bold=True)
    apart = marks.words(figure, 0.685, 0.885, bold=True)
    # Low, value, high, whether to draw it hollow, and at which height.
    placed = list(zip(every, levels, strict=True))
    drugs_found = [(*_ends(one.drug_row), one.worked_out, y + 0.13) for one, y in placed]
    controls_found = [(*_ends(one.control_row), one.worked_out, y - 0.13) for one, y in placed]
    series = (
        (drug, drug_hollow, drug_ends, drugs_found),
        (control, control_hollow, control_ends, controls_found),
        (smd, smd_hollow, smd_ends, [(*one.smd, one.raw, y) for one, y in placed]),
    )

    def update(*, comparison: str, show: str) -> Reading:
        chosen = readouts()[comparison]
        level = levels[every.index(chosen)]
        for axes, frame in zip((arms, smds), frames, strict=True):
            left, right = axes.get_xlim()
            frame.set_xy([(left, level - 0.46), (right, level - 0.46), (right, level + 0.46), (left, level + 0.46)])
        drugs, controls, gaps = _shown(show)
        for (filled, empty, ends, found), shown in zip(series, (drugs, controls, gaps), strict=True):
            here = found if shown else []
            for artist, want in ((filled, False), (empty, True)):
                mine = [(x, y) for _, x, _, weak, y in here if weak is want]
                artist.set_data([x for x, _ in mine], [y for _, y in mine])
            strokes.level(ends, [(low, high, y) for low, _, high, _, y in here if low is not None])
        told = [chosen.drug_row] * drugs + [chosen.control_row] * controls
        values.set_text(" against ".join(f"{row.value:g} %" for row in told))
        apart.set_text(with_interval(chosen.smd, 2) if gaps else _HIDDEN)
        columns = ("Comparison", "Ketamine arm", "Control arm", "Difference (SD)", "Guessing, or a warning")
        return Reading.of(_SENTENCES, show, _slots(chosen, show), columns, _rows(chosen, show))

    moving = {
        "read out": frames,
        "ketamine intervals": drug_ends,
        "control intervals": control_ends,
        "difference intervals": smd_ends,
        "ketamine": drug,
        "control": control,
        "difference": smd,
        "ketamine worked out": drug_hollow,
        "control worked out": control_hollow,
        "difference of raw ratings": smd_hollow,
        "responders in words": values,
        "difference in words": apart,
    }
    return LiveFigure(figure, moving, update, "What goes with the control", _panel())
