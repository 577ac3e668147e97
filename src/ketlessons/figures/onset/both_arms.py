"""How much of what the drug arm gained did the control arm gain too? Both arms of a trial, on demand."""

from __future__ import annotations

from matplotlib.text import Text

from ketlessons.evidence import time_point
from ketlessons.figures.onset.trial_names import TRIALS, Trial
from ketlessons.published.onset.side_by_side import side_by_side
from ketlessons.published.trials.arms import Rating, arms, before
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Preset
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed, say, told_of
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import through, upright
from ketlessons.stage.words import signed

_SLOTS = 6
# With more ratings there is no room for words beside the bars.
_MOST_LABELLED = 3
MEASURES = {"points": "Points the mean score fell", "response": "People with half their score gone"}
_MEASURED = {"points": "points the mean score fell", "response": "responders of 100"}
#: What can be shown, and which numbers of a rating that lets out.
SHOWS = {"drug": ("drug",), "both": ("drug", "control", "gap"), "gap": ("gap",)}
_UNIT = {"points": 1.0, "response": 4.0}
_DIGITS = {"points": 1, "response": 0}
_AXIS = {
    ("points", True): "Points the mean score fell",
    ("points", False): "Points ahead of the control arm",
    ("response", True): "Of 100 people, half their score gone",
    ("response", False): "Responders ahead of control, of 100",
}
_STEPS = (-5, 0, 5, 10, 15, 20, 25)
_UNDER = -7.6
#: Where the lines of the key stand: two for arms, two for differences.
_KEYS = (("blue", 0.885), ("orange", 0.83), ("purple", 0.8851), ("ink", 0.8301))
_KEY_OF_GAPS = ("diamond: difference of the two means", "ring and line: by the trial's model, with 95 % interval")
_COLUMNS = ("Rating", "Drug arm", "Control arm", "Lead of the means", "Lead by the trial's model")
#: Whom a number counts, where the tables say it: in a sentence, in a table, and under a bar.
_COUNTED = {
    "": ("", "", ""),
    "still seen": (", in people still seen", ", people still seen", "still seen"),
    "all randomised": (
        ", in all randomised",
        ", all randomised, who is missing counted as not responding",
        "all randomised",
    ),
}

#: One rating of each of several trials, side by side: the first thing seen is that control arms fall too.
SEVERAL = "several"
_SIDE_BY_SIDE = Trial("Several trials side by side", "", "the drug", "the control")

