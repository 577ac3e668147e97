"""Which controls can an explorer have? A range, a choice, a switch, a clock, and buttons that set several at once.

A control is data: a name (the argument of the figure's `update`), a label, the values it may take and how each is
spoken. A range moves over a *grid* of values, not over a continuum. That keeps the values round, gives the arrow keys
a sensible step on a logarithmic scale, and makes every picture an explorer can show a member of a finite set.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np


def _shown(value: float, unit: str) -> str:
    """Write a value the way a scientist says it: no trailing zeros, a true minus, the unit after a space."""
    text = f"{value:.4g}".replace("-", "\u2212")
    return f"{text} {unit}".strip()


@dataclass(frozen=True)
class Range:
    """A slider over a grid of numbers.

    Parameters
    ----------
    name
        Argument of the figure's `update` and name of the explorer's trait; carries its unit (`conc_um`).
    label
        What the learner reads and a screen reader says.
    grid
        The values in order, at least two, finite and rising.
    value
        The default; a member of the grid.
    unit
        Shown and spoken after the number.
    texts
        What is shown for each grid value, when a number with its unit is not enough.
    help
        One line under the label.
    pages
        Those values of the grid that a page without a kernel offers, where a picture of every setting would be too
        many. Empty: all.
    same
        Whether all values tell of one and the same thing (more of a drug, a later time), so that a number may be heard
        with what it was before. False where each value is another thing (another drug, another patient).
    """

    name: str
    label: str
    grid: tuple[float, ...]
    value: float
    unit: str = ""
    texts: tuple[str, ...] = ()
    help: str = ""
    pages: tuple[float, ...] = ()
    same: bool = True
    kind: str = field(default="range", init=False)

    def __post_init__(self) -> None:
        grid = tuple(float(v) for v in self.grid)
        if len(grid) < 2 or not all(map(math.isfinite, grid)) or any(b <= a for a, b in itertools.pairwise(grid)):
            raise ValueError(
                f"grid: {self.grid!r} of control {self.name!r}; allowed: two or more finite rising numbers"
            )
        if float(self.value) not in grid:
            raise ValueError(f"value: {self.value!r} of control {self.name!r}; allowed: a member of its grid")
        if self.texts and len(self.texts) != len(grid):
            raise ValueError(f"texts: {len(self.texts)} of control {self.name!r}; allowed: one for each of {len(grid)}")
        pages = tuple(sorted({float(v) for v in self.pages}))
        if pages and not (len(pages) > 1 and float(self.value) in pages and set(pages) <= set(grid)):
            allowed = "two or more of its grid, its value among them"
            raise ValueError(f"pages: {self.pages!r} of control {self.name!r}; allowed: {allowed}")
        object.__setattr__(self, "grid", grid)
        object.__setattr__(self, "pages", pages)
        if not self.texts:
            object.__setattr__(self, "texts", tuple(_shown(v, self.unit) for v in grid))

    def check(self, value: Any) -> float:
        """Return the value as a float inside the grid's range, or raise ValueError saying what is allowed."""
        try:
            number = float(value)
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        low, high = self.grid[0], self.grid[-1]
        if isinstance(value, bool) or not low <= number <= high:
            allowed = f"a number from {_shown(low, self.unit)} to {_shown(high, self.unit)}"
            raise ValueError(f"{self.name}: {value!r} is not allowed; allowed: {allowed}")
        return number

    def sweep(self) -> tuple[float, ...]:
        """Return the values a test must try: the smallest, the default and the largest."""
        return tuple(sorted({self.grid[0], float(self.value), self.grid[-1]}))

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build this control."""
        return {"kind": self.kind, "name": self.name, "label": self.label, "grid": list(self.grid),
                "texts": list(self.texts), "help": self.help, "value": float(self.value)}  # fmt: skip


@dataclass(frozen=True)
class Clock(Range):
    """A slider over time that can also play, pause and step.

    Parameters
    ----------
    interval_ms
        Time on the screen between two grid values while playing. A slow machine drops to its own pace.
    moments
        Grid values worth stopping at. Where the reader's system asks for less motion, "play" walks along these stills
        one press at a time instead of running.
    """

    interval_ms: int = 80
    moments: tuple[float, ...] = ()
    kind: str = field(default="clock", init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.moments or any(float(m) not in (self.pages or self.grid) for m in self.moments):
            allowed = "members of its grid, and of its pages if it has some"
            raise ValueError(f"moments: {self.moments!r} of control {self.name!r}; allowed: {allowed}")

    def sweep(self) -> tuple[float, ...]:
        """Return the ends, the default and every moment."""
        return tuple(sorted({*super().sweep(), *map(float, self.moments)}))

    def spec(self) -> dict[str, Any]:  # noqa: D102
        stops = [self.grid.index(float(m)) for m in self.moments]
        return {**super().spec(), "interval": self.interval_ms, "moments": stops}


@dataclass(frozen=True)
class Choice:
    """A drop-down list.

    Parameters
    ----------
    options
        Pairs of value and label.
    same
        Whether all options tell of one and the same thing under other conditions, so that a number may be heard with
        what it was before. Mostly they do not: another drug, trial or question has its own numbers.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str
    help: str = ""
    same: bool = False
    kind: str = field(default="choice", init=False)

    def __post_init__(self) -> None:
        self.check(self.value)

    def check(self, value: Any) -> str:
        """Return the value if it is one of the options, or raise ValueError naming them."""
        allowed = [option for option, _ in self.options]
        if value not in allowed:
            raise ValueError(f"{self.name}: {value!r} is not allowed; allowed: {', '.join(map(repr, allowed))}")
        return str(value)

    def sweep(self) -> tuple[str, ...]:
        """Return every option."""
        return tuple(option for option, _ in self.options)

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build this control."""
        return {"kind": self.kind, "name": self.name, "label": self.label, "help": self.help,
                "options": [list(pair) for pair in self.options], "value": self.value}  # fmt: skip


@dataclass(frozen=True)
class Switch:
    """A checkbox. What is `same`: see `Range`."""

    name: str
    label: str
    value: bool = False
    help: str = ""
    same: bool = True
    kind: str = field(default="switch", init=False)

    def check(self, value: Any) -> bool:
        """Return the value if it is True or False, or raise ValueError."""
        if not isinstance(value, bool | np.bool_):
            raise ValueError(f"{self.name}: {value!r} is not allowed; allowed: True or False")
        return bool(value)

    def sweep(self) -> tuple[bool, ...]:
        """Return both values."""
        return (False, True)

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build this control."""
        return {"kind": self.kind, "name": self.name, "label": self.label, "help": self.help, "value": self.value}


