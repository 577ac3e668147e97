"""Which rows does lesson 08 print, and in which order? Rows that are added to a table enter no lesson unasked."""

from __future__ import annotations

from types import MappingProxyType

from ketlessons.models import checks

#: Rows of the table ``assault`` that are shown together.
GROUPS = MappingProxyType(
    {
        "review": ("review_cases", "review_commonest", "covert_review", "ontario_alcohol_drunk",
                   "ontario_alcohol_found"),
        "windows": (
            "window_gone", "window_blood_faculty", "window_urine_faculty", "window_urine_police", "window_centre",
            "centre_guideline", "window_centre_scotland",
            "alcohol_traces_kits", "alcohol_traces_laboratory",
            "after_daily_use_first", "after_daily_use_last", "after_daily_use_ketamine", "hair_weeks",
        ),
        "police": ("police_reports", "police_tests", "police_supported"),
        "care": (
            "care_no_police", "scotland_self_referral", "centre_keeps", "centre_keeps_scotland",
            "care_first_urine", "care_blank", "care_no_routine_test",
            "care_pregnancy", "care_hiv", "care_hepatitis_b", "care_hepatitis_b_scotland",
            "care_recovery_position",
            "care_danger_signs", "care_overdose_signs", "care_no_food", "care_stay",
            "care_not_a_crime", "blame_by_others",
        ),
        "prevention": (
            "bystander_pooled", "green_dot_third", "green_dot_fourth", "senn_programme", "senn_brochures",
            "senn_reduction",
        ),
        "teaching": ("content_note", "report_duty"),
    }
)  # fmt: skip
#: Rows of the table ``law``.
LAWS = MappingProxyType(
    {
        "consent": ("law_ew_consent", "law_ew_presumption", "law_ew_age"),
        "giving a substance": ("law_ew_substance", "law_ew_poison", "law_ew_spiking", "law_us_violence"),
        "ketamine itself": ("law_uk_ketamine", "law_us_ketamine", "law_ca_ketamine"),
        "elsewhere": (
            "law_sc_consent",
            "law_sc_substance",
            "law_ni_substance",
            "law_ie_consent",
            "law_ie_age",
            "law_nz_consent",
        ),
    }
)


def on_assault(*groups: str) -> tuple[str, ...]:
    """Return the names of the rows of some groups, or of all.

    Parameters
    ----------
    *groups : {"review", "windows", "police", "care", "prevention", "teaching"}
        Which; none for all of them.

    Returns
    -------
    tuple of str
        To be given to `evidence.fact_table`.

    Examples
    --------
    >>> on_assault("prevention")[0]
    'bystander_pooled'
    """
    return tuple(id for one in checks.checked_choices("groups", groups, tuple(GROUPS)) for id in GROUPS[one])


def laws_on(*topics: str) -> tuple[str, ...]:
    """Return the names of the laws on some topics, or of all.

    Parameters
    ----------
    *topics : {"consent", "giving a substance", "ketamine itself", "elsewhere"}
        Which; none for all of them.

    Returns
    -------
    tuple of str
        To be given to `evidence.law_table`.

    Examples
    --------
    >>> laws_on("consent")
    ('law_ew_consent', 'law_ew_presumption', 'law_ew_age')
    """
    return tuple(id for one in checks.checked_choices("topics", topics, tuple(LAWS)) for id in LAWS[one])
