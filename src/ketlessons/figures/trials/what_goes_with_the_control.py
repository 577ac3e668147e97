"""What goes with the control? Sources that disagree, side by side; nobody was randomised between the rows."""

from __future__ import annotations

from ketlessons.evidence import TimePoint, fact
from ketlessons.models.quantities import Interval
from ketlessons.published.trials.readouts import SOURCES, Readout, readouts, saline_less_midazolam
from ketlessons.stage import marks, strokes, style
from ketlessons.stage.controls import Choice, Panel
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, say, told_of
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.trial_words import points, with_interval

SHOW = {
    "all": "Both arms and the difference",
    "drug": "Only the ketamine arms",
    "control": "Only the control arms",
    "difference": "Only the difference",
}
LABELS = {
    "saline": "Saline, Wilkinson",
    "saline_cochrane": "Saline, Cochrane",
    "midazolam": "Midazolam, Wilkinson",
    "murrough": "Midazolam, Murrough 2013",
    "cochrane": "Midazolam, Cochrane",
    "karma": "Midazolam for four weeks, KARMA-Dep 2",
    "lii": "Saline under anaesthesia, Lii 2023",
}
#: Which of the two sources that have both controls is left out.
OUT = {"none": "None", "wilkinson": "Wilkinson 2019", "cochrane": "Cochrane 2021"}
#: The control and the study, as they stand beside the picture, and how a sentence says both.
_WORDS = {
    "saline": ("Saline", "Wilkinson, person by person", "against saline in Wilkinson 2019"),
    "saline_cochrane": ("Saline", "Cochrane, eight trials", "against saline in Cochrane 2021"),
    "midazolam": ("Midazolam", "Wilkinson, person by person", "against midazolam in Wilkinson 2019"),
    "murrough": ("Midazolam", "Murrough 2013", "against midazolam in Murrough 2013"),
    "cochrane": ("Midazolam", "Cochrane, four trials", "against midazolam in Cochrane 2021"),
    "karma": ("Midazolam", "KARMA-Dep 2, 4 weeks", "against midazolam for four weeks in KARMA-Dep 2"),
    "lii": ("Saline under anaesthesia", "Lii 2023", "against saline, both under anaesthesia in Lii 2023"),
}
_APART = "the arms lie {lead} standard deviations apart ({low} to {high}){raw}. {guessed}{sources}"
#: A sentence for each choice of what is shown, and one for a comparison that is left out.
_SENTENCES = {
    "all": f"{{start}}: {{drug}} of the ketamine arm {{did}}, and {{control}} of the control arm; {_APART}",
    "drug": "{start}: {drug} of the ketamine arm {did}. The {count:in_words} ketamine arms: {span}.",
    "control": "{start}: {control} of the control arm {did}. The {count:in_words} control arms: {span}.",
    "difference": f"{{start}}: {_APART}",
    "left out": "Ketamine {phrase} is left out. {sources}",
}
_START = {False: "Ketamine {phrase}", True: "As reported, ketamine {phrase}"}
_DID = {
    "": "responded",
    "model": "responded, by the analysis's model",
    "odds ratio": "would respond, by its odds ratio",
}
_GUESSED = {
    "lii": "Both arms spread their guesses alike",
    "karma": "As reported, {most}",
    "cochrane": "Certainty very low",
    "saline_cochrane": "Certainty very low",
}
_NOT_KNOWN = "How many guessed their arm is not known here"
#: What the sources say of saline: both, or one of them.
_SOURCES = {
    "none": "On saline two sources disagree: {least} to {most} standard deviations.",
    "one": "By the source that is left, saline less midazolam is {lead} ({low} to {high}).",
}
_GUESSED_NOW = {
    "lii": News("Guesses", "alike in both arms"),
    "karma": News("Guesses", "mostly right"),
    "cochrane": News("Certainty", "very low"),
    "saline_cochrane": News("Certainty", "very low"),
}
_BOTH_SAY = {
    "none": News("On saline two sources say", "{least} and {most} SD"),
    "one": News("Saline less midazolam", "{lead} SD ({low} to {high})"),
}
#: Of all comparisons that are shown, whichever is read out.
_ALL_DRUG = News("Ketamine arms", "from {span}", of="all")
_ALL_CONTROL = News("Control arms", "from {span}", of="all")
_BRIEF = {
    "all": (News("Arms apart", "{lead} SD{raw_now}{reported}"),),
    "drug": (_ALL_DRUG, News("Ketamine arm read out", "{drug_arm}{reported}")),
    "control": (_ALL_CONTROL, News("Control arm read out", "{control_arm}{reported}")),
    "difference": (News("Difference", "{lead} SD ({low} to {high}){raw_now}{reported}"),),
    "left out": (News("This comparison", "left out"),),
}
_BOTH_ARMS = (News("Ketamine arm", "{drug_arm}"), News("Control arm", "{control_arm}"))
_HIDDEN, _OUT = "hidden", "left out"


