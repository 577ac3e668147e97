"""Which controls does lesson 00 give to its figure?"""

from __future__ import annotations

from ketlessons.explorers.explorer import Explorer, shared
from ketlessons.figures import hundred_channels as hundred
from ketlessons.stage.controls import Range, log_grid


def hundred_channels() -> Explorer:
    """Return the example slider: how many of a hundred channels are blocked."""
    return Explorer(
        shared(hundred.hundred_channels),
        (Range("conc_um", "Ketamine", (0, *log_grid(0.01, 100)), 0.1, "µM"),),
        hint="Drag the slider, or focus it and press the arrow keys.",
    )
