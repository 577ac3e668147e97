"""Counts the claims of the article that a learner chooses, by verdict and by lesson.

The picture takes every claim that was checked, as the table lists them: it is a list of that table by its nature.
"""

from __future__ import annotations

from collections.abc import Iterable

from ketlessons.evidence import Claim
from ketlessons.evidence.facts import usable
from ketlessons.evidence.topics.ledger import TOPICS, VERDICTS, all_claims

#: What stands for every topic, or for every verdict.
ALL = "all"


def accounted(topic: str = ALL, verdict: str = ALL) -> tuple[Claim, ...]:
    """Return the checked claims on a topic with a verdict, in the order of the article.

    Parameters
    ----------
    topic : str
        ``"all"``, or one of `TOPICS`.
    verdict : str
        ``"all"``, or one of `VERDICTS`.

    Returns
    -------
    tuple of Claim
        May be empty.

    Examples
    --------
    >>> [claim.id for claim in accounted("identity", "outdated")]
    ['claim_08']
    """
    for name, value, known in (("topic", topic, TOPICS), ("verdict", verdict, VERDICTS)):
        if value not in (ALL, *known):
            raise ValueError(f"{name}: {value!r} is not allowed; allowed: {', '.join((ALL, *known))}")
    return tuple(
        claim for claim in usable(all_claims()) if topic in (ALL, claim.topic) and verdict in (ALL, claim.verdict)
    )


def tally(claims: Iterable[Claim]) -> dict[str, int]:
    """Return how many of these claims have each verdict, from good to bad; a verdict that none has counts 0.

    Parameters
    ----------
    claims : iterable of Claim
        Any claims.

    Returns
    -------
    dict of str to int
        A number for each of `VERDICTS`.

    Examples
    --------
    >>> tally(accounted("identity"))["outdated"]
    1
    """
    found = [claim.verdict for claim in claims]
    return {verdict: found.count(verdict) for verdict in VERDICTS}


def taught_in(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the numbers of the lessons that teach these claims, each once, in their order.

    Parameters
    ----------
    claims : iterable of Claim
        Any claims.

    Returns
    -------
    tuple of str
        Empty where there is no claim.

    Examples
    --------
    >>> taught_in(accounted("identity"))
    ('01', '04', '06')
    """
    return tuple(sorted({claim.lesson for claim in claims}))
