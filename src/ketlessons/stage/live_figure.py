"""What is a live figure? A picture of which some artists move, split in two so that a move reaches the browser soon.

The *stage* (axes, ticks, labels: what stands still) is drawn once. The *moving* artists are drawn again for each change
of a control. Both are drawn through `SvgRecorder`, so one change costs a few kilobytes. The still copy for saved
notebooks is drawn from the same artists by matplotlib's own Agg.
"""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ketlessons.stage.controls import Panel
from ketlessons.stage.few_colours import with_few_colours
from ketlessons.stage.recorder import SvgRecorder
from ketlessons.stage.saying import News, say
from ketlessons.stage.steady import steady
from ketlessons.stage.words import told_in_words


def _numbers(slots: Mapping[str, object]) -> dict[str, float]:
    return {name: float(value) for name, value in slots.items() if isinstance(value, float | int)}


@dataclass(frozen=True)
class Reading:
    """What a picture says now: one sentence, and the same numbers as a table.

    Parameters
    ----------
    sentence
        States what the picture shows, in numbers with units. It is the alt text.
    columns
        Column heads of the table; the first column names its row.
    rows
        The table's rows, already rounded and with units. A cell that prints numbers is `Printed`: it carries them.
    case
        Which of the figure's sentences it is, where there are several.
    numbers
        The numbers of the sentence by name, as they were before they were rounded.
    brief
        What a screen reader is told when the picture moves: of these, in this order, only what has changed, with what
        it was before, and what is steady. The news that a learner waits for comes first.
    listed
        The last parts of a long sentence, which a page shows as a list, so that a listener can go from one to the next.

    Raises
    ------
    ValueError
        If the sentence, a head or a cell would hold "nan" or "inf": whoever builds a figure has to say in words that
        there is no number. In a lesson the slider then keeps its last picture and says so.
    """

    sentence: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    case: Hashable = None
    numbers: Mapping[str, float] = field(default_factory=dict)
    brief: tuple[News, ...] = ()
    listed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        cells = (cell for row in self.rows for cell in row)
        for text in (self.sentence, *self.columns, *cells, *(news.said for news in self.brief)):
            if told_in_words(text) != text:
                raise ValueError(f"a picture must say in words that there is no number, got {told_in_words(text)!r}")

    @classmethod
    def listing(cls, first: str, listed: Sequence[str], slots: Mapping[str, object] | None = None) -> Reading:
        """Return what a still picture with several parts says: a first sentence, then one for each part.

        >>> told = Reading.listing("Two ways.", ("Vein {v:percent}.", "Nose {n:percent}."), {"v": 1, "n": 0.5})
        >>> told.sentence, told.numbers
        ('Two ways. Vein 100 %. Nose 50 %.', {'v': 1.0, 'n': 0.5})
        """
        slots = slots or {}
        parts = tuple(say(part, **slots) for part in listed)
        return cls(" ".join((first, *parts)), numbers=_numbers(slots), listed=parts)

    @property
    def first(self) -> str:
        """The sentence without what is listed after it."""
        return self.sentence.removesuffix(" ".join(self.listed)).rstrip()

    @classmethod
    def of(
        cls,
        templates: Mapping[Hashable, str],
        case: Hashable,
        slots: Mapping[str, object],
        columns: tuple[str, ...] = (),
        rows: tuple[tuple[str, ...], ...] = (),
        brief: Mapping[Hashable, Sequence[News]] | Sequence[News] = (),
    ) -> Reading:
        """Return what a picture says in one case: that case's templates with their slots filled.

        >>> told = Reading.of({"some": "{removed:percent} is removed."}, "some", {"removed": 0.57})
        >>> told.sentence, told.case, told.numbers
        ('57 % is removed.', 'some', {'removed': 0.57})
        """
        told = brief[case] if isinstance(brief, Mapping) else brief
        news = tuple(News(one.subject, say(one.said, **slots), one.steady, say(one.of, **slots)) for one in told)
        return cls(say(templates[case], **slots), columns, rows, case, _numbers(slots), news)


@dataclass(frozen=True)
class Frame:
    """One picture on its way to the browser: the moving part as SVG markup, and what it says."""

    svg: str
    reading: Reading


_FRAMES_KEPT = 256  # a few megabytes at most


