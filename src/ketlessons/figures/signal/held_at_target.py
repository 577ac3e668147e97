"""Who is held, and how much, by what is free? Ketamine above an older antidepressant, at the same targets."""

from __future__ import annotations

from enum import Enum, auto
from typing import Any

from ketlessons.evidence import Fact
from ketlessons.figures.signal.sides import Side, amount
from ketlessons.models.quantities import Interval
from ketlessons.published.signal.affinities import TARGETS, free_to_hold
from ketlessons.published.signal.situations import free_in, scans
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range, linear_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed_span, say
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import level, through
from ketlessons.stage.words import upper

#: Ends of the axis of concentrations, µM.
LOW_UM, HIGH_UM = 4e-5, 1500.0
ABOVE = {
    "infusion": "Ketamine, antidepressant infusion",
    "anaesthesia": "Ketamine, anaesthesia",
    "norketamine": "Norketamine, after anaesthesia",
}
OTHERS = {
    "paroxetine": "Paroxetine, an SSRI",
    "venlafaxine": "Venlafaxine, an SNRI",
    "amitriptyline": "Amitriptyline, a tricyclic",
}
_WHEN = {"infusion": "after an antidepressant infusion", "anaesthesia": "in anaesthesia"}
_TICKS = {1e-4: "0.1 nM", 1e-3: "1 nM", 1e-2: "10 nM", 0.1: "0.1 µM", 1: "1 µM", 10: "10 µM", 100: "100 µM"}
#: The row of each target, and how far above its middle the first drug is drawn and below it the other.
_ROW = {name: row for row, name in enumerate(TARGETS)}
_APART = 0.2
#: The last row has room for scans under each drug's mark.
_SCANS = _ROW["sert"] + 0.2
_TOP, _BOTTOM = -0.5, len(TARGETS) - 0.3
_AT, _KEY_PT = (0.974, 0.94), 8.8


class Case(Enum):
    """What is known of the drug that is drawn above."""

    SCANNED = auto()
    NOT_SCANNED = auto()
    METABOLITE = auto()


_NMDA = "{nmda} of NMDA channels, by {many:in_words} constants that disagree"
_FREE = "free in plasma at an estimated {free_um:.2g} µM"
_D2 = "{d2} of dopamine D2 receptors, where laboratories contradict each other"
_BELOW = (
    "To hold {share:percent} of serotonin transporters, {other} takes {other_nm} free (reported constants), and would "
    "then hold {net} of noradrenaline transporters and {m1} of M1 receptors; ketamine would take some {needed} µM"
)
_SENTENCES = {
    Case.SCANNED: f"Ketamine, {_FREE} {{when}} (from a reported peak), would hold {_NMDA}; {_D2}; and {{sert:percent}} "
    f"of serotonin transporters, where scans of people found under {{seen:percent}}. {_BELOW}.",
    Case.NOT_SCANNED: f"Ketamine, {_FREE} {{when}}, would hold {_NMDA}; {_D2}; and {{sert:percent}} of serotonin "
    f"transporters. {_BELOW}.",
    Case.METABOLITE: f"Norketamine, {_FREE} at its peak after anaesthesia, would hold {_NMDA}, and "
    f"{{nicotinic:percent}} of one nicotinic receptor; no constant is given for the rest. {_BELOW}.",
}
_BRIEF = (
    News("Held of NMDA channels", "{nmda}", of="{above}"),
    News("Other drug free", "{other_spoken}", of="{other}"),
    News("It holds", "{share:percent} of transporters", of="{other}"),
    News("Compared with", "{other}", of="{other}"),
)
_KEY = (
    ("blue", "circles: half held by {first} (filled: binding; hollow: current or uptake; arrow: at least this)"),
    (
        "gold",
        "triangles: half held by {other}, reported; dashes: free, to hold {share:percent} of serotonin transporters",
    ),
)


def _seen(rows: tuple[Fact, ...]) -> str:
    """Say what scans of people found."""
    found = []
    for row in rows:
        if row.value is not None:
            found.append(say("{seen:percent}", seen=row.value))
        elif row.low is None:
            found.append(say("under {seen:percent}", seen=row.high))
        else:
            found.append(str(printed_span("percent", row.low, row.high)))
    return " and ".join(found) if found else "no scan"


