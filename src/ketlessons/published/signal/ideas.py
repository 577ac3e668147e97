"""Which ideas are walked on the map from block to mood, in which order? And what is left of each in a species.

A row that is added to a table stands on no map until it is named here. No arrow joins what rodents do to how people
feel, and none may: that gap is what the map is for.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from ketlessons.evidence.topics.signal import Arrow, Hypothesis, Place, arrow, hypothesis, places
from ketlessons.models import checks
from ketlessons.published.signal.drugs import other_drugs
from ketlessons.published.signal.map_parts import ARROWS, PLACES

#: The walk, from the pore over what may trigger, relay and express the effect.
WALK = (
    "hyp_pore",
    "hyp_block_is_effect",
    "hyp_disinhibition",
    "hyp_direct",
    "hyp_lhb",
    "hyp_hnk",
    "hyp_r",
    "hyp_trkb_direct",
    "hyp_opioid_direct",
    "hyp_d2",
    "hyp_transporter",
    "hyp_hcn",
    "hyp_rest",
    "hyp_surge",
    "hyp_ampa",
    "hyp_nmda_again",
    "hyp_bdnf",
    "hyp_mtor",
    "hyp_dopamine",
    "hyp_serotonin",
    "hyp_opioid_needed",
    "hyp_adenosine",
    "hyp_trapping",
    "hyp_spines",
    "hyp_network",
    "hyp_experience",
)
#: Ideas about older antidepressants, which stand beside the map.
OLDER = ("hyp_t_sert", "hyp_t_bias", "hyp_t_neurogenesis", "hyp_t_deficit")
#: Which species of the tables a learner can keep.
SPECIES = MappingProxyType(
    {
        "all": ("cells", "mice", "rats", "rodents", "monkeys", "people"),
        "rodents": ("mice", "rats", "rodents"),
        "monkeys": ("monkeys",),
        "people": ("people",),
    }
)
BEHAVIOUR, MOOD = "place_behaviour", "place_mood"


class Lit(NamedTuple):
    """What is left of an idea in a species: its arrows there, how many it has in all, and those that end in mood."""

    arrows: tuple[Arrow, ...]
    in_all: int
    at_behaviour: tuple[Arrow, ...]
    at_mood: tuple[Arrow, ...]


def ideas(about: str) -> tuple[str, ...]:
    """Return the names of the ideas about ketamine, or about older antidepressants, in the order to show.

    Parameters
    ----------
    about : {"ketamine", "older drugs"}
        About which.

    Returns
    -------
    tuple of str
        To be given to `evidence.hypotheses_table`.

    Examples
    --------
    >>> ideas("ketamine")[0], len(ideas("older drugs"))
    ('hyp_pore', 4)
    """
    return WALK if checks.checked_choice("about", about, ("ketamine", "older drugs")) == "ketamine" else OLDER


def map_sources() -> tuple[str, ...]:
    """Return the keys of all papers behind the ideas, the arrows of the map, and the row of other drugs.

    Returns
    -------
    tuple of str
        To be given to `evidence.reference_list`.

    Examples
    --------
    >>> "li2010" in map_sources(), "sanacora2017" in map_sources()
    (True, True)
    """
    of_ideas = [hypothesis(id).sources for id in (*WALK, *OLDER)]
    of_arrows, of_drugs = ([row.sources for row in rows] for rows in (map_arrows(), other_drugs()))
    return tuple(sorted({key for keys in (*of_ideas, *of_arrows, *of_drugs) for key in keys}))


@cache
def walk() -> tuple[Hypothesis, ...]:
    """Return the ideas in the order of the walk."""
    return tuple(hypothesis(id) for id in WALK)


@cache
def map_places() -> tuple[Place, ...]:
    """Return the places of the map, layer by layer."""
    by_id = {place.id: place for place in places()}
    return tuple(by_id[f"place_{name}"] for name in PLACES)


@cache
def map_arrows() -> tuple[Arrow, ...]:
    """Return the arrows of the map."""
    return tuple(arrow(id) for id in ARROWS)


@cache
def lit(idea: str, species: str) -> Lit:
    """Return what is left of an idea, or of all, if one looks at some species alone.

    Parameters
    ----------
    idea : str
        One of `WALK`, or "all".
    species : {"all", "rodents", "monkeys", "people"}
        Whose findings to keep.

    Returns
    -------
    Lit
        Its arrows in that species, how many it has in all, and those that end in behaviour and in mood.

    Examples
    --------
    >>> len(lit("hyp_mtor", "all").arrows), [one.sign for one in lit("hyp_mtor", "people").at_mood]
    (4, ['not needed'])
    """
    kept = SPECIES[checks.checked_choice("species", species, tuple(SPECIES))]
    checks.checked_choice("idea", idea, ("all", *WALK))
    whole = [one for one in map_arrows() if idea in ("all", *one.belongs_to)]
    left = tuple(one for one in whole if not set(kept).isdisjoint(one.kinds))
    ends = {end: tuple(one for one in left if one.end == end) for end in (BEHAVIOUR, MOOD)}
    return Lit(left, len(whole), ends[BEHAVIOUR], ends[MOOD])
