"""What a curve through points says, and where it has no points to stand on.

A formula has a value at every time. A fit answers only where data lie, so that nobody reads a peak off a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import checks, ranges
from ..quantities import Number

# Neighbouring times that lie further apart than this ratio leave a gap: 24 and 48 h hang together, 40 min and 24 h
# do not.
GAP_RATIO = 3.0

Limits = tuple[float | None, float | None]


@dataclass(frozen=True, eq=False)
class Fit:
    """A curve with its points.

    Parameters
    ----------
    curve : callable
        One of the functions in `curves`.
    parameters : mapping of str to float
        Its arguments besides time.
    limits : mapping of str to (float or None, float or None)
        What the data allow for each parameter that was fitted; None is where they set no limit. An estimate without
        limits is one way to draw the curve, not a finding.
    time_h, observed : array_like
        The points: times above 0 to 1e5 h, in any order, and values, -1e4 to 1e4.
    se : array_like or None
        Standard errors of the points, above 0 to 1e4; None if the points have none.
    limits_from : str, optional
        What the limits are, in words.

    Examples
    --------
    >>> from ketlessons.models.onset.curves import constant
    >>> fit = Fit(constant, {"size": 1.0}, {}, [24.0, 0.667, 48.0], [1.1, 0.8, 1.0], [0.1, 0.2, 0.2])
    >>> fit.stretches
    ((0.667, 0.667), (24.0, 48.0))
    >>> fit.supported([0.667, 4.0, 30.0, 100.0]).tolist()
    [True, False, True, False]
    """

    curve: Callable[..., Number]
    parameters: Mapping[str, float]
    limits: Mapping[str, Limits]
    time_h: NDArray[np.float64]
    observed: NDArray[np.float64]
    se: NDArray[np.float64] | None = None
    limits_from: str = "none given"

    def __post_init__(self) -> None:
        """Check the points, and hold everything fast."""
        time = ranges.row("time_h", self.time_h, ranges.TIME)
        arrays = {"time_h": time, "observed": ranges.row("observed", self.observed, ranges.SCORE, time.size)}
        if self.se is not None:
            arrays["se"] = ranges.row("se", self.se, ranges.SPREAD, time.size)
        for name, array in arrays.items():
            own = array.copy()
            own.flags.writeable = False
            object.__setattr__(self, name, own)
        object.__setattr__(self, "parameters", MappingProxyType(dict(self.parameters)))
        object.__setattr__(self, "limits", MappingProxyType(dict(self.limits)))

    @property
    def fitted(self) -> NDArray[np.float64]:
        """Curve at the points."""
        return np.asarray(self.curve(self.time_h, **self.parameters))

    @property
    def residuals(self) -> NDArray[np.float64]:
        """Observed less fitted."""
        return self.observed - self.fitted

    @property
    def z(self) -> NDArray[np.float64] | None:
        """Residuals in standard errors; None if the points have none."""
        return None if self.se is None else self.residuals / self.se

    @property
    def chi2(self) -> float | None:
        """Sum of squares of `z`; None if the points have no standard errors."""
        return None if self.z is None else float(self.z @ self.z)

    @property
    def degrees_of_freedom(self) -> int:
        """Points less fitted parameters; 0 where the curve must go through the points."""
        return self.time_h.size - len(self.limits)

    @property
    def span_h(self) -> tuple[float, float]:
        """First and last time with data, h."""
        return float(self.time_h.min()), float(self.time_h.max())

    @property
    def stretches(self) -> tuple[tuple[float, float], ...]:
        """Stretches of time with data, h: times less than threefold apart hang together."""
        times = np.unique(self.time_h)
        parts = np.split(times, np.flatnonzero(times[1:] > GAP_RATIO * times[:-1]) + 1)
        return tuple((float(part[0]), float(part[-1])) for part in parts)

    @property
    def gaps(self) -> tuple[tuple[float, float], ...]:
        """Stretches within the span that hold no data, h."""
        return tuple((one[1], two[0]) for one, two in zip(self.stretches, self.stretches[1:], strict=False))

    def supported(self, time_h: ArrayLike) -> bool | NDArray[np.bool_]:
        """Whether data lie at or around a time.

        Parameters
        ----------
        time_h : array_like
            Time, 0 to 1e5 h.

        Returns
        -------
        bool or ndarray of bool
            False in a gap, before the first point and after the last.
        """
        time = checks.checked("time_h", time_h, checks.CLOCK)
        inside = np.zeros(time.shape, bool)
        for first, last in self.stretches:
            inside |= (time >= first) & (time <= last)
        return inside if time.ndim else bool(inside)

    def at(self, time_h: ArrayLike, across_gaps: bool = False) -> Number:
        """Return the curve at times that data support.

        Parameters
        ----------
        time_h : array_like
            Times within `stretches`; with `across_gaps`, within `span_h`.
        across_gaps : bool, optional
            Whether to draw on where no data lie, between the points only. Such a stretch is to be drawn broken.

        Returns
        -------
        float or ndarray
            Value of the curve, in the shape of `time_h`.

        Raises
        ------
        ValueError
            If any time is not supported: no part of an array is answered by extrapolation.
        """
        time = checks.checked("time_h", time_h, checks.CLOCK)
        first, last = self.span_h
        outside = (time < first) | (time > last)
        if outside.any():
            got = time[outside][0]
            raise ValueError(f"time_h must be from {first:g} to {last:g} h, where the data are, got {got:g}")
        bare = ~np.asarray(self.supported(time))
        if bare.any() and not across_gaps:
            held = ", ".join(f"{a:g}" if a == b else f"{a:g} to {b:g}" for a, b in self.stretches)
            raise ValueError(f"time_h must lie where the data are ({held} h), got {time[bare][0]:g}")
        return self.curve(time, **self.parameters)
