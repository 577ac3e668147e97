"""How a drug spreads over the body's compartments and leaves: a network solved once, in closed form.

Well-stirred compartments exchange drug in both directions and clear it. Written in amounts over the square root of
the volumes the system is symmetric, so its rates are real numbers and its modes stand at right angles: no stepping,
and no loss of digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Array


@dataclass(frozen=True, eq=False)
class Network:
    r"""Compartments, what flows between them, and what leaves them.

    Parameters
    ----------
    volumes_l : sequence of array_like
        Volume of each compartment, 0.01 to 1e5 L. The first one is the compartment that is sampled.
    flows_l_h : sequence of (int, int, array_like)
        Pairs of compartments and the flow between them, 0 to 1e5 L/h in each direction.
    clearances_l_h : sequence of array_like
        Clearance out of each compartment, 0 to 1e5 L/h.

    Raises
    ------
    ValueError
        If a flow names no compartment.

    Notes
    -----
    With V the volumes, C the concentrations and S the flows and clearances,

    .. math:: V\,\dot C = -S\,C, \qquad C_i(t) = \sum_k B_{ik} B_{jk}\, e^{-\lambda_k t}

    after a unit amount into compartment j, where :math:`V^{-1/2} S V^{-1/2} = U \Lambda U^T` and
    :math:`B = V^{-1/2} U`. Each value may be one number or an array with one number for each virtual patient.
    """

    volumes_l: Sequence[ArrayLike]
    flows_l_h: Sequence[tuple[int, int, ArrayLike]]
    clearances_l_h: Sequence[ArrayLike]
    #: Rates of the modes, 1/h, slowest first, ``(..., compartments)``.
    rates_per_h: Array = field(init=False, repr=False)
    #: B of the notes, ``(..., compartments, modes)``, in 1/sqrt(L).
    modes: Array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Check the values and solve the network."""
        count = len(self.volumes_l)
        if len(self.clearances_l_h) != count:
            raise ValueError(
                f"clearances_l_h must have {count} entries, one a compartment; got {self.clearances_l_h!r}"
            )
        volumes = [checks.checked("volumes_l", value, checks.VOLUME) for value in self.volumes_l]
        clearances = [checks.checked("clearances_l_h", value, checks.CLEARANCE) for value in self.clearances_l_h]
        flows = []
        for one, other, value in self.flows_l_h:
            if not (0 <= one < count and 0 <= other < count and one != other):
                raise ValueError(f"flows_l_h must join two of the compartments 0 to {count - 1}, got {one}, {other}")
            flows.append((one, other, checks.checked("flows_l_h", value, checks.CLEARANCE)))
        arrays = [*volumes, *clearances, *(flow for *_, flow in flows)]
        shape = checks.common_shape(**{f"value_{index}": array for index, array in enumerate(arrays)})
        if len(shape) > 1:
            raise ValueError(f"volumes_l, flows_l_h, clearances_l_h must be numbers or one row of them, got {shape}")
        system = np.zeros((*shape, count, count))
        for index, clearance in enumerate(clearances):
            system[..., index, index] += clearance
        for one, other, flow in flows:
            system[..., one, one] += flow
            system[..., other, other] += flow
            system[..., one, other] -= flow
            system[..., other, one] -= flow
        root = np.empty((*shape, count))
        for index, volume in enumerate(volumes):
            root[..., index] = np.sqrt(volume)
        rates, modes = np.linalg.eigh(system / (root[..., :, None] * root[..., None, :]))
        # The rate of what never leaves is 0; rounding may put it a little below.
        object.__setattr__(self, "rates_per_h", np.maximum(rates, 0.0))
        object.__setattr__(self, "modes", modes / root[..., :, None])


def convolved(amplitude: Array, rate: Array, other: Array, other_rate: Array) -> tuple[Array, Array]:
    """Return the amplitudes of two sums of exponentials after one has fed the other.

    ``sum_k a_k exp(-p_k t)`` drives ``sum_l b_l exp(-q_l t)``: what comes out has the same rates p and q, with these
    amplitudes. Where two rates are equal no amplitude is right, and what is returned means nothing; see `distance`.
    """
    gap = gap_between(rate[..., :, None], other_rate[..., None, :])
    passed = amplitude * (other[..., None, :] / gap).sum(-1)
    added = -other * (amplitude[..., :, None] / gap).sum(-2)
    return passed, added


def gap_between(rate: Array, other: Array) -> Array:
    """Return by how much `other` is greater, and 1 where they are equal, so that nobody divides by nothing."""
    gap = other - rate
    return gap if gap.all() else np.where(gap == 0.0, 1.0, gap)


def distance(rate: Array, other: Array) -> Array:
    """Return how far two rates lie apart as a share of their mean: 0 where they are equal, 2 at most.

    For each pair of rates of a chain, a sum of exponentials loses as many digits as this has zeros behind the point.
    """
    mean = 0.5 * (rate + other)
    return np.abs(rate - other) / (mean if mean.all() else np.where(mean > 0.0, mean, 1.0))
