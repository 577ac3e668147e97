"""What one comparison with a control is: a lead at one time, and which control it is a lead over.

How well people were masked is judged by the control: it is written down here, once.
"""

from __future__ import annotations

from dataclasses import dataclass

#: From the control that gives most away to the one that gives least.
CONTROLS = ("saline", "mixed", "placebo spray", "midazolam", "placebo pill", "anaesthesia")


@dataclass(frozen=True)
class Comparison:
    """One difference from control at one time, benefit positive; low and high are None if no interval was read.

    Parameters
    ----------
    label, control, time_label : str
        Words for a table; `control` is one of `CONTROLS`.
    time_h : float
        Time since the first dose, h.
    value, low, high : float
        In standard deviations, points of the MADRS, or persons of a hundred.
    at_peak : bool
        Whether it was rated at the peak of the acute effects.
    raw : bool
        Whether it compares raw scores of arms that did not begin alike.
    given_away : bool
        Whether most people could tell, or said that they could, what they had been given.
    reported : bool
        Whether it rests on someone's account of the source.
    rows : tuple of str
        Ids of the evidence rows.
    """

    label: str
    control: str
    time_label: str
    time_h: float
    value: float
    low: float | None
    high: float | None
    at_peak: bool
    raw: bool
    given_away: bool
    reported: bool
    rows: tuple[str, ...]

    @property
    def tentative(self) -> bool:
        """Whether to take it with reserve: at the peak of the acute effects, raw, or without an interval."""
        return self.at_peak or self.raw or self.low is None

    @property
    def tells_nothing_apart(self) -> bool:
        """Whether the interval holds no difference."""
        return self.low is not None and self.high is not None and self.low <= 0.0 <= self.high