def _panel() -> Panel:
    shares = linear_grid(50, 90, 5)
    return Panel(
        (
            Choice("above", "Drawn above", tuple(ABOVE.items()), "infusion"),
            Choice("other", "Drawn below", tuple(OTHERS.items()), "paroxetine"),
            Range("share", "Transporters it holds", shares, 80, texts=tuple(f"{share:.0f} %" for share in shares)),
        ),
        hint="Which targets lie at the blue band or left of it? Those ketamine could hold. Then change the drug below.",
    )


@steady()
def held_at_target() -> LiveFigure:
    """Return the live figure; controls: above, other, share."""
    figure = style.figure(9.0, 5.6)
    left = style.dress(figure.add_axes((0.205, 0.11, 0.50, 0.70)), xlabel="Free (unbound) concentration, log scale")
    right = style.dress(figure.add_axes((0.725, 0.11, 0.262, 0.70)), xlabel="Held (%)")
    left.set_xscale("log")
    left.set_xlim(LOW_UM, HIGH_UM)
    right.set_xlim(-2, 102)
    for axes in (left, right):
        axes.set_ylim(_BOTTOM, _TOP)
        axes.minorticks_off()
        axes.grid(False, axis="y")
        for row in range(0, len(TARGETS), 2):
            axes.axhspan(row - 0.5, row + 0.5, facecolor=style.colour("panel"), edgecolor="none", zorder=0)
    marks.ticks(left, x=_TICKS, y={row: upper(TARGETS[name]) for name, row in _ROW.items()})
    marks.ticks(right, x={tick: f"{tick}" for tick in (0, 25, 50, 75, 100)}, y={})
    marks.words(figure, 0.856, 0.83, "line, squares: scans of people", size=_KEY_PT, ha="center")
    moving = {
        "free above": marks.band(left, "blue", zorder=0.5),
        "free below": marks.line(left, "gold", 1.8, (5, 3), zorder=0.6),
        "constants above, spread": marks.bar(left, "blue", 1.6),
        "binding above": marks.points(left, "blue", size=8.5),
        "function above": marks.hollow(left, "blue", size=8.0, rim=1.8),
        "at least above": marks.points(left, "blue", ">", 9.5),
        "constants below": marks.points(left, "gold", "v", 9.0),
        "at least below": marks.hollow(left, "gold", ">", 9.0, 1.8),
        "reach above": marks.bar(right, "blue", 6.5),
        "held above": marks.points(right, "blue", size=8.5),
        "at most above": marks.points(right, "blue", "<", 9.5),
        "held below": marks.points(right, "gold", "v", 9.0),
        "at most below": marks.hollow(right, "gold", "<", 9.0, 1.8),
        "scans, from to": marks.bar(right, "ink", 2.6),
        "scans": marks.hollow(right, "ink", "s", 7.0, 1.6),
        "key": [marks.words(figure, 0.012, y, ink=ink, size=_KEY_PT) for y, (ink, _) in zip(_AT, _KEY, strict=True)],
        "free above, words": marks.words(left, 1, -1.15, ink="blue", va="bottom", ha="center", bold=True),
        "free below, words": marks.words(left, 1, -0.62, ink="gold", va="bottom", ha="center", bold=True),
    }

    def update(*, above: str, other: str, share: float) -> Reading:
        now, free_um = free_in(above), free_to_hold(other, share / 100)
        first, second = Side(now.drug, now.free_um), Side(other, Interval(free_um, free_um, free_um))
        low, middle, high = now.free_um
        moving["free above"].set_xy([(low, _BOTTOM), (high, _BOTTOM), (high, _TOP), (low, _TOP)])
        moving["free below"].set_data([free_um, free_um], [_BOTTOM, _TOP])
        _lay(moving, "above", first, -_APART)
        _lay(moving, "below", second, _APART)
        reached = [(*first.reach(name), _ROW[name] - _APART) for name in TARGETS if first.of(name)]
        level(moving["reach above"], [(100 * least, 100 * most, y) for least, most, y in reached])
        seen = [(row, -_APART) for row in _scanned(above)] + [(row, _APART) for row in scans(other)]
        through(moving["scans"], [(100 * row.value, _SCANS + y) for row, y in seen if row.value is not None])
        ranges = [(100 * (row.low or 0), 100 * row.high, _SCANS + y) for row, y in seen if row.high is not None]
        level(moving["scans, from to"], ranges)
        slots = {"first": now.drug, "other": other, "share": share / 100}
        for text, (_, words) in zip(moving["key"], _KEY, strict=True):
            text.set_text(say(words, **slots))
        for name, drug, um in (("free above", now.drug, middle), ("free below", other, free_um)):
            moving[f"{name}, words"].set_x(um)
            moving[f"{name}, words"].set_text(f"{drug} {amount(um, 2)}")
        return _reading(above, now.row, first, second, slots)

    return LiveFigure(figure, moving, update, "Held at their targets", _panel())