NO_RATING = "no rating"
#: One sentence a case: what is shown, and on which measure.
_SENTENCES: dict[object, str] = {
    NO_RATING: "{name}: the tables hold 0 ratings on this measure. Choose “{other}”.",
    ("drug", "points"): "{name}. At {time}{who}, the mean score fell {drug:signed.1} points with {got}{later}. "
    "The control arm is hidden.",
    ("drug", "response"): "{name}. At {time}{who}, {drug:signed.0} of 100 responded with {got}{later}. "
    "The control arm is hidden.",
    ("both", "points"): "{name}. At {time}{who}, the mean score fell {drug:signed.1} points with {got} and "
    "{control:signed.1} points with {held}: lead of the means {gap:signed.1}{model}.{later}{unlike}",
    ("both", "response"): "{name}. At {time}{who}, {drug:signed.0} of 100 responded with {got} and {control:signed.0} "
    "of 100 with {held}: lead {gap:signed.0}.{later}",
    ("gap", "points"): "{name}, lead of {got} over {held}: {gap:signed.1} points at {time}{who}{model}{later}.{unlike}",
    ("gap", "response"): "{name}, lead of {got} over {held}: {gap:signed.0} of 100 at {time}{who}{later}.",
}
#: Several trials at once cannot be followed by ear one by one: those stand in the table.
_SPANS = {
    ("drug", "points"): "{start} {many:in_words} trials, the mean score of the drug arms fell {drug}. "
    "The control arms are hidden.",
    ("drug", "response"): "{start} {many:in_words} trials, {drug} people responded in the drug arms. "
    "The control arms are hidden.",
    (
        "both",
        "points",
    ): "{start} {many:in_words} trials, the mean score of the drug arms fell {drug}, and that of the control "
    "arms {control}.",
    (
        "both",
        "response",
    ): "{start} {many:in_words} trials, {drug} people responded in the drug arms, and {control} in the control arms.",
    ("gap", "points"): "{start} {many:in_words} trials, the drug arms fell further than their control arms by {gap}.",
    ("gap", "response"): "{start} {many:in_words} trials, the drug arms lead their control arms by {gap} people.",
}
_SENTENCES |= {(SEVERAL, *case): said for case, said in _SPANS.items()}
_SPAN = {"points": "{:signed.1} to {:signed.1} points", "response": "{:signed.0} to {:signed.0} of 100"}
#: What each of them says of the last rating, where there is more than one.
_LATER = {
    ("drug", "points"): ", and {drug:signed.1} points at {time}{who}",
    ("drug", "response"): ", and {drug:signed.0} of 100 at {time}{who}",
    ("both", "points"): " At {time}{who}: {drug:signed.1} and {control:signed.1}, lead {gap:signed.1}{model}.",
    ("both", "response"): " At {time}{who}: {drug:signed.0} and {control:signed.0}, lead {gap:signed.0}.",
    ("gap", "points"): "; {gap:signed.1} points at {time}{who}{model}",
    ("gap", "response"): "; {gap:signed.0} of 100 at {time}{who}",
}
#: What is told when it moves, of one rating, of two, and of several trials.
_OF = {"points": "points", "response": "of 100"}
_GAINS = {
    "points": {"gains": "fall", "pair": "falls", "one_of": " of the means", "two_of": ""},
    "response": {"gains": "responders", "pair": "responders", "one_of": " in responders", "two_of": " in responders"},
}
_HIDDEN_NOW = {"drug": News("Control arm", "hidden"), "gap": News("Both arms", "hidden")}
_ONE_NOW = {
    "drug": ("Drug arm's {gains}", "{drug} {of}"),
    "control": ("Control arm's {gains}", "{control} {of}"),
    "gap": ("Lead{one_of}", "{gap} {of}"),
}
_TWO_NOW = {
    "drug": ("{which} {gains}", "{drug} {of}, {when}"),
    "both": ("{which} {pair}", "{drug} against {control}, {when}"),
    "gap": ("{which} lead{two_of}", "{gap} {of}, {when}"),
}
_SEVERAL_NOW = {
    "drug": ("Drug arms' {gains}", "{drug}"),
    "control": ("Control arms' {gains}", "{control}"),
    "gap": ("Leads{one_of}", "{gap}"),
}
#: A model of one of two ratings is that of the last, or says which ratings it is of.
_MODEL_NOW = {False: "Modelled lead", True: "Last modelled lead"}
_BRIEF = {NO_RATING: (News("Ratings on this measure", "none"),)}
_MODEL = "{fitted:signed.1} ({fitted_low:signed.1} to {fitted_high:signed.1})"
_MODEL_CELL = "{:signed.1} ({:signed.1} to {:signed.1})"
_BY_MODEL = f", by the trial's model {_MODEL}"
# The model that spans more than one rating is said once, and why it differs from a subtraction.
_UNLIKE = (
    " The arms began unlike, at {drug_before:.1f} and {control_before:.1f} points; the trial's model of {spans} gives "
    f"{_MODEL}."
)


def _found(trial: str, measure: str) -> tuple[tuple[str, Rating], ...]:
    """Return what is drawn: each rating with the trial that it is of."""
    return side_by_side(measure) if trial == SEVERAL else tuple((trial, one) for one in arms(trial, measure))


def _number(value: float, measure: str) -> str:
    return signed(value, _DIGITS[measure])


def _fitted(one: Rating) -> dict[str, float]:
    return dict(zip(("fitted", "fitted_low", "fitted_high"), one.model or (), strict=False))


def _counted(one: Rating) -> tuple[str, str, str]:
    """Return whom a rating counts, for a sentence, a table and a picture: both arms count the same people."""
    (counted,) = {time_point(id).counted for id in one.rows[:2]}
    return _COUNTED[counted]


def _slots(one: Rating, show: str) -> dict[str, object]:
    """Return what may be said of a rating now: nothing of an arm that is hidden."""
    numbers = {name: getattr(one, name) for name in SHOWS[show]}
    fitted = _fitted(one) if show != "drug" and not one.model_spans else {}
    model = say(_BY_MODEL, **fitted) if fitted else ""
    return {"time": one.time_label, "who": _counted(one)[0], **numbers, **fitted, "model": model}


