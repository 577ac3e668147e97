"""Why does a blocker of the liver's enzymes matter more by one route than by another? Areas, route by route."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ketlessons.published.dose.liver import (
    FLOWS,
    ROUTES,
    area_times,
    arrives,
    extraction,
    flow_l_h,
    found,
    intrinsic_l_h,
)
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Preset, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed, say
from ketlessons.stage.steady import steady
from ketlessons.stage.words import number, upper

#: Each way in: in a menu, in a sentence, colour, dash, width, shape.
_LOOKS = {
    "vein": ("Into a vein", "into a vein", "blue", None, 2.8, "o"),
    "spray": ("Nasal spray, 84 mg", "by the spray", "green", (6, 2, 1.5, 2), 2.2, "D"),
    "mouth": ("By mouth", "by mouth", "orange", marks.DASHED, 2.4, "s"),
}
TIMES = (0.12, 0.2, 0.25, 0.33, 0.4, 0.5, 0.7, 1, 1.5, 2, 2.4, 3, 4, 5, 7, 8)
_LOW, _HIGH = 0.1, 10.0
_GRID = np.geomspace(TIMES[0], TIMES[-1], 61)
#: How far, in the logarithm of ten, two names must stand apart in height.
_APART = 0.085

#: Where a flow comes from: in a menu, in a sentence.
_FLOWS = {
    "fitted": ("{:.0f} L/h, as fitted", "as fitted"),
    "most": ("{:.0f} L/h, the most measured", "the most that was measured"),
    "measured": ("{:.0f} L/h, measured", "as measured"),
    "least": ("{:.0f} L/h, the least measured", "the least that was measured"),
}

_AREAS = "The area under ketamine becomes {vein:number} times as large into a vein, {spray:number} by the spray, "
_PUBLISHED = "Published {route}: {published}."
_SENTENCES = {
    "fitted": "As fitted in the nasal study the liver takes {taken:percent} of the ketamine that passes it once, its "
    "hepatic extraction: {intrinsic:.0f} over {flow:.0f} + {intrinsic:.0f} L/h. Of a dose {arrives:percent} arrives "
    "{route}. " + _PUBLISHED,
    "measured": "With a blood flow of {flow:.0f} L/h, {flow_words}, and not the fitted {fitted:.0f} L/h, the liver "
    "takes {taken:percent} of the ketamine that passes it once: {intrinsic:.0f} over {flow:.0f} + {intrinsic:.0f} L/h. "
    "It clears {cleared:.0f} L/h. Of a dose {arrives:percent} arrives {route}. " + _PUBLISHED,
    "changed": "With {times:number} times the intrinsic clearance, and a blood flow of {flow:.0f} L/h ({flow_words}), "
    "the liver takes {taken:percent} of the ketamine that passes, not {before:percent}. "
    + _AREAS
    + "{mouth:number} by mouth. "
    + _PUBLISHED,
}
_NEWS = {
    "vein": News("Area into a vein", "{vein:number} times"),
    "spray": News("Area by the spray", "{spray:number} times"),
    "mouth": News("Area by mouth", "{mouth:number} times"),
}
_SEEN = {
    "vein": News("Published into a vein", "{seen} times"),
    "spray": News("Published by the spray", "{seen} times"),
    "mouth": News("Published by mouth", "{seen} times"),
}
_ARRIVES = {
    "vein": News("Arrives from a vein", "{arrives:percent}"),
    "spray": News("Arrives by the spray", "{arrives:percent}"),
    "mouth": News("Arrives by mouth", "{arrives:percent}"),
}
_TAKEN = News("Liver takes", "{taken:percent}")


def _brief(case: str, route: str) -> tuple[News, ...]:
    """Return what is told of a move: the route that is looked at first, beside the one that it is held against."""
    # What was published moves with the route alone, and then the model's area is said beside it.
    own = _NEWS[route]._replace(steady=case == "changed")
    other = _NEWS["vein" if route == "mouth" else "mouth"]
    # With the enzymes as they were no area has changed, and what a flow does is told.
    arrives = () if case == "changed" else (_ARRIVES[route],)
    return (_SEEN[route], own, other, _TAKEN, *arrives)


_BRIEF = {(case, route): _brief(case, route) for case in _SENTENCES for route in _LOOKS}


@dataclass(frozen=True)
class _Liver:
    """One intrinsic clearance, one blood flow, and the route that is looked at."""

    times: float
    route: str
    flow: str

    @property
    def case(self) -> str:
        if self.times != 1:
            return "changed"
        return "fitted" if self.flow == "fitted" else "measured"

    @property
    def taken(self) -> float:
        return float(extraction(self.times, self.flow))

    @property
    def cleared(self) -> float:
        """What the liver clears, its flow times its extraction, L/h."""
        return flow_l_h(self.flow) * self.taken

    def area(self, route: str) -> float:
        return float(area_times(route, self.times, self.flow))

    def slots(self) -> dict[str, object]:
        seen = (say("{name} {times:number} times", name=one.name, times=one.times) for one in found(self.route))
        return {
            "times": self.times,
            "taken": self.taken,
            "before": float(extraction(1.0, self.flow)),
            "flow": flow_l_h(self.flow),
            "flow_words": _FLOWS[self.flow][1],
            "fitted": flow_l_h(),
            "intrinsic": self.times * intrinsic_l_h(),
            "cleared": self.cleared,
            "arrives": arrives(self.route, self.times, self.flow),
            "route": _LOOKS[self.route][1],
            "published": ", ".join(seen),
            "seen": ", ".join(
                say("{name} {times:number}", name=one.name, times=one.times) for one in found(self.route)
            ),
            **{route: self.area(route) for route in ROUTES},
        }

    def rows(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Intrinsic clearance", printed("{:.0f} L/h", self.times * intrinsic_l_h())),
            ("Blood flow through the liver", printed("{:.0f} L/h", flow_l_h(self.flow))),
            ("Hepatic extraction", printed("{:percent}", self.taken)),
            ("Hepatic extraction before the change", printed("{:percent}", float(extraction(1.0, self.flow)))),
            ("Hepatic extraction as fitted", printed("{:percent}", float(extraction()))),
            ("Clearance, flow × extraction", printed("{:.0f} L/h", self.cleared)),
            *(
                (f"Arrives as ketamine {words}", printed("{:percent}", arrives(route, self.times, self.flow)))
                for route, (_, words, *_) in _LOOKS.items()
            ),
            *(
                (f"Area {words}, over that before the change", printed("{:.2f}", self.area(route)))
                for route, (_, words, *_) in _LOOKS.items()
            ),
            *(
                (f"Published {_LOOKS[self.route][1]}: {one.name}", Printed(f"{number(one.times)} times", one.times))
                for one in found(self.route)
            ),
        )


def _flows() -> tuple[tuple[str, str], ...]:
    return tuple((flow, _FLOWS[flow][0].format(flow_l_h(flow))) for flow in FLOWS)


def _panel() -> Panel:
    return Panel(
        (
            Range("times", "Intrinsic clearance", TIMES, 1, texts=tuple(f"{one:g} × as fitted" for one in TIMES)),
            Choice("flow", "Blood flow through the liver", _flows(), "fitted", same=True),
            Choice("route", "Published beside it", tuple((id, _LOOKS[id][0]) for id in ROUTES), "mouth"),
        ),
        presets=(
            Preset("As fitted", {"times": 1, "flow": "fitted"}),
            Preset("A blocker: half of it", {"times": 0.5, "flow": "fitted"}),
            Preset("An inducer: four times", {"times": 4, "flow": "fitted"}),
        ),
        hint="Halve what the enzymes can clear, and read the area by each route. Then compare with what was published.",
    )


@cache
def _curve(route: str, flow: str) -> tuple[list[float], list[float]]:
    return list(_GRID), list(np.asarray(area_times(route, _GRID, flow)))


def _spread(heights: list[float]) -> list[float]:
    """Return where names stand so that they do not touch: at their rising heights, or pushed up from the one below."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] * 10**_APART) if placed else height)
    return placed


