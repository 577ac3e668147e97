"""Rows that lesson 01 shows as tables, and the papers, labels and laws on which the whole lesson rests.

A row that is added to a table stands in no lesson until it is named here.
"""

from __future__ import annotations

from types import MappingProxyType

from ketlessons.models import checks

#: What is shown together.
GROUPS = MappingProxyType(
    {
        "kept": (
            "label_reflexes",
            "esketamine_ventilation",
            "first_paper_breathing",
            "label_breathing_stops",
            "label_breathing_two",
            "s_ketamine_pressure_rise",
            "rsi_collapse_ketamine",
            "rsi_collapse_etomidate",
            "rsi_death_ketamine",
            "rsi_death_etomidate",
            "rsi_unstable_pooled",
            "rsi_adrenal_pooled",
            "eeg_ketamine",
        ),
        "animals": (
            "vet_us_species",
            "vet_eu_species",
            "vet_not_alone_horse",
            "vet_horse_daily",
            "first_paper_people",
        ),
    }
)
#: Sources of the rows of lesson 01: facts, uses, dates and claims.
_PAPERS = (
    "akhlaghi2019",
    "anschutz_ketamine",
    "beckers2025",
    "berman2000",
    "bowen2014",
    "brinck2018",
    "burke2021",
    "casey2025",
    "citeline2020",
    "domino1965",
    "domino2010",
    "drugscom2023",
    "ecdd_repository",
    "ecn7_2015_7",
    "ema_spravato",
    "engelhardt1997",
    "engelhardt1998",
    "erowid_timeline",
    "esketamine_smpc_uk",
    "eu_listing",
    "fda2022",
    "fda_vet2000",
    "ferraro2025",
    "foi_200029",
    "fr1999rule",
    "fr1999withdrawal",
    "garcia2010",
    "gaspard2013",
    "gastaldon2019",
    "glue2024",
    "govuk2025",
    "green2009recovery",
    "green2011",
    "greer2024",
    "greifenstein1958",
    "himmelseher1998",
    "hudyma1971",
    "jansen2024",
    "jelovac2025",
    "ketalar_old_label",
    "ketamine_label_eugia",
    "ketamine_label_old",
    "ketamine_spl2026",
    "ketaset_us",
    "langsjo2005",
    "lbc2026",
    "lee2013",
    "macdonald1991",
    "masaki2019",
    "mion2013",
    "nami2019",
    "nasal_review2023",
    "nationaltoday2026",
    "nct06511908",
    "nice_ta854",
    "ntp_ketamine2002",
    "pcn101",
    "pharmacology_notes2012",
    "pharmaletter2021",
    "pj2015",
    "prohaska2022",
    "raja2024",
    "ratiopharm_de2014",
    "sandoz_ca2019",
    "schuttler1987",
    "sener2011",
    "sherwin2000",
    "shi2024",
    "si2005_3372",
    "si2014_draft",
    "silo_wellness",
    "sinner2008",
    "smc2020",
    "smpc_uk2021",
    "spc_vet",
    "spravato_label",
    "spravato_label_2026",
    "spravato_rems",
    "spravato_smpc",
    "spravato_spl2026",
    "stevens1966",
    "unodc_uk_law",
    "vollenweider1997",
    "white1980",
    "who2015",
    "wikipedia_esketamine",
    "zarate2006",
)


def met(group: str) -> tuple[str, ...]:
    """Return the names of the rows of a group.

    Parameters
    ----------
    group : {"kept", "animals"}
        Which.

    Returns
    -------
    tuple of str
        To be given to `evidence.fact_table`.

    Examples
    --------
    >>> met("animals")[0]
    'vet_us_species'
    """
    return GROUPS[checks.checked_choice("group", group, tuple(GROUPS))]


def met_papers() -> tuple[str, ...]:
    """Return the sources of the lesson, in alphabetical order.

    Returns
    -------
    tuple of str
        Keys of ``references.bib``, to be given to `evidence.reference_list`.

    Examples
    --------
    >>> "white1980" in met_papers()
    True
    """
    return _PAPERS