def _lay(moving: dict[str, Any], where: str, side: Side, aside: float) -> None:
    """Lay the constants of one drug, and what it holds, into its half of each row."""
    known = [(one, end, _ROW[name] + aside) for name in TARGETS for one in side.of(name) for end in one.ends_um]
    through(moving[f"at least {where}"], [(end, y) for one, end, y in known if one.at_least])
    given = [(one.how, end, y) for one, end, y in known if not one.at_least]
    if where == "above":
        for how in ("binding", "function"):
            through(moving[f"{how} above"], [(end, y) for kind, end, y in given if kind == how])
        ends = {y: [end for _, end, at in known if at == y] for *_, y in known}
        level(moving["constants above, spread"], [(min(all_), max(all_), y) for y, all_ in ends.items()])
    else:
        through(moving["constants below"], [(end, y) for _, end, y in given])
    shares = [(100 * share, _ROW[name] + aside, most) for name in TARGETS for share, most in side.shares(name)]
    through(moving[f"held {where}"], [(x, y) for x, y, most in shares if not most])
    through(moving[f"at most {where}"], [(x, y) for x, y, most in shares if most])


def _scanned(above: str) -> tuple[Fact, ...]:
    """Return the scans of people in a situation; a situation of the metabolite alone has none."""
    return scans(above) if above in _WHEN else ()


def _reading(above: str, free: Fact, first: Side, second: Side, slots: dict[str, object]) -> Reading:
    nm, needed_um = 1000 * second.free_um.value, free_to_hold("ketamine", second.shares("sert")[0][0])
    slots = {
        **slots,
        "above": above,
        "free_um": first.free_um.value,
        "when": _WHEN.get(above, ""),
        "nmda": first.told("nmda"),
        "many": len(first.of("nmda")),
        "net": second.told("net"),
        "m1": second.told("muscarinic"),
        "needed": f"{float(f'{needed_um:.2g}'):.0f}",
        "other_nm": f"{nm:.2g} nM",
        "other_spoken": f"{nm:.2g} nanomolar",
    }
    if above == "norketamine":
        case, slots["nicotinic"] = Case.METABOLITE, first.shares("nicotinic")[0][0]
    else:
        case = Case.SCANNED if scans(above) else Case.NOT_SCANNED
        slots |= {"d2": first.told("d2"), "sert": first.shares("sert")[0][0]}
        slots |= {"seen": scans(above)[0].high} if case is Case.SCANNED else {}
    one, two = upper(first.drug), upper(second.drug)
    columns = ("Target", f"{one}: half held at", f"{one}: held", f"{two}: half held at", f"{two}: held")
    blank = "none given"
    rows = [("Free drug", f"{amount(first.free_um.value)}{', from a reported peak' if free.reported else ''}",
             f"span {amount(first.free_um.low)} to {amount(first.free_um.high)}",
             Printed(str(slots["other_nm"]), second.free_um.value), "worked out from the share")]  # fmt: skip
    for name, words in TARGETS.items():
        pairs = [(one.constants(name), one.told(name)) if one.of(name) else (blank, blank) for one in (first, second)]
        rows.append((upper(words), *pairs[0], *pairs[1]))
    seen = (_seen(_scanned(above)), _seen(scans(second.drug)))
    rows.append(("Serotonin transporters, scans of people", "no constant", seen[0], "no constant", seen[1]))
    return Reading.of(_SENTENCES, case, slots, columns, tuple(rows), _BRIEF)
