"""One rating of each of several trials, to lay their arms side by side: which, is chosen here.

No pooling against saline or against midazolam is among them: lesson 06 asks a learner to predict what their arms did.
"""

from __future__ import annotations

from types import MappingProxyType

from ketlessons.models import checks

from ..trials.arms import MEASURES, Rating, arms

# A trial, and the row of its drug arm at the time of its main test, or at the nearest rating. Responders are laid side
# by side for the spray alone, whose controls are of one kind.
_CHOSEN = MappingProxyType(
    {
        "points": (
            ("murrough", "murrough2013_ketamine_change_24h"),
            ("singh", "singh2016_ketamine_twice_change_15d"),
            ("aspire2", "aspire2_esketamine_change_24h"),
            ("transform2", "transform2_esketamine_change_day28"),
            ("chen", "chen2023_esketamine_change_day28"),
            ("takahashi", "takahashi2021_esketamine84_change_day28"),
        ),
        "response": (
            ("daly", "daly2018_esketamine84_response_24h"),
            ("transform2", "transform2_esketamine_response_all_day28"),
        ),
    }
)


def side_by_side(measure: str) -> tuple[tuple[str, Rating], ...]:
    """Return one rating of each of several trials.

    Parameters
    ----------
    measure : {"points", "response"}
        Points of the scale that the mean has fallen, or responders of a hundred.

    Returns
    -------
    tuple of (str, Rating)
        The name of a trial, as of `arms`, and its rating.

    Notes
    -----
    Other people, drugs, controls and times: laid side by side to see that control arms change too, and not to be
    compared with each other. Source: `rows` of each rating.

    Examples
    --------
    >>> [(name, rating.drug, rating.control) for name, rating in side_by_side("points")][3]
    ('transform2', 21.4, 17.0)
    """
    chosen = _CHOSEN[checks.checked_choice("measure", measure, MEASURES)]
    return tuple((name, one) for name, row in chosen for one in arms(name, measure) if one.rows[0] == row)