@steady()
def liver_and_route() -> LiveFigure:
    """Return the live figure; controls: times, flow, route."""
    figure = style.figure(9.0, 4.6)
    axes = style.dress(
        figure.add_axes((0.085, 0.135, 0.50, 0.74)),
        xlabel="Intrinsic clearance, times as fitted (log scale)",
        ylabel="Area under ketamine, times as before (log)",
    )
    side = style.dress(figure.add_axes((0.66, 0.135, 0.32, 0.74)))
    for one in (axes, side):
        one.set_yscale("log")
        one.set_ylim(_LOW, _HIGH)
        marks.ticks(one, y={0.1: "0.1", 0.25: "¼", 0.5: "½", 1: "1", 2: "2", 4: "4", 10: "10"})
        one.minorticks_off()
    axes.set_xscale("log")
    axes.set_xlim(TIMES[0] / 1.1, TIMES[-1] * 1.1)
    marks.ticks(axes, x={0.25: "¼", 0.5: "½", 1: "1", 2: "2", 4: "4", 8: "8"})
    axes.minorticks_off()
    side.set_xlim(0, 10)
    side.set_xticks([])
    curves, dots = {}, {}
    for route, (_, _, ink, dash, width, shape) in _LOOKS.items():
        curves[route] = marks.line(axes, ink, width, dash)
        dots[route] = marks.points(axes, ink, shape, 9, clip_on=False)
    corner = {"ha": "right", "va": "top"}
    for place, (words, ink) in enumerate(
        (("dashed: by mouth", "orange"), ("dash-dot: spray, 84 mg", "green"), ("solid: into a vein", "blue"))
    ):
        marks.words(axes, TIMES[-1], 9.2 / 10 ** (0.13 * place), words, ink, **corner)
    now = marks.cursor(axes)
    marks.words(figure, 0.66, 0.905, "cross: published; line: the model")
    level = marks.line(side, "ink", 2.0)
    crosses = marks.points(side, "ink", "X", 10)
    names = [marks.words(side, 1.75, 1) for _ in range(max(len(found(route)) for route in ROUTES))]
    head = marks.words(figure, 0.085, 0.93, size="text", bold=True)
    beside = marks.words(figure, 0.66, 0.955, size="text", bold=True)

    def update(*, times: float, route: str, flow: str) -> Reading:
        liver = _Liver(times, route, flow)
        slots = liver.slots()
        # To the right of 1 the line ends below the words in the corner.
        now.set_data([times, times], [_LOW, _HIGH if times <= 1 else 3.6])
        for each, dot in dots.items():
            curves[each].set_data(*_curve(each, flow))
            dot.set_data([times], [liver.area(each)])
        level.set_data([0, 1.55], [liver.area(route)] * 2)
        seen = sorted(found(route), key=lambda one: one.times)
        crosses.set_data([0.9] * len(seen), [one.times for one in seen])
        heights = _spread([one.times for one in seen])
        for place, name in enumerate(names):
            shown = place < len(seen)
            name.set_text(f"{seen[place].name} {number(seen[place].times)}" if shown else "")
            name.set_y(heights[place] if shown else 1)
        head.set_text(say("Flow {flow:.0f} L/h, hepatic extraction {taken:percent}", **slots))
        beside.set_text(upper(_LOOKS[route][1]))
        brief = _BRIEF[liver.case, route]
        return Reading.of(_SENTENCES, liver.case, slots, ("Quantity", "Value now"), liver.rows(), brief)

    moving = {
        "intrinsic clearance": now,
        **{f"{route}, all clearances": curve for route, curve in curves.items()},
        **{f"{route} now": dot for route, dot in dots.items()},
        "area by this route": level,
        "published": crosses,
        "published in words": names,
        "extraction in words": head,
        "route in words": beside,
    }
    return LiveFigure(figure, moving, update, "The liver and the route", _panel())
