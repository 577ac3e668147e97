"""Which rows of the harms does lesson 07 print, and in which order? A row that is added is in no table until named."""

from __future__ import annotations

from types import MappingProxyType

from ketlessons.evidence import harm
from ketlessons.models import checks

from .asked import QUESTIONS, mapped

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
            "ou2020_bladder",
            "ou2020_swollen",
            "seto2018_bile",
            "wong2014_liver",
            "chun2025_normal",
            "uclh2025_normal",
            "uclh2025_failure",
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
    return tuple(id for one in checks.checked_choices("groups", groups, tuple(GROUPS)) for id in GROUPS[one])


def harm_sources() -> tuple[str, ...]:
    """Return the keys of the sources behind every row and effect that lesson 07 draws or prints, by alphabet.

    Returns
    -------
    tuple of str
        To be given to `evidence.reference_list`.

    Examples
    --------
    >>> "pal2013" in harm_sources(), "tam2016" in harm_sources()
    (True, True)
    """
    drawn = (id for ids in QUESTIONS.values() for id in ids)
    rows = {harm(id) for id in (*harm_rows(), *drawn)}
    for one in mapped():
        rows |= {row for row in (one.row, one.beside) if row is not None}
    effects = (key for one in mapped() for key in one.effect.sources)
    return tuple(sorted({*(key for row in rows for key in row.sources), *effects}))
