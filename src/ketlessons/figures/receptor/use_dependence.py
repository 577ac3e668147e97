"""When does the block come, when does it go, and what is trapped? A bench protocol with pulses, drug and wash."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial

from ketlessons import published
from ketlessons.figures.receptor.bench import CONC_UM, DRUGS, END_S, PULSES, BenchRun
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Preset, Range, linear_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, printed, told_of
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import level
from ketlessons.stage.style import colour

_Y_MAX = 30.0


class Case(Enum):
    """What the drug met: nothing to begin with, no open channel, one pulse of glutamate, or several."""

    NO_DRUG = auto()
    NO_PULSE = auto()
    ONE_PULSE = auto()
    PULSES = auto()


_BEFORE_WASH = "{held:whole_percent} of channels hold the drug when it is washed away"
_AFTERWARDS = (
    "After {wash_s:g} s of wash without glutamate {kept:whole_percent} hold it. The first test pulse then carries "
    "{first_test:whole_percent} of the control current, the last {last_test:whole_percent}. Half of control is {half}."
)
_SENTENCES = {
    Case.NO_DRUG: f"No drug was given, so {{held:whole_percent}} of channels hold it. {_AFTERWARDS}",
    Case.NO_PULSE: "{drug:upper} was there for {drug_s:g} s but no channel opened, so {held:whole_percent} of channels "
    f"hold it. {_AFTERWARDS}",
    Case.ONE_PULSE: "1 {pulses} glutamate pulse with {conc_um:um} {drug}: it carries {first:whole_percent} of the "
    f"control current, and {_BEFORE_WASH}. {_AFTERWARDS}",
    Case.PULSES: "{count} {pulses} glutamate pulses with {conc_um:um} {drug}: the first carries {first:whole_percent} "
    f"of the control current, the last {{last:whole_percent}}, and {_BEFORE_WASH}. {_AFTERWARDS}",
}
_STILL = told_of(
    "{drug}",
    News("First test pulse", "{first_test:whole_percent} of control", steady=True),
    News("Hold the drug after the wash", "{kept:whole_percent}", steady=True),
)
_BRIEF = {
    Case.NO_DRUG: _STILL,
    Case.NO_PULSE: _STILL,
    Case.ONE_PULSE: (*_STILL, News("The pulse with drug", "{first:whole_percent}", of="{drug}")),
    Case.PULSES: (*_STILL, News("Last pulse with drug", "{last:whole_percent}", of="{drug}")),
}
_REACHED, _NOT_REACHED = "reached at test pulse {:.0f}", "not reached in {:.0f} test pulses"


def _reading(run: BenchRun, heads: tuple[str, str]) -> Reading:
    """Return what the run shows, in a sentence and as a table."""
    pulses, tests = run.carried("drug"), run.carried("test")
    held, kept = run.held(run.phase("drug")[1]), run.held(run.phase("test")[0])
    number = next((i for i, carried in enumerate(tests, 1) if round(100 * carried) >= 50), None)
    half = printed(_NOT_REACHED, len(tests)) if number is None else printed(_REACHED, number)
    slots = vars(run) | dict(conc_um=CONC_UM, count=len(pulses), held=held, kept=kept, half=half)
    slots |= dict(first_test=tests[0], last_test=tests[-1])
    if pulses:
        slots |= dict(first=pulses[0], last=pulses[-1])
        case = Case.ONE_PULSE if len(pulses) == 1 else Case.PULSES
    else:
        case = Case.NO_PULSE if run.drug_s else Case.NO_DRUG
    current = partial(printed, "{:whole_percent} of control")
    rows = (
        ("Channels holding the drug when it is washed away", printed("{:.1f} %", 100 * held)),
        (f"Channels holding the drug after {run.wash_s:g} s of wash", printed("{:.1f} %", 100 * kept)),
        *((f"Current in pulse {i} with drug", current(carried)) for i, carried in enumerate(pulses, 1)),
        *((f"Current in test pulse {i}", current(carried)) for i, carried in enumerate(tests[:8], 1)),
        (f"Current in the last test pulse ({len(tests)})", current(tests[-1])),
        ("Half of the control current", half),
    )
    return Reading.of(_SENTENCES, case, slots, heads, rows, _BRIEF)


def _panel() -> Panel:
    return Panel(
        (
            Choice("drug", "Drug, 10 µM", tuple((key, label) for key, (label, *_) in DRUGS.items()), "ketamine"),
            Range("drug_s", "Drug present for", linear_grid(0, 60, 10), 60, "s"),
            Choice("pulses", "Pulses with drug", tuple(PULSES.items()), "short", same=True),
            Range("wash_s", "Wash", linear_grid(0, 90, 10), 30, "s"),
        ),
        presets=(
            Preset("Drug, but no glutamate", {"drug_s": 60, "pulses": "none"}),
            Preset("Block, then a long wash", {"drug_s": 60, "pulses": "long", "wash_s": 90}),
        ),
        hint="First give the drug without any glutamate pulse. Then with short pulses. Then lengthen the wash.",
    )


@steady()
def use_dependence() -> LiveFigure:
    """Return the live figure; controls: drug, drug_s, pulses, wash_s."""
    figure = style.figure(9.0, 4.6)
    axes = style.dress(figure.add_axes((0.085, 0.125, 0.845, 0.62)), xlabel="Time (s)", ylabel="Conducting (%)")
    axes.set_xlim(0, END_S)
    axes.set_ylim(0, _Y_MAX)
    strip = figure.add_axes((0.085, 0.76, 0.845, 0.19))
    strip.set_axis_off()
    strip.set_xlim(0, END_S)
    strip.set_ylim(0, 3)
    for label, height, ink in (("drug", 1.5, "blue"), ("glu", 0.5, "green")):
        marks.words(strip, -2, height, label, ink, ha="right", bold=True)
    strips = {"glutamate": marks.bar(strip, "green", 10), "drug": marks.bar(strip, "blue", 10)}
    words = {"control": "control", "drug": "drug", "wash": "wash", "test": "test pulses, no drug"}
    heads = {phase: marks.words(strip, 0, 2.5, said, ha="center") for phase, said in words.items()}
    control = marks.line(axes, "soft-ink", 1.1, (3.0, 2.0), label="without drug")
    line = marks.line(axes, "blue", 2.2, label="with drug")
    right = style.dress(axes.twinx(), ylabel="Drug in the pore (%)", grid=False)
    right.spines["right"].set_visible(True)
    right.set_ylim(0, 100)
    right.set_yticks([0, 25, 50, 75, 100])
    right.yaxis.label.set_color(colour("purple"))
    held = marks.line(right, "purple", 1.8, (6.0, 2.0, 1.0, 2.0), label="channels holding the drug (right axis)")
    marks.key(figure, [line, control, held], 3, loc="upper center", bbox_to_anchor=(0.53, 1.005), borderaxespad=0.1)
    receptor = published.gating()

    def update(*, drug: str, drug_s: float, pulses: str, wash_s: float) -> Reading:
        run = BenchRun.of(receptor, drug, drug_s, pulses, wash_s)
        line.set_data(run.treated.time_s, 100 * run.treated.conductance)
        control.set_data(run.untreated.time_s, 100 * run.untreated.conductance)
        held.set_data(run.treated.time_s, 100 * run.treated.blocked)
        for which, height in (("glutamate", 0.5), ("drug", 1.5)):
            level(strips[which], [(*span, height) for step, *span in run.spans if getattr(step, which)])
        for phase, head in heads.items():
            start, end = run.phase(phase)
            head.set_x((start + end) / 2)
            head.set_visible(end - start >= 15)
        return _reading(run, ("Quantity", f"{DRUGS[drug][0]}, {CONC_UM:g} µM"))

    moving = {
        "glutamate": strips["glutamate"],
        "drug": strips["drug"],
        "phases": list(heads.values()),
        "without_drug": control,
        "held": held,
        "with_drug": line,
    }
    return LiveFigure(figure, moving, update, "Pulses, drug and wash", _panel())
