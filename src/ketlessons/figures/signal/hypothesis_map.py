"""What is known of the way from the block to mood? A map of ideas, with what was seen, in whom, and what is missing."""

from __future__ import annotations

from functools import cache

from matplotlib.path import Path

from ketlessons.evidence.display import typeset
from ketlessons.evidence.topics.signal import Arrow
from ketlessons.figures.signal import map_ground as ground
from ketlessons.published.signal.ideas import BEHAVIOUR, MOOD, WALK, Lit, lit, map_places, walk
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, printed
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

_KEEPS = {"all": "All species", "rodents": "Rats and mice", "monkeys": "Monkeys", "people": "People"}
_SIDES = {
    "for": "Evidence for it",
    "against": "Evidence against it",
    "test": "Test in people",
    "refute": "What would count against it",
}
_SIDE_OF = {"for": "evidence_for", "against": "evidence_against", "test": "human_test", "refute": "falsifier"}
_AMONG = {"all": "in all species", "rodents": "in rats and mice", "monkeys": "in monkeys", "people": "in people"}
#: What one place was seen to do to another, as a table says it.
_DOES = {
    "raises": "raises",
    "lowers": "lowers",
    "needed": "is needed for",
    "not needed": "is not needed for",
    "no change": "was not seen to change",
    "unclear": "goes with, unclearly,",
}
_GAP = "No arrow joins what rodents do to how people feel."
_IDEA = (
    "Idea {number} of {ideas}, {label}{told}: {statement}. Certainty: {certainty}. {here:upper} {reach}. {side}: {said}"
)
_SENTENCES = {
    "all, all": "All {ideas} ideas: {left} arrows between {places} places. {at_behaviour} end in antidepressant-like "
    f"behaviour of rodents, {{at_mood}} in mood of people. {_GAP} {{said}}",
    "all, rodents": "All {ideas} ideas, in rats and mice: {left} of {in_all} arrows stay. {at_behaviour} end in "
    "antidepressant-like behaviour, none in mood, which people alone can tell of. {said}",
    "all, monkeys": "All {ideas} ideas, in monkeys: {left} of {in_all} arrows stay. Not one ends in behaviour or in "
    "mood. {said}",
    "all, people": "All {ideas} ideas, in people: {left} of {in_all} arrows stay. {at_mood} end in mood: "
    f"{{signs}}. {_GAP} {{said}}",
    "idea": _IDEA,
}
#: What is said of all ideas together: how many of them are of which certainty, and how many were tested.
_ALL_SAID = {
    "for": "{strong} ideas are settled or strong in animals, {supported} more are supported in animals.",
    "against": "{disputed} are disputed in animals, and {refuted} not supported at medical concentrations.",
    "test": "In people {untested} were not tested at all, and in {borne_out} a test went against the idea.",
    "refute": "Each idea names what would count against it: choose one.",
}
_BRIEF = (
    News("Idea", "{label}", of="{label}"),
    News("Certainty", "{certainty_now}", of="{label}"),
    News("Arrows lit", "{left} of {in_all}", of="{label}, {among}"),
    News("In mood end", "{at_mood}", of="{label}, {among}"),
    News("Told now:", "{side_now}", steady=True, of="{side_now}"),
)
_TOLD = {True: " (in part as reported)", False: ""}


@cache
def _counted() -> dict[str, int]:
    words = [one.certainty for one in walk()]
    tests = [one.in_people for one in walk()]
    return {
        "strong": words.count("settled") + words.count("strong in animals, indirect in people"),
        "supported": sum(word.startswith("supported in animals") for word in words),
        "disputed": words.count("disputed in animals"),
        "refuted": words.count("not supported at medical concentrations"),
        "untested": tests.count("none"),
        "borne_out": tests.count("against"),
    }


def _names() -> dict[str, str]:
    return {place.id: place.label for place in map_places()}


def _said_of(one: Arrow) -> str:
    """Say an arrow: what was seen, in whom, and when or how."""
    where = ", ".join(part for part in (one.species.replace(";", " and "), one.condition) if part)
    names = _names()
    return f"{names[one.start]} {_DOES[one.sign]} {names[one.end]} ({where}{', reported' if one.reported else ''})"


def _signs(arrows: tuple[Arrow, ...]) -> str:
    """Count what was seen, such as "1 needed, 2 unclear"."""
    signs = [one.sign for one in arrows]
    return ", ".join(f"{signs.count(sign)} {sign}" for sign in _DOES if sign in signs)