@dataclass
class LiveFigure:
    """A matplotlib figure of which named artists move when a control moves.

    Parameters
    ----------
    figure
        The figure, built once. Its axes limits must not change in `update`: the stage is drawn once.
    moving
        The artists that `update` sets, by name: one artist or several. Everything else is the stage. Artists of one
        height (`zorder`) are drawn in this order.
    update
        Called with the control values by name. Sets the data of the moving artists and returns a `Reading`. The same
        values must always give the same picture and the same reading.
    title
        A short name of the picture, for captions.
    panel
        What a learner can move. A still picture has nothing of the kind.

    Notes
    -----
    `frame` is a pure function of the control values. That is what lets a test sweep a figure, a notebook keep a still
    copy and a page play recorded frames without a kernel. JupyterLab may answer a slider on another thread than a cell,
    and both set the same artists: so one picture is drawn at a time.
    """

    figure: Figure
    moving: Mapping[str, Artist | Sequence[Artist]]
    update: Callable[..., Reading]
    title: str = ""
    panel: Panel = field(default_factory=Panel)
    _stage: str | None = field(default=None, init=False, repr=False)
    _pen: SvgRecorder | None = field(default=None, init=False, repr=False)
    _lately: OrderedDict[tuple[tuple[str, object], ...], Frame] = field(
        default_factory=OrderedDict, init=False, repr=False
    )

    def __post_init__(self) -> None:
        FigureCanvasAgg(self.figure)
        for artist in self.artists:
            artist.set_animated(True)

    @property
    def artists(self) -> list[Artist]:
        """All artists that move, in the order of their names."""
        groups = ([group] if isinstance(group, Artist) else group for group in self.moving.values())
        return [artist for group in groups for artist in group]

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the picture in pixels at its natural size."""
        width, height = self.figure.get_size_inches() * self.figure.dpi
        return round(width), round(height)

    def stage(self) -> str:
        """Return what stands still, as SVG markup. Drawn once."""
        with steady():
            if self._stage is None:
                recorder = self._recorder()
                self.figure.draw(recorder)
                self._stage = recorder.markup()
            return self._stage

    def frame(self, controls: Mapping[str, object]) -> Frame:
        """Return the picture and the sentence for these control values."""
        with steady():
            self.stage()  # before the first update: matplotlib settles positions of the axes while it draws
            reading = self.update(**controls)
            if self._pen is None:
                self._pen = self._recorder()
            self._pen.clear()
            for artist in sorted(self.artists, key=lambda artist: artist.get_zorder()):
                artist.draw(self._pen)
            return Frame(self._pen.markup(), reading)

    def remembered(self, controls: Mapping[str, object]) -> Frame:
        """Return the frame for these control values, from memory if it was drawn lately."""
        key = tuple(controls.items())
        with steady():
            if key in self._lately:
                self._lately.move_to_end(key)
            else:
                self._lately[key] = self.frame(controls)
                if len(self._lately) > _FRAMES_KEPT:
                    self._lately.popitem(last=False)
            return self._lately[key]

    def svg(self, controls: Mapping[str, object]) -> str:
        """Return one complete SVG document, stage and moving part together."""
        frame = self.frame(controls)
        width, height = self.size_px
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
            f' aria-label="{escape(frame.reading.sentence)}">{self.stage()}{frame.svg}</svg>'
        )

    def png(self, controls: Mapping[str, object], dpi: int = 130) -> tuple[bytes, Reading]:
        """Return the still copy as PNG bytes, drawn by matplotlib's Agg in a few colours, and what it says.

        The bytes carry no date and no version, so the same environment gives the same bytes.
        """
        with steady():
            self.stage()
            reading = self.update(**controls)
            for artist in self.artists:
                artist.set_animated(False)
            try:
                buffer = io.BytesIO()
                self.figure.savefig(buffer, format="png", dpi=dpi, pil_kwargs=_IN_PASSING)
            finally:
                for artist in self.artists:
                    artist.set_animated(True)
            return with_few_colours(buffer.getvalue()), reading

    def _recorder(self) -> SvgRecorder:
        return SvgRecorder(*self.size_px, self.figure.dpi)


#: These bytes are read again at once, so they are not worth much work.
_IN_PASSING = {"compress_level": 1}


def still(figure: Figure, reading: Reading, title: str = "") -> LiveFigure:
    """Wrap a figure in which nothing moves, so that stills and live figures share one way to the page."""
    return LiveFigure(figure, {}, lambda: reading, title)
