"""If block were enough, other drugs at NMDA receptors should lift depression: what did their trials find?"""

from __future__ import annotations

import textwrap

from ketlessons.evidence.topics.signal import OtherDrug
from ketlessons.published.signal.drugs import other_drugs
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range, Switch
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, printed
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.words import in_words, upper

_KEEPS = {
    "all": "All of them",
    "channel": "Blockers of the channel",
    "GluN2B": "Blockers of GluN2B",
    "others": "Others",
}
#: What those that are kept have in common.
_GROUPS = {
    "all": "drugs",
    "channel": "blockers of the channel",
    "GluN2B": "blockers of GluN2B",
    "others": "drugs that act otherwise",
}
_ACTIONS = {
    "all": ("channel", "GluN2B", "modulator", "several"),
    "channel": ("channel",),
    "GluN2B": ("GluN2B",),
    "others": ("modulator", "several"),
}
#: What the primary measure of a trial said.
_FOUND = {
    "yes": "in favour",
    "mixed": "not in favour, other measures were",
    "short": "in favour for a day, not later",
    "no": "not in favour",
}
_LICENSED = {"reported": "Licensed for depression in the US, as reported.", "no": "Not licensed for depression."}
_SENTENCES = {
    "kept": "{drug}{told} {acts}. {people} people, against {against}, {when}: {result}. {licensed} {counted} Not one "
    "of these trials says how many channels were held.",
    "left out": "{drug}{told} {acts}. It is not among the {many} {group} kept now. {counted} Not one of these trials "
    "says how many channels were held.",
}
_IN_FAVOUR = News("In favour", "{yes} of {many}", of="{group}")
_BRIEF = {
    "kept": (News("{drug}:", "{found_now}", of="kept"), _IN_FAVOUR, News("People", "{people}", of="{drug}")),
    "left out": (News("{drug}:", "not kept", of="left out"), _IN_FAVOUR),
}
_TOLD = {True: " (as reported)", False: ""}


def _kept(action: str, read: bool) -> tuple[OtherDrug, ...]:
    return tuple(one for one in other_drugs() if one.action in _ACTIONS[action] and not (read and one.reported))


def _counted(kept: tuple[OtherDrug, ...]) -> str:
    """Say in how many of those kept the primary measure was in favour."""
    found = [one.better for one in kept]
    yes, partly = found.count("yes"), found.count("short") + found.count("mixed")
    middle = f", {in_words(partly)} in part or for a day" if partly else ""
    against = f", {in_words(found.count('no'))} not" if found.count("no") else ""
    first = in_words(yes) if yes else "none"
    return f"Of the {in_words(len(found))} kept, {first} had a main measure in favour{middle}{against}."


def _panel() -> Panel:
    every = other_drugs()
    return Panel(
        (
            Range(
                "drug", "Drug", tuple(range(1, len(every) + 1)), 1, texts=tuple(one.drug for one in every), same=False
            ),
            Choice("action", "Keep", tuple(_KEEPS.items()), "all"),
            Switch("read", "Leave out what is only reported"),
        ),
        hint="Walk down the row. Then keep the blockers of the channel alone, and count.",
    )


@steady()
def other_nmda_drugs() -> LiveFigure:
    """Return the live figure; controls: drug, action, read."""
    every = other_drugs()
    width, height, size = 700.0, 520.0, 12.5
    figure = style.figure(width / 100, height / 100)
    axes = style.dress(figure.add_axes((0.395, 0.145, 0.585, 0.61)), grid=False)
    axes.set_xscale("log")
    axes.set_xlim(3, 3000)
    axes.set_ylim(len(every) - 0.4, -0.6)
    marks.ticks(axes, x={10: "10", 100: "100", 1000: "1000 people"})
    axes.tick_params(labelsize=size, which="both")
    axes.minorticks_off()
    marks.no_heights(axes)
    axes.hlines(range(len(every)), 3, 3000, color=colour("grid"), linewidth=0.9, zorder=0)
    row = marks.band(axes, "gold", 0.0, zorder=0)
    drawn = {
        "yes": marks.points(axes, "green", "s", 13, "paper", zorder=3),
        "no": marks.hollow(axes, "orange", "o", 12, 2.4, zorder=3, linestyle="none"),
        "partly": marks.points(axes, "purple", "D", 11, "paper", zorder=3),
        "out": marks.points(axes, "protein-edge", "_", 8, None, zorder=2),
    }
    names = [marks.words(axes, 2.75, place, "", size=size, ha="right") for place in range(len(every))]
    head = marks.words(figure, 0.015, 0.955, "", "orange", 15.0, bold=True)
    what = marks.words(figure, 0.015, 0.915, "", size=size, va="top", linespacing=1.2)
    marks.words(
        figure, 0.015, 0.04, "square: in favour; ring: not; diamond: in part or a day; * reported", "soft-ink", size
    )

    def update(*, drug: float, action: str, read: bool) -> Reading:
        now, kept = every[int(drug) - 1], _kept(action, read)
        groups: dict[str, list[int]] = {name: [] for name in drawn}
        for place, one in enumerate(every):
            found = one.better if one.better in drawn else "partly"
            groups[found if one in kept else "out"].append(place)
            names[place].set_text(f"{one.drug}{' *' if one.reported else ''}")
            names[place].set_color(colour("ink" if one in kept else "soft-ink"))
        for name, places in groups.items():
            drawn[name].set_data([every[place].people for place in places], places)
        level = every.index(now)
        row.set_xy([(3, level - 0.42), (3000, level - 0.42), (3000, level + 0.42), (3, level + 0.42)])
        head.set_text(f"{now.drug}{', as reported' if now.reported else ''}: {_FOUND[now.better]}")
        what.set_text(textwrap.fill(f"{upper(now.acts)}. {upper(now.when)}: {now.result}.", 72))
        slots = {
            "drug": now.drug,
            "told": _TOLD[now.reported],
            "acts": now.acts,
            "people": now.people,
            "against": now.against,
            "when": now.when,
            "result": now.result,
            "licensed": _LICENSED[now.licensed],
            "counted": _counted(kept),
            "many": len(kept),
            "group": _GROUPS[action],
            "yes": sum(one.better == "yes" for one in kept),
            "found_now": _FOUND[now.better],
        }
        case = "kept" if now in kept else "left out"
        brief = tuple(one._replace(subject=one.subject.format(**slots)) for one in _BRIEF[case])
        return Reading.of(
            _SENTENCES,
            case,
            slots,
            ("Drug", "What it does", "People", "Main measure", "Found"),
            _rows(now, kept),
            brief,
        )

    moving = {
        "row": row,
        "in favour": drawn["yes"],
        "not in favour": drawn["no"],
        "in part": drawn["partly"],
        "left out": drawn["out"],
        "names": names,
        "head": head,
        "what": what,
    }
    return LiveFigure(figure, moving, update, "If block were enough", _panel())


def _rows(now: OtherDrug, kept: tuple[OtherDrug, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the drug that is told of, which says so if it is not kept, and then the others that are kept."""
    now_told = "told of now" if now in kept else "told of now, not kept"
    return tuple(
        (
            f"{one.drug}{', reported' if one.reported else ''}{f' ({now_told})' if one == now else ''}",
            one.acts,
            printed("{:.0f}", one.people),
            _FOUND[one.better],
            f"{one.when}, against {one.against}: {one.result}. {_LICENSED[one.licensed]}",
        )
        for one in (now, *(other for other in kept if other != now))
    )
