"""What is every cover made on? A quiet card that reads on light and on dark paper, at full width and at 480 pixels."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from ketlessons.stage import style
from ketlessons.stage.few_colours import with_few_colours
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

#: Of a card, in inches and in pixels: in a lesson, and in an index.
SIZE_IN = (9.6, 3.6)
WIDTH_PX, SMALL_PX = 960, 480
#: Points of the words on a card: at 480 pixels they are still as large as a page's own.
WORDS_PT = 18.0


@dataclass(frozen=True)
class Cover:
    """A picture that says a lesson at a glance.

    Parameters
    ----------
    figure : Figure
        The picture, on a card of its own, which is the same in every theme.
    alt : str
        What it shows, with its numbers.
    """

    figure: Figure
    alt: str

    def words(self) -> list[str]:
        """Return the words in the picture, one by one; numbers alone are none."""
        with steady():
            texts = [text.get_text() for text in self.figure.findobj(Text) if text.get_visible()]
        return [word for text in texts for word in text.split() if re.search(r"[A-Za-z]", word)]

    def png(self, width_px: int = WIDTH_PX) -> bytes:
        """Return the picture as a PNG of so many pixels' width; the bytes carry no date and no version."""
        buffer = io.BytesIO()
        with steady():
            self.figure.savefig(buffer, format="png", dpi=width_px / SIZE_IN[0], metadata={"Software": None})
        return with_few_colours(buffer.getvalue())


def card() -> Figure:
    """Return an empty card."""
    figure = style.figure(*SIZE_IN)
    figure.set_facecolor(colour("panel"))
    rim = Rectangle((0, 0), 1, 1, transform=figure.transFigure, facecolor="none", edgecolor=colour("protein"))
    rim.set_linewidth(4)
    figure.add_artist(rim)
    return figure


def board(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Return a drawing board on a card, without a frame, in shares of the card."""
    axes = figure.add_axes((left, bottom, width, height))
    axes.set_axis_off()
    return axes
