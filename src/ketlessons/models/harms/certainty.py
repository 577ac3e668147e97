"""How sure may one be of a difference? Four levels, and steps down for what speaks against it: GRADE."""

from __future__ import annotations

from collections.abc import Iterable

from .. import checks

#: From low to high.
LEVELS = ("very low", "low", "moderate", "high")
#: How many levels a concern takes away. Where something cannot be seen, nothing is taken away, and it is said.
STEPS = {"none": 0, "unseen": 0, "serious": 1, "very serious": 2}


def certainty(concerns: Iterable[str], randomised: bool = True) -> str:
    r"""Return the level of certainty that is left after every concern.

    .. math:: level = \max(1,\; start - \sum steps)

    Parameters
    ----------
    concerns : iterable of {"none", "unseen", "serious", "very serious"}
        One for each of what GRADE looks at: risk of bias, inconsistency, indirectness, imprecision, publication bias.
    randomised : bool, optional
        Evidence from randomised trials starts at "high", other evidence at "low".

    Returns
    -------
    str
        One of `LEVELS`.

    Notes
    -----
    Source: G. H. Guyatt and others, BMJ 2008;336:924-926. GRADE can also raise a level, for large effects of studies
    without randomisation; that is not used here. Adding steps is arithmetic, and each step is a judgement.

    Examples
    --------
    >>> certainty(["serious", "unseen", "none"]), certainty(["very serious", "serious", "serious"])
    ('moderate', 'very low')
    """
    start = LEVELS.index("high" if randomised else "low")
    taken = sum(STEPS[checks.checked_choice("concerns", one, tuple(STEPS))] for one in concerns)
    return LEVELS[max(0, start - taken)]