def _guessed(one: Readout) -> str:
    return say(_GUESSED.get(one.name, _NOT_KNOWN), most=fact("masking_karma_right").quantity)


def _digits(found: Interval) -> int:
    """Return how many digits a paper printed: no more than its numbers have."""
    return 1 if all(abs(part - round(part, 1)) < 1e-9 for part in found) else 2


def _said(found: Interval) -> Printed:
    return with_interval(found, _digits(found))


def _arm(row: TimePoint) -> Printed:
    if row.low is None:
        return Printed(f"{row.value:g} %", row.value)
    digits = 0 if row.value == round(row.value) else 1
    return Printed(f"{row.value:g} % ({row.low:.{digits}f} to {row.high:.{digits}f} %)", row.value, row.low, row.high)


def _smd(one: Readout) -> Printed:
    """Say a difference, and that it was not adjusted where the arms did not begin alike."""
    said = _said(one.smd)
    if not one.raw:
        return said
    own = with_interval(one.own_model).replace(" (", " points (")
    text = f"{said} by raw ratings of unequal arms; its own model: {own}"
    return Printed(text, *said.values, one.own_model.value, one.own_model.low, one.own_model.high)


def _left(out: str) -> list[Readout]:
    return [one for one in readouts().values() if one.source != out]


def _span(out: str, arm: str) -> Printed:
    """Say the least and the most of the drug arms, or of the control arms, that are not left out."""
    shares = [getattr(one, f"{arm}_row").value for one in _left(out)]
    return Printed(f"{min(shares):g} to {max(shares):g} %", min(shares), max(shares))


def _gap(source: str) -> Printed:
    return with_interval(saline_less_midazolam(source), 2)


def _sources(out: str) -> tuple[str, dict[str, Printed]]:
    """Say that the two sources disagree on saline, or what the one that is left makes of the control."""
    if out == "none":
        found = sorted((readouts()[saline].smd for saline, _ in SOURCES.values()), key=lambda smd: smd.value)
        least, most = (points(smd.value, _digits(smd)) for smd in found)
        return "none", {"least": least, "most": most}
    (left,) = set(SOURCES) - {out}
    low, lead, high = (points(end, 2) for end in saline_less_midazolam(left))
    return "one", {"lead": lead, "low": low, "high": high}


def _brief(one: Readout, case: str, out: str) -> tuple[News, ...]:
    """Return what is told when it moves; of the sources only where a difference is shown."""
    if case in ("drug", "control"):
        return told_of(one.name, *_BRIEF[case])
    which, slots = _sources(out)
    sources = _BOTH_SAY[which]
    news = (*_BRIEF[case], News(sources.subject, say(sources.said, **slots), of="all"))
    if case == "left out":
        return told_of(one.name, *news)
    arms = _BOTH_ARMS if case == "all" else ()
    guessed = (_GUESSED_NOW[one.name],) if one.name in _GUESSED_NOW else ()
    return told_of(one.name, *news, *arms, *guessed)


def _shown(show: str) -> tuple[bool, bool, bool]:
    """Return whether the drug arms, the control arms and the differences are shown."""
    return show in ("all", "drug"), show in ("all", "control"), show in ("all", "difference")


def _slots(one: Readout, show: str, out: str) -> dict[str, object]:
    low, lead, high = (points(end, _digits(one.smd)) for end in one.smd)
    phrase, (which, sources) = _WORDS[one.name][2], _sources(out)
    return {
        "phrase": phrase,
        "start": say(_START[one.reported], phrase=phrase),
        "did": _DID[one.responders],
        "drug": _arm(one.drug_row),
        "control": _arm(one.control_row),
        "count": len(_left(out)),
        "span": _span(out, "control" if show == "control" else "drug"),
        **{"lead": lead, "low": low, "high": high},
        "raw": " by raw ratings" if one.raw else "",
        "guessed": f"{_guessed(one)}. " if one.name in _GUESSED else "",
        "sources": say(_SOURCES[which], **sources),
        "raw_now": ", raw ratings" if one.raw else "",
        "reported": ", reported" if one.reported else "",
        "drug_arm": f"{one.drug_row.value:g} %",
        "control_arm": f"{one.control_row.value:g} %",
    }


