"""Who found a comparison: the trials and poolings that it rests on, and whether people were counted.

Figures ask here, so that a pooling can be left out by its name and never by the words of a label.
"""

from __future__ import annotations

from collections.abc import Iterator

from ketlessons.evidence import TimePoint, effect_point, effect_points, time_point

from ..trials.comparison import Comparison


def found_by(one: Comparison) -> frozenset[str]:
    """Return the trials and poolings that a comparison rests on.

    Parameters
    ----------
    one : Comparison
        As `comparisons` gives it.

    Returns
    -------
    frozenset of str
        Names as in the column ``trial`` of ``arms.csv``.

    Notes
    -----
    A pooling stands for itself: the trials that it holds are not listed. Source: `rows` of the comparison.

    Examples
    --------
    >>> from ketlessons.published import comparisons
    >>> sorted({name for one in comparisons("response") if one.control == "saline" for name in found_by(one)})
    ['Cochrane 2021', 'Wilkinson 2019']
    """
    return frozenset(row.trial for row in _rows(one))


def estimated_by(one: Comparison) -> tuple[str, ...]:
    """Return how the shares behind a comparison were worked out, where nobody counted them.

    Parameters
    ----------
    one : Comparison
        As `comparisons` gives it.

    Returns
    -------
    tuple of str
        Words of the column ``responders`` of ``arms.csv``, each once; empty where people were counted.

    Examples
    --------
    >>> from ketlessons.published import comparisons
    >>> [estimated_by(one) for one in comparisons("response") if "Murrough" in one.label]
    [()]
    """
    return tuple(sorted({row.responders for row in _rows(one)} - {""}))


def _rows(one: Comparison) -> Iterator[TimePoint]:
    points = {point.id for point in effect_points()}
    for id in one.rows:
        yield time_point(effect_point(id).time_point if id in points else id)
