"""What tests ask of an explorer: its grids, what it says at a setting, and which points an artist draws."""

import itertools
from weakref import WeakKeyDictionary

import numpy as np


def grid(explorer, name):
    """Every value that a control can be set to."""
    (control,) = [control for control in explorer.controls if control.name == name]
    return control.sweep() if control.kind in ("choice", "switch") else control.grid


def every_setting(explorer):
    """Every setting of all controls together: for explorers that have few."""
    names = [control.name for control in explorer.controls]
    for values in itertools.product(*(grid(explorer, name) for name in names)):
        yield dict(zip(names, values, strict=True))


#: At what the controls of each explorer stand, for `reading`.
_STANDING = WeakKeyDictionary()


def reading(explorer, **setting):
    """Set some controls, beside those set before, and return what the picture then says, with its numbers.

    The artists move, and nobody draws them: that takes three times as long, and the sweep of all figures does it.
    """
    standing = _STANDING.setdefault(explorer, explorer.values)
    standing.update(explorer.figure.panel.checked(setting))
    return explorer.figure.update(**standing)


def points(*lines):
    """Every finite point that these lines draw."""
    found = []
    for line in lines:
        found += [(float(x), float(y)) for x, y in zip(*line.get_data(), strict=True) if np.isfinite(x + y)]
    return found


def heights(line):
    """How high each point of a line is."""
    return [y for _, y in points(line)]
