"""When does the block come, when does it go, and what is trapped? A bench protocol with pulses, drug and wash."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ketlessons import published
from ketlessons.models import Gating, Response, Scheme, Segment, mean_occupancy, respond
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Preset, Range, linear_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

#: Drugs of the menu: label, name in a sentence, blocker, and whether it slowly leaks from shut channels.
DRUGS = {
    "ketamine": ("Ketamine, no leak", "ketamine", "ketamine", False),
    "ketamine_leak": ("Ketamine, slow leak", "ketamine with a slow leak", "ketamine", True),
    "memantine_leak": ("Memantine, slow leak", "memantine with a slow leak", "memantine", True),
    "pcp": ("PCP", "PCP", "pcp", False),
    "mk801": ("MK-801", "MK-801", "mk801", False),
}

#: How often glutamate comes while the drug is there.
PULSES = {"none": "none", "short": "short, 0.5 s", "long": "long, 4 s"}

#: What stays the same in every run: glutamate as strong as it gets, drug at the concentration of the rat-neuron study.
GLUTAMATE_UM, CONC_UM = 1000.0, 10.0
PULSE_S, PERIOD_S = 4.0, 10.0
SHORT_PULSE_S = 0.5
CONTROL_PULSES = 2
END_S = 260.0
_STEP_S = 0.1
_Y_MAX = 30.0


def _schedule(drug_s: float, pulses: str, wash_s: float) -> list[tuple[str, float, bool, bool]]:
    """Return the protocol as (phase, seconds, glutamate, drug) in order."""
    pulse = [("control", PULSE_S, True, False), ("control", PERIOD_S - PULSE_S, False, False)]
    steps = pulse * CONTROL_PULSES
    drug_pulse_s = {"none": 0.0, "short": SHORT_PULSE_S, "long": PULSE_S}[pulses]
    for start in np.arange(0.0, drug_s, PERIOD_S):
        left = min(PERIOD_S, drug_s - start)
        on_s = min(drug_pulse_s, left)
        steps += [("drug", seconds, glu, True) for seconds, glu in ((on_s, True), (left - on_s, False)) if seconds > 0]
    if wash_s > 0:
        steps.append(("wash", wash_s, False, False))
    left = END_S - sum(step[1] for step in steps)
    test = [("test", PULSE_S, True, False), ("test", PERIOD_S - PULSE_S, False, False)]
    return steps + test * int(left // PERIOD_S)


@dataclass(frozen=True)
class _Run:
    """One protocol with the drug and the same without, and what a pulse carries in each."""

    name: str
    drug_s: float
    pulses: str
    wash_s: float
    spans: tuple[tuple[tuple[str, float, bool, bool], float, float], ...]
    treated: Response
    untreated: Response
    means: tuple[list[float], list[float]]

    @classmethod
    def of(cls, receptor: Gating, drug: str, drug_s: float, pulses: str, wash_s: float) -> _Run:
        _, name, blocker, leaks = DRUGS[drug]
        scheme = Scheme(receptor, published.blocker(blocker, escape=leaks))
        steps = _schedule(drug_s, pulses, wash_s)
        edges = np.concatenate([[0.0], np.cumsum([step[1] for step in steps])]).tolist()

        def protocol(conc_um: float) -> list[Segment]:
            return [
                _segment(
                    seconds,
                    GLUTAMATE_UM if glu else 0.0,
                    conc_um if has_drug else 0.0,
                    scheme.blocker.reference_mv,
                )
                for _, seconds, glu, has_drug in steps
            ]

        treated, untreated = (respond(scheme, protocol(conc_um), step_s=_STEP_S) for conc_um in (CONC_UM, 0.0))
        # What charge a pulse carries: the exact mean over the pulse, not that of the points drawn.
        means = tuple(
            mean_occupancy(scheme, protocol(conc_um))[:, scheme.open_index].tolist() for conc_um in (CONC_UM, 0.0)
        )
        spans = tuple(zip(steps, edges, edges[1:], strict=False))
        return cls(name, drug_s, pulses, wash_s, spans, treated, untreated, means)

    def phase(self, name: str) -> tuple[float, float]:
        """Return when a phase starts and ends; (0, 0) if it is left out."""
        times = [time for step, *span in self.spans for time in span if step[0] == name]
        return (min(times), max(times)) if times else (0.0, 0.0)

    def carried(self, phase: str) -> list[float]:
        """Return the mean current of each glutamate pulse of a phase, in percent of the same pulse without drug."""
        return [
            100 * treated / untreated
            for (step, *_), treated, untreated in zip(self.spans, *self.means, strict=True)
            if step[0] == phase and step[2]
        ]

    @property
    def held_before_wash(self) -> float:
        """Percent of channels that hold the drug when it is taken away."""
        return 100 * float(self.treated.blocked[_index(self.treated, self.phase("drug")[1])])

    @property
    def held_after_wash(self) -> float:
        """Percent of channels that hold the drug when the first test pulse comes."""
        return 100 * float(self.treated.blocked[_index(self.treated, self.phase("test")[0])])

    def sentence(self) -> str:
        with_drug, tests = self.carried("drug"), self.carried("test")
        before = _whole(self.held_before_wash)
        if with_drug:
            shape = "short" if self.pulses == "short" else "long"
            start = f"{len(with_drug)} {shape} glutamate pulse{'s' if len(with_drug) > 1 else ''} with {CONC_UM:g} µM "
            carried = (
                f"the first carries {_whole(with_drug[0])} % of the control current, the last {_whole(with_drug[-1])} %"
                if len(with_drug) > 1
                else f"it carries {_whole(with_drug[0])} % of the control current"
            )
            seen = f"{start}{self.name}: {carried}, and {before} % of channels hold the drug when it is washed away"
        elif self.drug_s:
            subject = f"{self.name[0].upper()}{self.name[1:]}"
            seen = f"{subject} was there for {self.drug_s:g} s but no channel opened, so {before} % of channels hold it"
        else:
            seen = f"No drug was given, so {before} % of channels hold it"
        return (
            f"{seen}. After {self.wash_s:g} s of wash without glutamate {_whole(self.held_after_wash)} % hold it. "
            f"The first test pulse then carries {_whole(tests[0])} % of the control current, the last "
            f"{_whole(tests[-1])} %. {self.half_way()}"
        )

    def half_way(self) -> str:
        """Say at which test pulse half of the control current is back."""
        tests = self.carried("test")
        number = next((i for i, percent in enumerate(tests, 1) if round(percent) >= 50), None)
        if number is None:
            return f"Half of control is not reached in {len(tests)} test pulses."
        return f"Half of control is reached at test pulse {number}."

    def rows(self) -> tuple[tuple[str, str], ...]:
        tests = self.carried("test")
        return (
            ("Channels holding the drug when it is washed away", f"{self.held_before_wash:.1f} %"),
            (f"Channels holding the drug after {self.wash_s:g} s of wash", f"{self.held_after_wash:.1f} %"),
            *(
                (f"Current in pulse {i} with drug", f"{_whole(percent)} % of control")
                for i, percent in enumerate(self.carried("drug"), 1)
            ),
            *(
                (f"Current in test pulse {i}", f"{_whole(percent)} % of control")
                for i, percent in enumerate(tests[:8], 1)
            ),
            (f"Current in the last test pulse ({len(tests)})", f"{_whole(tests[-1])} % of control"),
            ("Half of the control current", self.half_way().removeprefix("Half of control is ").rstrip(".")),
        )


@lru_cache(maxsize=256)
def _segment(seconds: float, glutamate_um: float, conc_um: float, voltage_mv: float) -> Segment:
    """Return one step of a protocol. Most steps are alike, and checking them costs more than using them."""
    return Segment(seconds, glutamate_um, conc_um, voltage_mv)


def _index(response: Response, time_s: float) -> int:
    return min(int(np.searchsorted(response.time_s, time_s - 1e-9)), len(response.time_s) - 1)


def _whole(percent: float) -> str:
    """Write whole percents; small ones keep a digit, because 0 % would be untrue."""
    return f"{percent:.0f}" if percent >= 1 or percent < 0.05 else f"{percent:.1f}"


def _panel() -> Panel:
    return Panel(
        (
            Choice("drug", "Drug, 10 µM", tuple((key, label) for key, (label, *_) in DRUGS.items()), "ketamine"),
            Range("drug_s", "Drug present for", linear_grid(0, 60, 10), 60, "s"),
            Choice("pulses", "Pulses with drug", tuple(PULSES.items()), "short"),
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
    strip.text(
        -2, 1.5, "drug", ha="right", va="center", fontsize=style.SMALL_PT, color=colour("blue"), fontweight="bold"
    )
    strip.text(
        -2, 0.5, "glu", ha="right", va="center", fontsize=style.SMALL_PT, color=colour("green"), fontweight="bold"
    )
    glutamate = strip.plot([], [], color=colour("green"), linewidth=10, solid_capstyle="butt")[0]
    drug_bar = strip.plot([], [], color=colour("blue"), linewidth=10, solid_capstyle="butt")[0]
    heads = {
        phase: strip.text(0, 2.5, word, ha="center", va="center", fontsize=style.SMALL_PT, color=colour("ink"))
        for phase, word in (
            ("control", "control"),
            ("drug", "drug"),
            ("wash", "wash"),
            ("test", "test pulses, no drug"),
        )
    }
    control = axes.plot([], [], color=colour("soft-ink"), linewidth=1.1, linestyle=(0, (3, 2)), label="without drug")[0]
    line = axes.plot([], [], color=colour("blue"), linewidth=2.2, label="with drug")[0]
    right = axes.twinx()
    style.dress(right, ylabel="Drug in the pore (%)", grid=False)
    right.spines["right"].set_visible(True)
    right.set_ylim(0, 100)
    right.set_yticks([0, 25, 50, 75, 100])
    right.yaxis.label.set_color(colour("purple"))
    held = right.plot([], [], color=colour("purple"), linewidth=1.8, linestyle=(0, (6, 2, 1, 2)),
                      label="channels holding the drug (right axis)")[0]  # fmt: skip
    figure.legend(handles=[line, control, held], loc="upper center", ncol=3, fontsize=8.5, frameon=False,
                  labelcolor=colour("ink"), bbox_to_anchor=(0.53, 1.005), borderaxespad=0.1)  # fmt: skip
    receptor = published.gating()

    def update(*, drug: str, drug_s: float, pulses: str, wash_s: float) -> Reading:
        run = _Run.of(receptor, drug, drug_s, pulses, wash_s)
        line.set_data(run.treated.time_s, 100 * run.treated.conductance)
        control.set_data(run.untreated.time_s, 100 * run.untreated.conductance)
        held.set_data(run.treated.time_s, 100 * run.treated.blocked)
        for bar, height, which in ((glutamate, 0.5, 2), (drug_bar, 1.5, 3)):
            ends = [end for step, *span in run.spans for end in (*span, np.nan) if step[which]]
            bar.set_data(ends, [np.nan if np.isnan(end) else height for end in ends])
        for phase, head in heads.items():
            start, end = run.phase(phase)
            head.set_x((start + end) / 2)
            head.set_visible(end - start >= 15)
        return Reading(run.sentence(), ("Quantity", f"{DRUGS[drug][0]}, {CONC_UM:g} µM"), run.rows())

    moving = {
        "glutamate": glutamate,
        "drug_bar": drug_bar,
        "heads": list(heads.values()),
        "control": control,
        "held": held,
        "line": line,
    }
    return LiveFigure(figure, moving, update, "Pulses, drug and wash", _panel())