def _reach(found: Lit) -> str:
    """Say how many arrows are left, where they end, and what is missing."""
    left = len(found.arrows)
    if not left:
        return "its one arrow is not lit" if found.in_all == 1 else f"none of its {found.in_all} arrows is lit"
    start = "its one arrow is lit" if found.in_all == 1 else f"{_of(left, found.in_all)} {_are(left)} lit"
    touched = {end for one in found.arrows for end in (one.start, one.end)}
    start += f" ({', '.join(place.short for place in map_places() if place.id in touched)})"
    behaviour, mood = len(found.at_behaviour), len(found.at_mood)
    if not behaviour and not mood:
        return f"{start}, and none ends in behaviour or in mood"
    ends = f"{behaviour} {_end(behaviour)} in behaviour of rodents" if behaviour else ""
    if not mood:
        return f"{start}: {ends}, none in mood of people"
    signs = found.at_mood[0].sign if mood == 1 else _signs(found.at_mood)
    feelings = f"{mood} {_end(mood)} in mood of people ({signs})"
    return f"{start}: {ends}, and {feelings}" if behaviour else f"{start}: {feelings}"


def _of(left: int, in_all: int) -> str:
    return f"all its {in_all} arrows" if left == in_all else f"{left} of its {in_all} arrows"


def _are(many: int) -> str:
    return "is" if many == 1 else "are"


def _end(many: int) -> str:
    return "ends" if many == 1 else "end"


def _slots(number: int, species: str, side: str) -> dict[str, object]:
    found = lit(WALK[number - 1] if number else "all", species)
    slots: dict[str, object] = {
        "number": number,
        "ideas": len(WALK),
        "places": len(map_places()),
        "left": len(found.arrows),
        "in_all": found.in_all,
        "at_behaviour": len(found.at_behaviour),
        "at_mood": len(found.at_mood),
        "among": _AMONG[species],
        "side_now": _SIDES[side].lower(),
        "side": _SIDES[side],
    }
    if not number:
        said = _ALL_SAID[side].format(**_counted())
        signs = _signs(found.at_mood)
        return {**slots, "signs": signs, "said": said, "label": "all of them", "certainty_now": "from settled to open"}
    idea = walk()[number - 1]
    return {
        **slots,
        "label": idea.label,
        "told": _TOLD[idea.reported],
        "statement": idea.told,
        "certainty": idea.certainty + (f" ({idea.aside})" if idea.aside else ""),
        "certainty_now": idea.certainty,
        "here": _AMONG[species],
        "reach": _reach(found),
        "said": typeset(getattr(idea, _SIDE_OF[side])),
    }


def _rows(number: int, species: str, side: str) -> tuple[tuple[str, str], ...]:
    """Return the idea, first of all what is read out of it, then all else that is said of it, and its arrows."""
    found = lit(WALK[number - 1] if number else "all", species)
    counts = (
        ("Kept", _KEEPS[species]),
        ("Arrows kept", printed("{:.0f} of {:.0f}", len(found.arrows), found.in_all)),
        ("Arrows that end in behaviour of rodents", printed("{:.0f}", len(found.at_behaviour))),
        ("Arrows that end in mood of people", printed("{:.0f}", len(found.at_mood))),
        ("Arrows from behaviour of rodents to mood of people", "none"),
    )
    arrows = tuple((f"Arrow {place}", _said_of(one)) for place, one in enumerate(found.arrows, 1))
    if not number:
        kinds = tuple((f"Idea {place}", f"{one.label}: {one.certainty}") for place, one in enumerate(walk(), 1))
        read_out = (_SIDES[side], _ALL_SAID[side].format(**_counted()))
        return (("Idea", "all of them"), read_out, *counts, *kinds, *arrows)
    idea = walk()[number - 1]
    told = ", in part reported" if idea.reported else ""
    sides = {one: (_SIDES[one], typeset(getattr(idea, field))) for one, field in _SIDE_OF.items()}
    return (
        ("Idea", f"{idea.label}: {typeset(idea.told)}"),
        sides.pop(side),
        ("Certainty", idea.certainty + told),
        ("Beside it", idea.aside or "nothing"),
        *sides.values(),
        *counts,
        *arrows,
    )


def _panel() -> Panel:
    labels = ("all of them", *(f"{place}: {one.label}" for place, one in enumerate(walk(), 1)))
    return Panel(
        (
            Range("idea", "Idea", tuple(range(len(WALK) + 1)), 0, texts=labels, same=False),
            Choice("species", "Seen in", tuple(_KEEPS.items()), "all"),
            Choice("side", "Read out", tuple(_SIDES.items()), "for"),
        ),
        hint="Keep people alone, and look what is left. Then walk from idea to idea.",
    )