def _said(trial: str, measure: str, show: str, ratings: tuple[Rating, ...]) -> tuple[object, dict[str, object]]:
    """Return the case and its slots; of many ratings the sentence tells the first and the last."""
    told = ratings[:1] + ratings[1:][-1:]
    words = {"got": TRIALS[trial].drug, "held": TRIALS[trial].control, "later": "", "unlike": ""}
    words["name"] = f"{TRIALS[trial].name}{', reported' if any(one.reported for one in told) else ''}"
    if not told:
        (other,) = MEASURES.keys() - {measure}
        return NO_RATING, {**words, "other": MEASURES[other]}
    slots = {**words, **_slots(told[0], show)}
    for one in told[1:]:
        later = _slots(one, show)
        slots |= {"later": say(_LATER[show, measure], **later), **{f"later_{name}": it for name, it in later.items()}}
    wide = [one for one in ratings if one.model_spans and show != "drug"]
    for one in wide[:1]:
        slots |= {"spans": one.model_spans, **_fitted(one)}
        slots["drug_before"], slots["control_before"] = before(trial)
        slots["unlike"] = say(_UNLIKE, **slots)
    return (show, measure), slots


def _spans(measure: str, show: str, ratings: tuple[Rating, ...]) -> tuple[object, dict[str, object]]:
    """Return the case of several trials, and the least and the most of what is shown of them."""
    start = "As reported, in" if any(one.reported for one in ratings) else "In"
    slots: dict[str, object] = {"start": start, "many": len(ratings)}
    for part in SHOWS[show]:
        values = [getattr(one, part) for one in ratings]
        slots |= {f"least {part}": min(values), f"most {part}": max(values)}
        slots[part] = printed(_SPAN[measure], min(values), max(values))
    return (SEVERAL, show, measure), slots


def _brief(trial: str, measure: str, show: str, ratings: tuple[Rating, ...]) -> tuple[News, ...]:
    """Return what is told when it moves: what each arm gained, the lead, when that was rated and who was counted."""
    if not ratings:
        return _BRIEF[NO_RATING]
    first, last, several = ratings[0], ratings[-1], len(ratings) > 1
    words, of = {**_GAINS[measure], "of": _OF[measure]}, f"{trial}, {measure}"

    def news(template: tuple[str, str], steady: bool = False, **slots: object) -> News:
        return News(*(say(part, **words, **slots) for part in template), steady)

    def when(one: Rating) -> str:
        told = (one.time_label, _counted(one)[2], "reported" if one.reported else "")
        return ", ".join(part for part in told if part)

    def gains(one: Rating) -> dict[str, str]:
        return {part: _number(getattr(one, part), measure) for part in SHOWS[show]}

    hidden = (_HIDDEN_NOW[show],) if show in _HIDDEN_NOW else ()
    if trial == SEVERAL:
        _, slots = _spans(measure, show, ratings)
        told = (news(_SEVERAL_NOW[part], part == "gap", **{part: slots[part]}) for part in SHOWS[show])
        reported = sum(one.reported for one in ratings)
        many = News("Trials", f"{len(ratings)}{f', {reported} reported' if reported else ''}")
        return told_of(of, *told, *hidden, many)
    fitted = [one for one in (*(one for one in ratings if one.model_spans), last) if one.model and show != "drug"]
    model = [
        News(
            _MODEL_NOW[several and not one.model_spans],
            say(_MODEL, **_fitted(one)) + (f", {one.model_spans}" if one.model_spans else ""),
        )
        for one in fitted[:1]
    ]
    if several:
        ends = (("First", first), ("Last", last))
        told = (news(_TWO_NOW[show], which=which, when=when(one), **gains(one)) for which, one in ends)
        # What is told of two ratings has another form for each that can be shown.
        return told_of(of, *told_of(f"{of}, {show}", *told), *hidden, *model)
    told = (news(_ONE_NOW[part], part == "gap", **gains(first)) for part in SHOWS[show])
    return told_of(of, *hidden, *told, *model, News("Rated", when(first)))


