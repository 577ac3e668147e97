"""Where does a number come from? Every row that may be shown, searched in a notebook, or those of one figure."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from ketlessons.evidence.display import Table
from ketlessons.evidence.facts import UnknownFact, legend_of
from ketlessons.evidence.tracing.catalogue import Told, catalogue, told
from ketlessons.evidence.tracing.drawn import drawn_by
from ketlessons.explorers.fact_list import markup
from ketlessons.explorers.register import LIVE, STILL
from ketlessons.live import LiveWidget, look, script

_HERE = pathlib.Path(__file__).parent
_HEADS = ("What", "Value", "Conditions", "How checked", "Source")
#: Up to how many rows the still copy of a list holds; of more it says how many there are on each topic.
_FEW = 60


class FactList(LiveWidget):
    """Rows with their sources, searched by words, topic, status, lesson and figure.

    Attributes
    ----------
    rows : tuple of Told
        The rows in it.
    """

    _esm = script(_HERE / "fact_list.js") + (_HERE / "finder.js").read_text(encoding="utf-8")
    _css = look(_HERE / "fact_list.css")

    def __init__(self, rows: Sequence[Told], caption: str, **kwargs: Any):
        super().__init__(**kwargs)
        self.rows, self.caption = tuple(rows), caption
        self._describe(caption=caption, html=markup(self.rows, pages=False))

    def _take(self, content: Mapping[str, Any], mark: Mapping[str, Any]) -> None:
        """Nothing is asked of the kernel: the list is searched in the browser."""

    def __repr__(self) -> str:
        return str(self.table)

    @property
    def table(self) -> Table:
        """The rows as a table, or how many there are on each topic where they are more than sixty."""
        if len(self.rows) > _FEW:
            topics = [row.topic for row in self.rows]
            counts = tuple((topic, str(topics.count(topic))) for topic in dict.fromkeys(topics))
            return Table(self.caption, ("Topic", "Rows"), counts)
        cells = tuple(
            (
                row.what,
                "; ".join(filter(None, (row.said, row.range))) or "–",
                row.conditions,
                row.how_checked,
                " ".join(f"{one.text()} {one.link}".strip() for one in row.references),
            )
            for row in self.rows
        )
        return Table(self.caption, _HEADS, cells, legend_of(self.rows))

    def _still(self) -> dict[str, str]:
        data: dict[str, str] = self.table._repr_mimebundle_()
        return data


def evidence(figure: str = "") -> FactList:
    """Show every row that may be drawn or quoted, with its source, or the rows behind one figure; searched as you type.

    Parameters
    ----------
    figure : str
        An explorer's name, such as ``"block_curve"``. All rows are shown when it is left out.

    Returns
    -------
    FactList
        What a notebook shows. A copy without a kernel holds a table.

    Raises
    ------
    UnknownFact
        If there is no such explorer; the message names the nearest ones.

    Examples
    --------
    >>> [row.id for row in evidence("hundred_channels").rows][-1]
    'ketamine_voltage_human'
    """
    if not figure:
        rows = catalogue()
        return FactList(rows, f"All {len(rows):,} rows that may be shown, by topic")
    every = (*LIVE, *STILL)
    if figure not in every:
        near = ", ".join(get_close_matches(str(figure), every, n=3, cutoff=0.4)) or ", ".join(every)
        raise UnknownFact(f"no explorer {figure!r}; the nearest are {near}")
    rows = tuple(map(told, drawn_by(figure)))
    order = {row.id: place for place, row in enumerate(catalogue())}
    many = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    what = many if rows else "it draws no number of the tables"
    return FactList(sorted(rows, key=lambda row: order[row.id]), f"Where the numbers of {figure} come from: {what}")
