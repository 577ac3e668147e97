"""What does one drug hold of each target at one free concentration, and how is that said?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ketlessons.models.quantities import Interval
from ketlessons.models.signal.held import fraction_held
from ketlessons.published.signal.affinities import Estimate, affinities
from ketlessons.stage.saying import Printed, printed, printed_span


@dataclass(frozen=True)
class Side:
    """One drug at one free concentration: what it holds of each target."""

    drug: str
    free_um: Interval

    def of(self, target: str) -> tuple[Estimate, ...]:
        """Return its constants at a target."""
        return affinities(self.drug).get(target, ())

    def shares(self, target: str) -> list[tuple[float, bool]]:
        """Return the share by each constant, least first, and whether that is the most it can be."""
        return list(_shares(self.drug, target, self.free_um.value))

    def reach(self, target: str) -> tuple[float, float]:
        """Return the least and the most that all constants and the span of the free concentration allow."""
        ends = [end for one in self.of(target) for end in one.ends_um]
        open_ended = any(one.at_least and one.ends_um[-1] == max(ends) for one in self.of(target))
        least = 0.0 if open_ended else float(fraction_held(self.free_um.low, max(ends)))
        return least, float(fraction_held(self.free_um.high, min(ends)))

    def told(self, target: str) -> Printed:
        """Say the least and the most share by the constants."""
        (least, at_most), (most, _) = (found := self.shares(target))[0], found[-1]
        if not at_most and least == most:
            return printed("{:percent}", least)
        if not at_most:
            return printed_span("percent", least, most)
        if len(found) == 1:
            return printed("{:percent}" if least < 0.001 else "{:percent} or less", least)
        return printed("from {:percent} or less to {:percent}", least, most)

    def constants(self, target: str) -> Printed:
        """Say at what concentrations it is half held, the tightest first."""
        given = [(end, one) for one in self.of(target) for end in one.ends_um]
        told = [
            f"{'over ' if one.at_least else ''}{amount(end)}{', reported' if one.row.reported else ''}"
            for end, one in sorted(given, key=lambda pair: pair[0])
        ]
        return Printed("; ".join(told), *(end for end, _ in sorted(given, key=lambda pair: pair[0])))


@lru_cache(maxsize=512)
def _shares(drug: str, target: str, free_um: float) -> tuple[tuple[float, bool], ...]:
    found = ((share, one.at_least) for one in affinities(drug).get(target, ()) for share in one.held(free_um))
    return tuple(sorted(found))


def amount(um: float, digits: int = 3) -> str:
    """Write a concentration in the unit that keeps it short.

    >>> amount(0.00052), amount(0.428), amount(0.428, 2)
    ('0.52 nM', '0.428 µM', '0.43 µM')
    """
    return f"{1000 * um:.{digits}g} nM" if um < 0.1 else f"{um:.{digits}g} µM"
