"""Where ketamine goes once it has arrived, and what becomes norketamine.

A `Disposition` joins the compartments of the drug and of its metabolite and knows, once and for all, how a unit amount
that enters by any way shows in the sampled blood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Array
from .absorption import Way
from .compartments import Network, convolved, distance, gap_between

#: A sum of exponentials that keeps less than this share of its precision is not used: with more, its error stays below
#: a ten-billionth of the peak.
ENOUGH = 1e-5


@dataclass(frozen=True, eq=False)
class Disposition:
    """Where ketamine goes after it has arrived, what of it turns into norketamine, and where that goes.

    Parameters
    ----------
    name : str
        How to call the set of parameters.
    ketamine, norketamine : Network
        Their compartments; the first of each is the blood that is sampled.
    formation_l_h : sequence of array_like
        For each ketamine compartment, the part of its clearance that appears as norketamine, 0 to 1e5 L/h.

    Raises
    ------
    ValueError
        If there is not one formation for each compartment.

    Notes
    -----
    Norketamine is in mass of ketamine, as in the models that were published: nothing is converted on formation.

    Examples
    --------
    >>> one = Network([100.0], [], [50.0])
    >>> Disposition("one compartment", one, Network([90.0], [], [60.0]), [50.0]).rates_per_h.round(3)
    array([0.5  , 0.667])
    """

    name: str
    ketamine: Network
    norketamine: Network
    formation_l_h: Sequence[ArrayLike]
    #: Rates of ketamine, then of norketamine, 1/h.
    rates_per_h: Array = field(init=False, repr=False)
    #: Formation of norketamine by each of ketamine's modes.
    formed: Array = field(init=False, repr=False)
    _into: Array = field(init=False, repr=False)
    _direct: Array = field(init=False, repr=False)
    _gaps: Array = field(init=False, repr=False)
    _least_gap: Array = field(init=False, repr=False)
    _slowest: Array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Work out what a unit amount into each compartment gives in the sampled blood."""
        parent, child = self.ketamine, self.norketamine
        if len(self.formation_l_h) != len(parent.volumes_l):
            raise ValueError(
                f"formation_l_h must have {len(parent.volumes_l)} entries, one a compartment; got {self.formation_l_h}"
            )
        formation = [checks.checked("formation_l_h", value, checks.CLEARANCE) for value in self.formation_l_h]
        rate = parent.rates_per_h
        child_rate = child.rates_per_h
        seen = child.modes[..., 0, :] ** 2
        flows = (flow[..., None] * parent.modes[..., i, :] for i, flow in enumerate(formation))
        formed = sum(flows, start=np.zeros(()))
        count, more = rate.shape[-1], child_rate.shape[-1]
        shape = np.broadcast_shapes(rate.shape[:-1], child_rate.shape[:-1])
        # One row for each compartment into which drug may arrive.
        into = np.zeros((*shape, count, 2, count + more))
        into[..., 0, :count] = parent.modes[..., :1, :] * parent.modes
        into[..., 1, :count], into[..., 1, count:] = convolved(
            formed[..., None, :] * parent.modes, rate[..., None, :], seen[..., None, :], child_rate[..., None, :]
        )
        direct = np.zeros((*shape, 2, count + more))
        direct[..., 1, count:] = seen
        both = np.concatenate([np.broadcast_to(part, (*shape, part.shape[-1])) for part in (rate, child_rate)], -1)
        gaps = distance(rate[..., :, None], child_rate[..., None, :])
        for name, value in (
            *(("rates_per_h", both), ("formed", formed)),
            *(("_into", into), ("_direct", direct)),
            *(("_gaps", gaps), ("_least_gap", gaps.min((-1, -2))), ("_slowest", both.min(-1))),
        ):
            object.__setattr__(self, name, value)

    def answer(self, way: Way) -> tuple[Array, Array | None]:
        """Return how a unit amount that takes a way at once shows in the blood.

        The amplitudes, ``(..., 2, rates)`` in 1/L, rows ketamine and norketamine, and the rate of absorption,
        ``(..., 1)``, to which the last amplitude belongs; None, and no such amplitude, where nothing is absorbed.
        """
        if way.into >= self._into.shape[-3]:
            raise ValueError(f"into must be a compartment from 0 to {self._into.shape[-3] - 1}, got {way.into}")
        kept, turned = (
            np.asarray(f, float)[..., None, None] for f in (way.ketamine_fraction, way.norketamine_fraction)
        )
        amplitude = kept * self._into[..., way.into, :, :]
        if turned.any():
            amplitude = amplitude + turned * self._direct
        if way.ka_per_h is None:
            return amplitude, None
        ka = np.asarray(way.ka_per_h, float)[..., None]
        amplitude = amplitude * (ka / gap_between(self.rates_per_h, ka))[..., None, :]
        return np.concatenate([amplitude, -amplitude.sum(-1, keepdims=True)], -1), ka

    def kept_digits(self, way: Way) -> Array:
        """Return which share of its precision a sum of exponentials keeps, ``(...)``: 1 all of it, 0 none.

        Each exponential is divided by its distances to the others of its chain, place of absorption, ketamine and
        norketamine, and in an infusion by how far it falls meanwhile. The smallest of these products is returned, or
        something that is smaller still where that is no matter.
        """
        rates, gaps, least = self.rates_per_h, self._gaps, self._least_gap
        fallen = np.minimum(self._slowest * way.duration_h, 1.0) if way.duration_h else 1.0
        if way.ka_per_h is None:
            return np.asarray(least * fallen)
        ka = np.asarray(way.ka_per_h, float)[..., None]
        near = distance(ka, rates)
        # A bound that costs little is enough for nearly everybody.
        least = np.asarray(np.minimum(near.min(-1), least) ** 2 * fallen)
        if (least > ENOUGH).all():
            return least
        count = gaps.shape[-2]
        absorbed, weighed = near[..., :count, None] * near[..., None, count:], near
        if way.duration_h:
            absorbed = absorbed * np.minimum(ka * way.duration_h, 1.0)[..., None]
            weighed = near * np.minimum(rates * way.duration_h, 1.0)
        passed = gaps * np.minimum(weighed[..., :count, None], weighed[..., None, count:])
        return np.asarray(np.minimum(absorbed, passed).min((-1, -2)))