def _rows(trial: str, measure: str, show: str, found: tuple[tuple[str, Rating], ...]) -> tuple[tuple[str, ...], ...]:
    if not found:
        return ((f"{TRIALS[trial].name}, {_MEASURED[measure]}", *["no rating"] * 4),)
    value = f"{{:signed.{_DIGITS[measure]}}}{' points' if measure == 'points' else ' of 100'}"

    def arm(number: float, ends: tuple[float, float] | None, people: int | None) -> Printed:
        interval = " ({:.0f} to {:.0f})" if ends else ""
        counted = ", {} people" if people else ""
        return printed(value + interval + counted, number, *(ends or ()), *([people] if people else []))

    def row(name: str, one: Rating) -> tuple[str, ...]:
        spans = f", {one.model_spans}" if one.model_spans else ""
        model = printed(f"{_MODEL_CELL}{spans}", *one.model) if one.model else "not in the tables"
        cells = {
            "drug": arm(one.drug, one.drug_ends, one.people[0]),
            "control": arm(one.control, one.control_ends, one.people[1]),
            "gap": printed(value, one.gap),
        }
        shown = [cell if part in SHOWS[show] else "hidden" for part, cell in cells.items()]
        head = f"{TRIALS[name].name}, {one.time_label}{_counted(one)[1]}{', reported' if one.reported else ''}"
        return (head, *shown, "hidden" if show == "drug" else model)

    return tuple(row(name, one) for name, one in found)


def _panel() -> Panel:
    shows = (("drug", "The drug arm alone"), ("both", "Both arms"), ("gap", "Only the difference"))
    trials = ((SEVERAL, _SIDE_BY_SIDE.label), *((id, trial.label) for id, trial in TRIALS.items()))
    one_trial = {"trial": "transform2", "measure": "points"}
    return Panel(
        (
            Choice("trial", "Trial", trials, SEVERAL),
            Choice("measure", "Measure", tuple(MEASURES.items()), "points"),
            Choice("show", "Show", shows, "both"),
        ),
        presets=(
            Preset("One arm alone", {**one_trial, "show": "drug"}),
            Preset("Its control too", {**one_trial, "show": "both"}),
            Preset("Who is counted", {**one_trial, "measure": "response", "show": "both"}),
        ),
        hint="Guess what the control arm did before you show it.",
    )


def _write(texts: list[Text], words: list[tuple[float, tuple[float, str]]]) -> None:
    """Let the first texts say these words at their places, and the others nothing."""
    for text, (x, (y, said)) in zip(texts, words + [(0.0, (0.0, ""))] * (len(texts) - len(words)), strict=True):
        text.set_position((x, y))
        text.set_text(said)


