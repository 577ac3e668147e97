"""Which ideas, places and arrows stand on the map from block to mood, in which order, and what does a species keep?

A row that is added to a table stands on no map until it is named here. No arrow joins what rodents do to how people
feel, and none may: that gap is what the map is for.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from ketlessons.evidence.signal import Arrow, Hypothesis, Place, arrow, hypothesis, places
from ketlessons.models import checks
from ketlessons.published.signal.drugs import other_drugs

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
_PLACES = (
    *("ketamine", "s_ketamine", "r_ketamine", "hnk", "infusion"),
    *("nmda", "nmda_lhb", "opioid_r", "trkb", "sert", "dat", "d2", "hcn"),
    *("interneurons", "sst", "pv", "pyramidal", "lhb"),
    *("glutamate", "gaba", "ampa", "dopamine", "serotonin", "opioid_system", "adenosine", "eef2", "bdnf", "mtor"),
    *("spines", "gamma", "behaviour", "dissociation", "mood"),
)
_ARROWS = (
    "arrow_ketamine_nmda_gilling2009",
    "arrow_nmda_interneurons_homayoun2007",
    "arrow_ketamine_sst_ali2020",
    "arrow_ketamine_interneurons_gerhard2020",
    "arrow_pv_behaviour_gerhard2020",
    "arrow_pv_behaviour_pozzi2014",
    "arrow_pv_gamma_picard2019",
    "arrow_interneurons_pyramidal_homayoun2007",
    "arrow_ketamine_pyramidal_cichon2023",
    "arrow_ketamine_pyramidal_cavanagh2020",
    "arrow_pyramidal_behaviour_miller2014",
    "arrow_pyramidal_glutamate_moghaddam1997",
    "arrow_ketamine_glutamate_moghaddam1997",
    "arrow_ketamine_glutamate_moghaddam1997_down",
    "arrow_ketamine_glutamate_abdallah2018",
    "arrow_ketamine_glutamate_taylor2012mrs",
    "arrow_ketamine_glutamate_evans2018",
    "arrow_ketamine_gaba_milak2016",
    "arrow_glutamate_dissociation_anand2000",
    "arrow_glutamate_mood_anand2000",
    "arrow_glutamate_ampa_moghaddam1997",
    "arrow_ampa_behaviour_maeng2008",
    "arrow_ampa_dopamine_moghaddam1997",
    "arrow_nmda_behaviour_zanos2023",
    "arrow_ketamine_eef2_autry2011",
    "arrow_eef2_bdnf_autry2011",
    "arrow_bdnf_behaviour_autry2011",
    "arrow_ketamine_bdnf_machadovieira2009",
    "arrow_ketamine_bdnf_haile2014",
    "arrow_bdnf_trkb_yang2019review",
    "arrow_ketamine_trkb_casarotto2021",
    "arrow_ketamine_mtor_li2010",
    "arrow_mtor_spines_li2010",
    "arrow_mtor_behaviour_li2010",
    "arrow_mtor_mood_abdallah2020",
    "arrow_spines_behaviour_modasava2019",
    "arrow_spines_behaviour_modasava2019_not",
    "arrow_ketamine_spines_holmes2022",
    "arrow_dopamine_spines_wu2021spines",
    "arrow_ketamine_nmda_lhb_yang2018",
    "arrow_nmda_lhb_lhb_yang2018",
    "arrow_lhb_behaviour_yang2018",
    "arrow_lhb_behaviour_zhou2021",
    "arrow_ketamine_lhb_carlson2013",
    "arrow_ketamine_hnk_farmer2020",
    "arrow_hnk_behaviour_zanos2016",
    "arrow_hnk_behaviour_shirayama2018",
    "arrow_hnk_nmda_suzuki2017",
    "arrow_hnk_mood_farmer2020",
    "arrow_r_ketamine_behaviour_yang2015",
    "arrow_r_ketamine_mood_leal2023",
    "arrow_s_ketamine_opioid_r_bonaventura2021",
    "arrow_ketamine_opioid_r_hirota1999",
    "arrow_opioid_system_mood_williams2018",
    "arrow_opioid_system_behaviour_zhanghashimoto2018",
    "arrow_opioid_system_glutamate_jelen2025",
    "arrow_opioid_system_dissociation_williams2018",
    "arrow_ketamine_dopamine_kokkinou2018",
    "arrow_ketamine_dopamine_breier1998",
    "arrow_ketamine_dopamine_aalto2002",
    "arrow_dopamine_behaviour_hare2019",
    "arrow_ketamine_d2_kapur2002",
    "arrow_ketamine_dat_nishimura1998",
    "arrow_ketamine_sert_spies2018",
    "arrow_ketamine_sert_yamamoto2013",
    "arrow_ketamine_serotonin_yamamoto2013",
    "arrow_serotonin_behaviour_gigliucci2013",
    "arrow_ketamine_adenosine_adenosine2025",
    "arrow_adenosine_behaviour_adenosine2025",
    "arrow_ketamine_hcn_chen2009",
    "arrow_hcn_pyramidal_cichon2023",
    "arrow_ketamine_gamma_nugent2019",
    "arrow_gamma_mood_nugent2019",
    "arrow_ketamine_dissociation_luckenbaugh2014",
    "arrow_dissociation_mood_luckenbaugh2014",
    "arrow_infusion_mood_lii2023",
)


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
    return tuple(by_id[f"place_{name}"] for name in _PLACES)


@cache
def map_arrows() -> tuple[Arrow, ...]:
    """Return the arrows of the map."""
    return tuple(arrow(id) for id in _ARROWS)


@cache
def lit(idea: str, species: str) -> Lit:
    """Return what is left of an idea, or of all, if one looks at some species alone.

    Parameters
    ----------
    idea : str
        One of `WALK`, or "all".
    species : {"all", "rodents", "monkeys", "people"}
        Whose findings to keep.

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
