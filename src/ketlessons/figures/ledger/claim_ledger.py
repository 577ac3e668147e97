"""What did the article say, and how well does it hold? Every claim as a mark, by topic and verdict."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from ketlessons.evidence import Claim
from ketlessons.evidence.display import typeset
from ketlessons.evidence.topics.ledger import TOPICS, VERDICTS
from ketlessons.published.ledger.accounted import ALL, accounted, tally, taught_in
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, told_of
from ketlessons.stage.steady import steady

#: How a sentence speaks of a topic.
_ON = {
    "identity": "what ketamine is, and what for",
    "mechanism": "how it works",
    "short_term": "short-term effects",
    "long_term": "long-term effects",
    "assault": "use in assaults",
    "consent": "care and consent",
}
#: The mark of a verdict: colour and shape, and its size.
_LOOKS = {
    "supported": ("blue", "s", 12.0),
    "oversimplified": ("orange", "D", 10.5),
    "outdated": ("purple", "v", 12.5),
    "unsupported": ("ink", "X", 13.0),
}
_SENTENCES = {
    "all": "The article makes {every} claims: {verdicts}. Taught in {taught}.",
    "topic": "{many} of the {every} claims are on {on}: {verdicts}. Taught in {taught}.",
    "verdict": "{many} of the {every} claims {are} {verdict}. Taught in {taught}.",
    "both": "{many} of {of} claims on {on} {are} {verdict}. Taught in {taught}.",
    "none": "0 of {of} claims {on_topic}are {verdict}.",
}
_CHOSEN, _ARE, _TAUGHT = told_of(
    "{on}, {verdict}",
    News("Chosen", "{many} of {every}"),
    News("They are", "{verdicts}"),
    News("Taught in", "{taught}"),
)
_BRIEF = {
    "all": (_CHOSEN, _ARE),
    "topic": (_CHOSEN, _ARE, _TAUGHT),
    "verdict": (_CHOSEN, _TAUGHT),
    "both": (_CHOSEN, _TAUGHT),
    "none": (_CHOSEN,),
}
_COLUMNS = ("The article says", "Verdict", "Better to say", "Taught in")
#: A topic may grow by a few claims before its line of marks is full.
_LONGEST = 18


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _verdicts(claims: tuple[Claim, ...]) -> str:
    """Say how many claims have each verdict that occurs."""
    return _listed([f"{many} {verdict}" for verdict, many in tally(claims).items() if many])


def _lessons(claims: tuple[Claim, ...]) -> str:
    numbers = list(taught_in(claims))
    return f"lesson{'' if len(numbers) == 1 else 's'} {_listed(numbers)}" if numbers else "none"


def _case(topic: str, verdict: str, chosen: tuple[Claim, ...]) -> str:
    if not chosen:
        return "none"
    if topic == ALL:
        return "all" if verdict == ALL else "verdict"
    return "topic" if verdict == ALL else "both"


def _slots(topic: str, verdict: str, chosen: tuple[Claim, ...]) -> dict[str, object]:
    return {
        "every": len(accounted()),
        "of": len(accounted(topic)),
        "many": len(chosen),
        "are": "is" if len(chosen) == 1 else "are",
        "on": _ON.get(topic, ""),
        "on_topic": f"on {_ON[topic]} " if topic in _ON else "",
        "verdict": verdict,
        "verdicts": _verdicts(chosen) if chosen else "",
        "taught": _lessons(chosen),
    }


def _rows(chosen: tuple[Claim, ...], verdict: str) -> tuple[tuple[str, ...], ...]:
    if not chosen:
        return (("No claim of this kind", verdict, "no claim", "no lesson"),)
    return tuple(
        (typeset(one.claim), one.verdict, typeset(one.better_statement), f"{one.lesson}, {one.section}")
        for one in chosen
    )


def _panel() -> Panel:
    topics = ((ALL, "All topics"), *TOPICS.items())
    verdicts = ((ALL, "Any verdict"), *((verdict, verdict.capitalize()) for verdict in VERDICTS))
    return Panel(
        (Choice("topic", "Topic", topics, "identity"), Choice("verdict", "Verdict", verdicts, ALL)),
        hint="Choose a topic, then a verdict. Show the numbers lists the claims, with what to say instead.",
    )


def _marks(axes: Axes) -> tuple[dict[str, Line2D], dict[str, Line2D]]:
    """Draw the marks of each verdict: large for those that are chosen, small and pale for the others."""
    chosen = {
        verdict: marks.points(axes, ink, shape, size, zorder=3, label=verdict)
        for verdict, (ink, shape, size) in _LOOKS.items()
    }
    others = {
        verdict: marks.hollow(axes, "soft-ink", shape, 0.42 * size, 0.9, zorder=2)
        for verdict, (_, shape, size) in _LOOKS.items()
    }
    return chosen, others


def _places() -> Mapping[str, tuple[float, float]]:
    """Return where each claim stands: along the line of its topic, in the order of the article."""
    lines = {topic: float(len(TOPICS) - 1 - line) for line, topic in enumerate(TOPICS)}
    return {
        claim.id: (float(place), lines[topic])
        for topic in TOPICS
        for place, claim in enumerate(accounted(topic), start=1)
    }


@steady()
def claim_ledger() -> LiveFigure:
    """Return the live figure; controls: topic, verdict."""
    figure = style.figure(9.0, 4.3)
    axes = style.dress(figure.add_axes((0.235, 0.14, 0.655, 0.74)), grid=False)
    axes.set_xlim(0.2, _LONGEST)
    axes.set_ylim(-0.6, len(TOPICS) - 0.4)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    marks.no_heights(axes)
    axes.hlines(range(len(TOPICS)), 0.2, _LONGEST, color=style.colour("grid"), linewidth=1.0, zorder=0)
    places = _places()
    counts = {}
    for line, (topic, name) in enumerate(TOPICS.items()):
        level = len(TOPICS) - 1 - line
        marks.words(axes, -0.1, level, name, ha="right", clip_on=False)
        counts[topic] = marks.words(axes, _LONGEST + 0.2, level, clip_on=False)
    head = marks.words(figure, 0.015, 0.945, size="head", bold=True)
    chosen_marks, other_marks = _marks(axes)
    key = [Line2D([], [], color=style.colour(ink), marker=shape, markersize=0.7 * size, linestyle="", label=verdict)
           for verdict, (ink, shape, size) in _LOOKS.items()]  # fmt: skip
    marks.key(figure, key, 4, loc="lower left", bbox_to_anchor=(0.22, 0.0))
    marks.words(figure, 0.985, 0.945, "large: chosen; small: the others", "soft-ink", ha="right")

    def update(*, topic: str, verdict: str) -> Reading:
        chosen = accounted(topic, verdict)
        ids = {claim.id for claim in chosen}
        for name in VERDICTS:
            those = [claim for claim in accounted() if claim.verdict == name]
            for drawn, inside in ((chosen_marks[name], True), (other_marks[name], False)):
                at = [places[claim.id] for claim in those if (claim.id in ids) is inside]
                drawn.set_data([x for x, _ in at], [y for _, y in at])
        for name, text in counts.items():
            here = sum(claim.topic == name for claim in chosen)
            text.set_text(f"{here} of {len(accounted(name))}")
            text.set_fontweight("bold" if here else "normal")
        head.set_text(f"{len(chosen)} of {len(accounted())} claims")
        slots = _slots(topic, verdict, chosen)
        return Reading.of(_SENTENCES, _case(topic, verdict, chosen), slots, _COLUMNS, _rows(chosen, verdict), _BRIEF)

    moving = {
        **{f"{verdict}, not chosen": artist for verdict, artist in other_marks.items()},
        **{f"{verdict}, chosen": artist for verdict, artist in chosen_marks.items()},
        "counts": list(counts.values()),
        "head": head,
    }
    return LiveFigure(figure, moving, update, "The article, claim by claim", _panel())