@steady()
def both_arms() -> LiveFigure:
    """Return the live figure; controls: trial, measure, show."""
    figure = style.figure(9.0, 4.4)
    axes = style.dress(figure.add_axes((0.085, 0.12, 0.90, 0.66)))
    axes.set_xlim(0, _SLOTS)
    axes.set_ylim(-7, 27)
    marks.ticks(axes, x={}, y=dict.fromkeys(_STEPS, ""))
    axes.grid(axis="x", visible=False)
    axes.axhline(0, color=style.colour("ink"), linewidth=1.3)
    over = {"size": "text", "ha": "center", "va": "bottom", "bold": True}
    moving = {
        "drug arm": marks.bar(axes, "blue", 30),
        "control arm": [marks.bar(axes, "orange", 28), marks.bar(axes, "orange-wash", 23)],
        "intervals": marks.bar(axes, "soft-ink", 1.6),
        "lead": marks.bar(axes, "purple", 2.4),
        "drug ahead": marks.points(axes, "purple", "^", 7, rim=None),
        "drug behind": marks.points(axes, "purple", "v", 7, rim=None),
        "model's interval": marks.bar(axes, "ink", 1.8),
        "difference": marks.points(axes, "purple", "D", 10),
        "model": marks.hollow(axes, "ink", size=9, rim=1.8),
        "drug numbers": [marks.words(axes, 0, 0, ink="blue", **over) for _ in range(_SLOTS)],
        "control numbers": [marks.words(axes, 0, 0, ink="orange", **over) for _ in range(_SLOTS)],
        "lead numbers": [marks.words(axes, 0, 0, ink="purple", size="text") for _ in range(_MOST_LABELLED)],
        "times": [marks.words(axes, 0, _UNDER, size="text", ha="center", va="top") for _ in range(_SLOTS)],
        "scale": [marks.words(axes, -0.06, y, ha="right") for y in _STEPS],
        "axis": marks.words(figure, 0.014, 0.45, size="text", rotation=90),
        "title": marks.words(figure, 0.085, 0.955, size="head", bold=True),
        "key of intervals": marks.words(figure, 0.985, 0.83, ink="soft-ink", ha="right"),
        "key": [marks.words(figure, 0.085, y, ink=ink) for ink, y in _KEYS],
    }

    def update(*, trial: str, measure: str, show: str) -> Reading:
        found, unit = _found(trial, measure), _UNIT[measure]
        ratings, chosen = tuple(one for _, one in found), {**TRIALS, SEVERAL: _SIDE_BY_SIDE}[trial]
        placed = [(_SLOTS * (index + 0.5) / len(ratings), one) for index, one in enumerate(ratings)]
        under = [
            (
                f"{TRIALS[name].name}\n{one.time_label}"
                if trial == SEVERAL
                else f"{one.time_label}\n{_counted(one)[2]}"
            ).strip()
            for name, one in found
        ]
        bars, both, pairs = (placed if show in shows else [] for shows in (("drug", "both"), ("both",), ("gap",)))
        apart = 0.0 if show == "drug" else 0.22
        upright(moving["drug arm"], [(x - apart, 0.0, one.drug / unit) for x, one in bars])
        framed = [(x + apart, one.control / unit) for x, one in both]
        frame, inside = moving["control arm"]
        upright(frame, [(x, 0.0, top) for x, top in framed])
        upright(inside, [(x, 0.35, top - 0.35) for x, top in framed if top > 0.8])
        # Each interval stands left of its bar, where it crosses no word.
        sides = [(x - apart - 0.2, one.drug_ends) for x, one in bars if one.drug_ends]
        sides += [(x + apart - 0.2, one.control_ends) for x, one in both if one.control_ends]
        upright(moving["intervals"], [(x, low / unit, high / unit) for x, (low, high) in sides])
        edge = apart + 0.24
        upright(moving["lead"], [(x + edge, one.control / unit, one.drug / unit) for x, one in both])
        through(moving["drug ahead"], [(x + edge, one.drug / unit) for x, one in both if one.gap > 0])
        through(moving["drug behind"], [(x + edge, one.drug / unit) for x, one in both if one.gap < 0])
        through(moving["difference"], [(x - 0.1, one.gap / unit) for x, one in pairs])
        fitted = [(x + 0.1, *(part / unit for part in one.model)) for x, one in pairs if one.model]
        through(moving["model"], [(x, value) for x, value, _, _ in fitted])
        upright(moving["model's interval"], [(x, low, high) for x, _, low, high in fitted])

        def over(value: float) -> tuple[float, str]:
            return max(value / unit, 0.0) + 0.5, _number(value, measure)

        def beside(one: Rating) -> tuple[float, str]:
            return (one.control + one.drug) / 2 / unit, f"lead {_number(one.gap, measure)}"

        _write(moving["drug numbers"], [(x - apart, over(one.drug)) for x, one in bars])
        _write(moving["control numbers"], [(x + apart, over(one.control)) for x, one in both])
        labelled = both if len(both) <= _MOST_LABELLED else []
        _write(moving["lead numbers"], [(x + edge + 0.07, beside(one)) for x, one in labelled])
        _write(moving["times"], [(x, (_UNDER, said)) for (x, _), said in zip(placed, under, strict=True)])
        for text, y in zip(moving["scale"], _STEPS, strict=True):
            text.set_text(signed(y * unit, 0))
        moving["axis"].set_text(_AXIS[measure, show != "gap"])
        moving["title"].set_text(chosen.label if ratings else f"{chosen.name}: no rating in the tables")
        moving["key of intervals"].set_text("grey line left of a bar: 95 % interval" if sides else "")
        of_arms = (f"solid: {chosen.drug}", f"framed: {chosen.control}" if show == "both" else "")
        lines = ("", "", *_KEY_OF_GAPS) if show == "gap" else (*of_arms, "", "")
        for text, said in zip(moving["key"], lines, strict=True):
            text.set_text(said)
        said = _spans(measure, show, ratings) if trial == SEVERAL else _said(trial, measure, show, ratings)
        rows, brief = _rows(trial, measure, show, found), _brief(trial, measure, show, ratings)
        return Reading.of(_SENTENCES, *said, _COLUMNS, rows, brief)

    return LiveFigure(figure, moving, update, "Both arms", _panel())
