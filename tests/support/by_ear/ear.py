"""Can a task be done by ear? A listener who has nothing but the names of controls, and what is spoken.

It finds a control by the name that a screen reader says, moves it until the spoken value is the wanted one, hears what
is said after a move, and may go and read the caption and the table. It sees no picture and asks no kernel. What it may
know is therefore what the browser hands to a screen reader; `tests/browser/lessons/test_speech.py` holds the two
together.
"""

from __future__ import annotations

import re

from heard import briefly

from ketlessons import explore

#: Presses that a listener spends on one slider before giving up: Home, then the arrow to the value.
MOST_PRESSES = 400


#: What the page says when a button changes nothing.
NO_CHANGE = "No change: it is set so already."


class LostError(AssertionError):
    """Something that the task needs cannot be found, or reached, by ear."""


class Ear:
    """A listener at one live figure, as it is when the lesson opens.

    Parameters
    ----------
    name
        The explorer, as the lesson's cell calls it.

    Attributes
    ----------
    log : list of str
        Everything that was spoken or read, in order.
    """

    def __init__(self, name: str):
        shown = explore.EXPLORERS[name]()
        self._explorer = shown
        self._figure = shown.figure if hasattr(shown, "controls") else None
        self.title = shown.figure.title
        self.log: list[str] = [self.title]

    def _reading(self):
        return self._figure.frame(self._explorer.values).reading

    def _named(self, label: str):
        found = [control for control in self._explorer.controls if control.label == label]
        if len(found) != 1:
            raise LostError(f"{self.title}: {len(found)} controls are called {label!r}")
        return found[0]

    def _take(self, values) -> str:
        before = self._reading()
        if all(self._explorer.values[name] == value for name, value in values.items()):
            return ""
        self._explorer.set(**values)
        said = briefly(before, self._reading())
        self.log.append(said)
        return said

    def move(self, label: str, to: str) -> str:
        """Move the control of this name until its spoken value is `to`; return what is said then, if anything."""
        control = self._named(label)
        if control.kind == "switch":
            values, spoken = (False, True), ("not checked", "checked")
        elif control.kind == "choice":
            values, spoken = zip(*control.options, strict=True)
        else:
            values, spoken = control.grid, control.texts
        places = [place for place, text in enumerate(spoken) if text == to]
        if len(places) != 1:
            raise LostError(f"{self.title}, {label}: {len(places)} values are spoken as {to!r}; there are {spoken}")
        if min(places[0], len(spoken) - 1 - places[0]) > MOST_PRESSES:
            raise LostError(f"{self.title}, {label}: {to!r} is {places[0]} steps from either end")
        self.log.append(f"{label}, {to}")
        return self._take({control.name: values[places[0]]})

    def press(self, label: str) -> str:
        """Press the button of this name; return what is said then."""
        if label == "Reset":
            return self._take({control.name: control.value for control in self._explorer.controls}) or NO_CHANGE
        found = [preset for preset in self._explorer.presets if preset.label == label]
        if len(found) != 1:
            raise LostError(f"{self.title}: {len(found)} buttons are called {label!r}")
        return self._take(dict(found[0].values)) or NO_CHANGE

    def read(self) -> list[str]:
        """Read the caption or list, and the table; return their lines."""
        if self._figure is None:
            lines = [self._explorer.sentence]
        else:
            reading = self._reading()
            table = [
                f"{row[0]}: {', '.join(str(cell) for cell in row[1:])}" for row in (reading.columns, *reading.rows)
            ]
            lines = [reading.sentence, *table]
        self.log += lines
        return lines

    def heard(self, fragment: str) -> bool:
        """Return whether these words, or this number, were heard."""
        return was_heard(self.log, fragment)


def was_heard(log: list[str], fragment: str) -> bool:
    """Return whether these words, or this number, are among what was heard."""
    edge = r"(?<![\d.,\u2212-])" if re.match(r"\d", fragment) else ""
    return any(re.search(edge + re.escape(fragment), line) for line in log)