Control = Range | Clock | Choice | Switch


@dataclass(frozen=True)
class Preset:
    """A button that sets several controls at once, such as "Wash"."""

    label: str
    values: Mapping[str, Any]

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build this button."""
        return {"label": self.label, "values": dict(self.values)}


@dataclass(frozen=True)
class Panel:
    """What a learner can move in a figure: its controls, its buttons, and what to try first.

    Parameters
    ----------
    controls
        The controls in reading order.
    presets
        Buttons that set several controls at once.
    hint
        One line that says what to try first.

    Raises
    ------
    ValueError
        When a button sets a control that is not there, or to a value that it does not allow.
    """

    controls: tuple[Control, ...] = ()
    presets: tuple[Preset, ...] = ()
    hint: str = ""

    def __post_init__(self) -> None:
        for preset in self.presets:
            self.checked(preset.values)

    def checked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return control values as their controls keep them, or raise ValueError saying what is allowed."""
        by_name = {control.name: control for control in self.controls}
        unknown = sorted(set(values) - set(by_name))
        if unknown:
            raise ValueError(f"control: {unknown[0]!r} is not one of this figure; allowed: {', '.join(by_name)}")
        return {name: by_name[name].check(value) for name, value in values.items()}


def log_grid(low: float, high: float, per_decade: Sequence[float] = (1, 1.5, 2, 3, 4, 5, 7)) -> tuple[float, ...]:
    """Return round numbers, evenly useful on a logarithmic scale, from `low` to `high` with both ends in.

    >>> log_grid(0.1, 10, (1, 3))
    (0.1, 0.3, 1.0, 3.0, 10.0)
    """
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    grid = {float(f"{step * 10.0**d:.6g}") for d in decades for step in per_decade}
    return tuple(sorted(v for v in grid | {float(low), float(high)} if low <= v <= high))


def linear_grid(low: float, high: float, step: float) -> tuple[float, ...]:
    """Return evenly spaced round numbers from `low` to `high`.

    >>> linear_grid(0, 1, 0.25)
    (0.0, 0.25, 0.5, 0.75, 1.0)
    """
    # The small allowance keeps ten steps of 0.1 at ten whatever the last bit says.
    count = math.floor((high - low) / step + 1e-9)
    return tuple(float(f"{low + i * step:.10g}") for i in range(count + 1))