def _rows(chosen: Readout, show: str, out: str) -> tuple[tuple[str, ...], ...]:
    drugs, controls, gaps = _shown(show)
    rows = []
    for one in readouts().values():
        mark = "In the sentence: " if one is chosen else ""
        control, study, _ = _WORDS[one.name]
        cells = (
            _arm(one.drug_row) if drugs else _HIDDEN,
            _arm(one.control_row) if controls else _HIDDEN,
            _smd(one) if gaps else _HIDDEN,
        )
        head = f"{mark}{control}, {study}{', reported' if one.reported else ''}"
        rows.append((head, *([_OUT] * 3 if one.source == out else cells), _guessed(one)))
    spans = (_span(out, "drug") if drugs else _HIDDEN, _span(out, "control") if controls else _HIDDEN)
    apart = [
        (f"Saline less midazolam, {OUT[one]}", "–", "–", _gap(one) if gaps else _HIDDEN, "–")
        for one in SOURCES
        if one != out
    ]
    return (*rows, ("From the least to the most", *spans, "–", "–"), *apart)


def _ends(row: TimePoint) -> tuple[float | None, float, float | None]:
    return row.low, row.value, row.high


def _panel() -> Panel:
    return Panel(
        (
            Choice("comparison", "Read out", tuple(LABELS.items()), "saline"),
            Choice("show", "Show", tuple(SHOW.items()), "all"),
            Choice("out", "Leave out", tuple(OUT.items()), "none", same=True),
        ),
        hint="Show the ketamine arms alone, then the control arms alone. Then leave out one source, and the other.",
    )


@steady()
def what_goes_with_the_control() -> LiveFigure:
    """Return the live figure; controls: comparison, show, out."""
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
    outs = []
    for one, level in zip(every, levels, strict=True):
        y = 0.17 + 0.68 * (level - 0.4) / (len(every) + 0.2)
        outs.append(marks.words(figure, 0.4, y, ink="soft-ink"))
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
    hollow = "Hollow: not counted (a model, an odds ratio); Lii: raw ratings."
    marks.words(figure, 0.012, 0.03, f"Rows 1 to 5 share people. * Reported, no intervals. {hollow}", "soft-ink")
    values = marks.words(figure, 0.275, 0.885, bold=True)
    apart = marks.words(figure, 0.685, 0.885, bold=True)
    # Low, value, high, whether to draw it hollow, and at which height.
    placed = list(zip(every, levels, strict=True))
    drugs_found = [(*_ends(one.drug_row), one.responders != "", y + 0.13) for one, y in placed]
    controls_found = [(*_ends(one.control_row), one.responders != "", y - 0.13) for one, y in placed]
    series = (
        (drug, drug_hollow, drug_ends, drugs_found),
        (control, control_hollow, control_ends, controls_found),
        (smd, smd_hollow, smd_ends, [(*one.smd, one.raw, y) for one, y in placed]),
    )

    def update(*, comparison: str, show: str, out: str) -> Reading:
        chosen = readouts()[comparison]
        absent = chosen.source == out
        level = levels[every.index(chosen)]
        for axes, frame in zip((arms, smds), frames, strict=True):
            left, right = axes.get_xlim()
            frame.set_xy([(left, level - 0.46), (right, level - 0.46), (right, level + 0.46), (left, level + 0.46)])
        drugs, controls, gaps = _shown(show)
        for (filled, empty, ends, found), shown in zip(series, (drugs, controls, gaps), strict=True):
            here = [mark for one, mark in zip(every, found, strict=True) if shown and one.source != out]
            for artist, want in ((filled, False), (empty, True)):
                mine = [(x, y) for _, x, _, weak, y in here if weak is want]
                artist.set_data([x for x, _ in mine], [y for _, y in mine])
            strokes.level(ends, [(low, high, y) for low, _, high, _, y in here if low is not None])
        for one, text in zip(every, outs, strict=True):
            text.set_text(_OUT if one.source == out else "")
        told = [] if absent else [chosen.drug_row] * drugs + [chosen.control_row] * controls
        values.set_text(" against ".join(f"{row.value:g} %" for row in told))
        apart.set_text(_OUT if absent else _said(chosen.smd) if gaps else _HIDDEN)
        columns = ("Comparison", "Ketamine arm", "Control arm", "Difference (SD)", "Guessing, or a warning")
        case = "left out" if absent else show
        slots, rows = _slots(chosen, show, out), _rows(chosen, show, out)
        return Reading.of(_SENTENCES, case, slots, columns, rows, _brief(chosen, case, out))

    moving = {
        "read out": frames,
        "ketamine intervals": drug_ends,
        "control intervals": control_ends,
        "difference intervals": smd_ends,
        "ketamine": drug,
        "control": control,
        "difference": smd,
        "ketamine not counted": drug_hollow,
        "control not counted": control_hollow,
        "difference of raw ratings": smd_hollow,
        "responders in words": values,
        "difference in words": apart,
        "left out": outs,
    }
    return LiveFigure(figure, moving, update, "What goes with the control", _panel())