@steady()
def hypothesis_map() -> LiveFigure:
    """Return the live figure; controls: idea, species, side."""
    figure = style.figure(ground.WIDTH / 100, ground.HEIGHT / 100)
    axes = ground.draw(figure)
    others = marks.line(axes, "grid", 1.2, zorder=1)
    every = marks.line(axes, "soft-ink", 1.0, zorder=2)
    lines = {word: marks.line(axes, *look, zorder=2) for word, look in ground.LOOKS.items()}
    heads = marks.line(axes, "blue", 2.0, zorder=3)
    seen_not = marks.points(axes, "orange", "x", 9, None, markeredgewidth=2.6, zorder=4)
    unclear = marks.hollow(axes, "purple", "o", 9, 2.2, zorder=4, linestyle="none")
    dots = marks.points(axes, "blue", "o", 9, "paper", zorder=5)
    names = {
        place.id: marks.words(axes, *ground.label_at(place.id), "", size=ground.LABEL_PT, ha="center", zorder=6)
        for place in map_places()
    }
    under, boxes = ground.behind(axes, names)
    head = marks.words(axes, 12, ground.HEIGHT - 18, "", "blue", ground.HEAD_PT, bold=True)
    sample = {word: marks.line(axes, *look) for word, look in ground.LOOKS_OF_SAMPLE.items()}
    certainty = marks.words(axes, 66, ground.HEIGHT - 44, "", size=ground.LABEL_PT)
    count = marks.words(axes, ground.WIDTH - 12, ground.HEIGHT - 18, "", "soft-ink", ground.LABEL_PT, ha="right")
    read_out = marks.words(axes, 12, ground.HEIGHT - 70, "", "soft-ink", ground.LABEL_PT)

    def update(*, idea: float, species: str, side: str) -> Reading:
        number = int(idea)
        found = lit(WALK[number - 1] if number else "all", species)
        shown, rest = found.arrows, lit("all", species).arrows
        now = walk()[number - 1] if number else None
        marks_of = ground.drawn(shown)
        for word, line in lines.items():
            on = now is not None and ground.KIND_OF[now.certainty] == word
            line.set_data(*ground.joined(shown if on else ()))
            sample[word].set_data([12, 56] if on else [], [ground.HEIGHT - 44] * 2 if on else [])
        every.set_data(*ground.joined(() if now else shown))
        heads.set_data(*marks_of["heads"])
        seen_not.set_data(*marks_of["no change"])
        unclear.set_data(*marks_of["unclear"])
        others.set_data(*ground.joined([one for one in rest if one not in shown]))
        touched = {end for one in shown for end in (one.start, one.end)}
        if not number:
            touched |= {BEHAVIOUR, MOOD}
        at = [ground.at(place.id) for place in map_places() if place.id in touched]
        dots.set_data([x for x, _ in at], [y for _, y in at])
        for place in map_places():
            always = place.id in (BEHAVIOUR, MOOD, "place_ketamine")
            names[place.id].set_text(place.short if place.id in touched or always else "")
            names[place.id].set_color(colour("ink" if place.id in touched else "soft-ink"))
        under.set_path(Path.make_compound_path(*(boxes[id] for id, name in names.items() if name.get_text())))
        head.set_text(f"{number}. {now.label}" if now else "All ideas")
        certainty.set_text(now.certainty if now else "choose one: the fuller its line, the more certain")
        count.set_text(f"{len(shown)} of {found.in_all} arrows {_AMONG[species]}")
        read_out.set_text(f"Read out: {_SIDES[side].lower()}")
        slots = _slots(number, species, side)
        case = "idea" if number else f"all, {species}"
        return Reading.of(_SENTENCES, case, slots, ("What", "Said of it"), _rows(number, species, side), _BRIEF)

    moving = {
        "other arrows": others,
        "arrows of all ideas": every,
        **{f"arrows, {word}": line for word, line in lines.items()},
        "paper behind the names": under,
        "heads and bars": heads,
        "not seen": seen_not,
        "unclear": unclear,
        "places": dots,
        "names": list(names.values()),
        "idea": head,
        "certainty": certainty,
        "dash of the certainty": list(sample.values()),
        "count": count,
        "read out": read_out,
    }
    return LiveFigure(figure, moving, update, "The map of ideas", _panel())
