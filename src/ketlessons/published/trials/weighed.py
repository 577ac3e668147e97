"""Which numbers are held against a trial at home, and in which order? Rows of the tables ``weighing`` and ``masking``.

A row that is added to a table stands in no lesson until it is named here.
"""

from __future__ import annotations

from types import MappingProxyType

from ketlessons.models import checks

#: What is shown together.
GROUPS = MappingProxyType(
    {
        "guesses": (
            "masking_lii_right",
            "masking_lii_alike",
            "masking_lii_believed",
            "masking_karma_right",
            "masking_shiroma_midazolam_wrong",
            "masking_shiroma_ketamine_wrong",
            "masking_shiroma_raters_midazolam_wrong",
            "masking_shiroma_raters_ketamine_wrong",
            "masking_transform1_remote",
            "masking_remote_raters",
            "masking_seldom_reported",
            "masking_review_psychedelic",
            "masking_dissociation_spray",
            "masking_dissociation_transform2",
            "masking_dissociation_vein",
            "masking_dissociation_parts",
            "karma_planned",
        ),
        "change": (
            "change_meaningful",
            "change_substantial",
            "change_substantial_esketamine",
            "change_substantial_placebo",
            "change_other_anchor",
            "change_ten_esketamine",
            "change_ten_placebo",
            "change_pills",
            "change_review",
        ),
        "poolings": (
            "ect_rhee2022_smd",
            "ect_menon2023_smd",
            "ect_ma2025_smd",
            "ect_ma2025_rr",
            "ect_time2026_per_day",
            "nma2024_better",
            "nma2024_ect",
            "nma2024_aripiprazole",
            "wilkinson_gap_p",
            "price2022_24h",
            "price2022_7d",
            "price2022_control",
            "spray_preprint2025",
            "fountoulakis2025_smd",
        ),
        "counted": (
            "escape_self_esketamine",
            "escape_self_quetiapine",
        ),
        "drawers": (
            "drawer_registered",
            "drawer_han_egger",
            "sponsor_spray",
            "sustain1_disputed",
            "grade_cochrane_saline",
            "grade_cochrane_midazolam",
            "grade_munkholm",
        ),
        "suicidal ideas": (
            "suicidal_spray_2_4h",
            "fountoulakis2025_suicidal",
            "ketis_ketamine",
            "ketis_saline",
            "ketis_odds",
            "ketis_odds_bipolar",
            "ketis_odds_depression",
            "grunebaum_points",
            "grunebaum_ketamine",
            "grunebaum_midazolam",
            "shah2026_item",
            "shah2026_beck",
            "tehran2025_none",
            "keta_stopped",
            "wilkinson2018_suicidal",
        ),
    }
)


def weighed(*groups: str) -> tuple[str, ...]:
    """Return the names of the rows of some groups, or of all.

    Parameters
    ----------
    *groups : {"guesses", "change", "poolings", "counted", "drawers", "suicidal ideas"}
        Which; none for all of them.

    Returns
    -------
    tuple of str
        To be given to `evidence.fact_table`.

    Examples
    --------
    >>> weighed("counted")[-1], len(weighed()) == sum(map(len, GROUPS.values()))
    ('escape_self_quetiapine', True)
    """
    return tuple(id for one in checks.checked_choices("groups", groups, tuple(GROUPS)) for id in GROUPS[one])
