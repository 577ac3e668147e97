"""Which experiment runs on the bench, and what does each pulse of glutamate carry? Control, drug, wash and test."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ketlessons import published
from ketlessons.models.receptor.gating import Gating
from ketlessons.models.receptor.protocol import Response, mean_occupancy, respond
from ketlessons.models.receptor.scheme import Scheme
from ketlessons.models.receptor.segments import Segment

#: Drugs of the menu: label, name in a sentence, blocker, and whether it slowly leaks from shut channels. The two that
#: are made up differ from ketamine in one property each, which no two of the real drugs do.
DRUGS = {
    "ketamine": ("Ketamine, no leak", "ketamine", "ketamine", False),
    "ketamine_leak": ("Ketamine, slow leak", "ketamine with a slow leak", "ketamine", True),
    "memantine_leak": ("Memantine, slow leak", "memantine with a slow leak", "memantine", True),
    "pcp": ("PCP", "PCP", "pcp", False),
    "mk801": ("MK-801", "MK-801", "mk801", False),
    "made_up_a": ("Made-up A, leaves 10 times slower", "made-up blocker A", "made_up_a", False),
    "made_up_b": ("Made-up B, 10 times as potent", "made-up blocker B", "made_up_b", False),
}

#: How often glutamate comes while the drug is there.
PULSES = {"none": "none", "short": "short, 0.5 s", "long": "long, 4 s"}

#: What stays the same in every run: glutamate as strong as it gets, drug at the concentration of the rat-neuron study.
GLUTAMATE_UM, CONC_UM = 1000.0, 10.0
PULSE_S, PERIOD_S = 4.0, 10.0
DRUG_PULSE_S = {"none": 0.0, "short": 0.5, "long": PULSE_S}
CONTROL_PULSES = 2
END_S = 260.0
_STEP_S = 0.1


class Step(NamedTuple):
    """A part of the protocol: its phase, how long it lasts, and whether glutamate and drug are there."""

    phase: str
    seconds: float
    glutamate: bool
    drug: bool


def _schedule(drug_s: float, pulses: str, wash_s: float) -> list[Step]:
    """Return the protocol in order: two control pulses, drug, wash, and test pulses until the end."""

    def cycle(phase: str, pulse_s: float, drug: bool = False, whole_s: float = PERIOD_S) -> list[Step]:
        on_s = min(pulse_s, whole_s)
        return [Step(phase, on_s, True, drug), Step(phase, whole_s - on_s, False, drug)]

    steps = cycle("control", PULSE_S) * CONTROL_PULSES
    for start in np.arange(0.0, drug_s, PERIOD_S):
        steps += cycle("drug", DRUG_PULSE_S[pulses], True, min(PERIOD_S, drug_s - start))
    steps.append(Step("wash", wash_s, False, False))
    left_s = END_S - sum(step.seconds for step in steps)
    steps += cycle("test", PULSE_S) * int(left_s // PERIOD_S)
    return [step for step in steps if step.seconds > 0]


@dataclass(frozen=True)
class BenchRun:
    """One protocol with the drug and the same without, and what a pulse carries in each."""

    drug: str
    drug_s: float
    pulses: str
    wash_s: float
    spans: tuple[tuple[Step, float, float], ...]
    treated: Response
    untreated: Response
    means: tuple[list[float], list[float]]

    @classmethod
    def of(cls, receptor: Gating, drug: str, drug_s: float, pulses: str, wash_s: float) -> BenchRun:
        """Run the protocol with a drug of the menu on a receptor, and once more without the drug."""
        _, name, blocker, leaks = DRUGS[drug]
        scheme = Scheme(receptor, published.blocker(blocker, escape=leaks))
        steps = _schedule(drug_s, pulses, wash_s)
        ends = np.cumsum([step.seconds for step in steps]).tolist()

        def protocol(conc_um: float) -> list[Segment]:
            voltage_mv = scheme.blocker.reference_mv
            return [
                _segment(step.seconds, GLUTAMATE_UM * step.glutamate, conc_um * step.drug, voltage_mv) for step in steps
            ]

        protocols = protocol(CONC_UM), protocol(0.0)
        treated, untreated = (respond(scheme, segments, step_s=_STEP_S) for segments in protocols)
        # What charge a pulse carries: the exact mean over the pulse, not that of the points drawn.
        means = tuple(mean_occupancy(scheme, segments)[:, scheme.open_index].tolist() for segments in protocols)
        spans = tuple(zip(steps, [0.0, *ends], ends, strict=False))
        return cls(name, drug_s, pulses, wash_s, spans, treated, untreated, means)

    def phase(self, name: str) -> tuple[float, float]:
        """Return when a phase starts and ends; (0, 0) if it is left out."""
        times = [time for step, *span in self.spans for time in span if step.phase == name]
        return (min(times), max(times)) if times else (0.0, 0.0)

    def carried(self, phase: str) -> list[float]:
        """Return the mean current of each glutamate pulse of a phase, as a fraction of the same pulse without drug."""
        return [
            treated / untreated
            for (step, *_), treated, untreated in zip(self.spans, *self.means, strict=True)
            if step.phase == phase and step.glutamate
        ]

    def held(self, time_s: float) -> float:
        """Return the fraction of channels that hold the drug at a time."""
        return float(self.treated.blocked[_index(self.treated, time_s)])


@lru_cache(maxsize=256)
def _segment(seconds: float, glutamate_um: float, conc_um: float, voltage_mv: float) -> Segment:
    """Return one step of a protocol. Most steps are alike, and checking them costs more than using them."""
    return Segment(seconds, glutamate_um, conc_um, voltage_mv)


def _index(response: Response, time_s: float) -> int:
    return min(int(np.searchsorted(response.time_s, time_s - 1e-9)), len(response.time_s) - 1)
