"""Which rows of the harms does lesson 07 print, and in which order? A row that is added stands in no table until named."""

from __future__ import annotations

from types import MappingProxyType

from ketlessons.models import checks

#: What is shown together.
GROUPS = MappingProxyType(
    {
        "bladder": (
            "tam2016_control",
            "tam2016_other",
            "tam2016_ketamine",
            "pal2013_never",
            "pal2013_ever",
            "pal2013_recent",
            "pal2013_per_day",
            "pal2013_one_in",
            "winstock2012_urinary",
            "chen2014_urinary",
            "harding2025_bladder",
            "chan2012_cystitis",
            "kerrgaffney2025_urinary",
            "feifel2020_bladder",
            "winstock2012_better",
            "winstock2012_worse",
            "li2019_better",
            "yee2017_stopped",
            "yee2015_returned",
            "vizgan2023_surgery",
            "seto2018_bile",
            "wong2014_liver",
        ),
        "mind": (
            "morgan2010_retested",
            "tang2019_people",
            "chen2014_memory",
            "zhornitsky2022_people",
            "tang2015_psychosis",
            "tang2017_psychosis",
            "tang2017_methamphetamine",
        ),
        "dependence": (
            "muetzelfeldt2008_tolerance",
            "barrios2025_dependence",
            "winstock2012_dependence",
            "retest2021_disorder",
            "retest2021_withdrawal",
            "harding2025_craving",
            "harding2025_low_mood",
            "harding2025_untreated",
        ),
        "deaths": (
            "cdc2024_detected",
            "cdc2024_involved",
            "cdc2024_only",
            "cdc2024_others",
            "ons2023_certificates",
            "npsum2023_implicated",
            "darke2021_others",
            "darke2021_suicide",
            "darke2021_accident",
            "taiwan2021_mortality",
        ),
        "mixing": (
            "ni2018_alone",
            "ni2018_mixed",
            "palamar2022_ghb",
            "palamar2022_opioids",
            "palamar2022_alcohol",
            "green2009_benzodiazepine",
            "green2009_airway",
            "bellolio2016_apnoea",
            "bellolio2016_apnoea_all",
            "bellolio2016_laryngospasm",
            "feifel2020_seizure",
            "weiner2000_home",
        ),
    }
)


def harm_rows(*groups: str) -> tuple[str, ...]:
    """Return the names of the rows of some groups, or of all.

    Parameters
    ----------
    *groups : {"bladder", "mind", "dependence", "deaths", "mixing"}
        Which; none for all of them.

    Returns
    -------
    tuple of str
        To be given to `evidence.harm_table`.

    Examples
    --------
    >>> harm_rows("mixing")[0], len(harm_rows()) == sum(map(len, GROUPS.values()))
    ('ni2018_alone', True)
    """
    chosen = [checks.checked_choice("groups", one, tuple(GROUPS)) for one in groups] or list(GROUPS)
    return tuple(id for one in chosen for id in GROUPS[one])
