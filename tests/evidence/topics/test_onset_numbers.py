"""Onset: are the numbers those that were read, worked out right, and corrected by the second reading?"""

from math import ceil, isclose, sqrt
from statistics import NormalDist

import pytest

from ketlessons.evidence import (
    all_rows,
    claims,
    effect_point,
    effect_points,
    fact,
    reference,
    timecourse,
    timeline,
    trials,
)
from ketlessons.evidence.facts import UnverifiedFact
from ketlessons.evidence.topics.onset import Event, TimePoint, Trial, all_of

TC = {row.id: row for row in all_of(TimePoint)}
TRIAL = {row.id: row for row in all_of(Trial)}
EVENT = {row.id: row for row in all_of(Event)}

# Written down by hand from the evidence: id, hours, value, low, high, n.
READ = [
    ("berman2000_ketamine_change_72h", 72, -14, None, None, 7),
    ("zarate2006_ketamine_response_24h", 24, 71, 46.9, 86.7, 17),
    ("zarate2006_ketamine_response_7d", 168, 35, 17.3, 58.7, 17),
    ("diazgranados2010_ketamine_smd_40min", 0.667, 0.52, 0.28, 0.76, 18),
    ("diazgranados2010_ketamine_smd_2d", 48, 0.8, 0.55, 1.04, 18),
    ("zarate2012_ketamine_smd_40min", 0.667, 0.89, 0.61, 1.16, 15),
    ("murrough2013_ketamine_lead_24h", 24, -7.95, -12.71, -3.2, 72),
    ("murrough2013_midazolam_response_24h", 24, 28, 14.3, 47.6, 25),
    ("singh2016_ketamine_twice_change_15d", 360, -18.4, None, None, None),
    ("canuso2018_esketamine_lead_24h", 24, -7.2, -12.79, -1.61, 68),
    ("daly2018_esketamine28_change_24h", 24, -14.8, None, None, 11),
    ("daly2018_esketamine84_response_2h", 2, 58.3, 32.0, 80.7, 12),
    ("daly2018_esketamine84_lead_day8", 168, -10.5, -15.97, -5.03, 45),
    ("aspire2_esketamine_lead_4h", 4, -4.2, -6.38, -1.94, 227),
    ("transform2_esketamine_change_day28", 648, -21.4, None, None, 101),
    ("transform2_esketamine_lead_day28", 648, -4, -7.31, -0.64, 223),
    ("transform1_esketamine84_lead_day28", 648, -3.2, -6.88, 0.45, 342),
    ("transform3_esketamine_lead_day28", 648, -3.6, -7.2, 0.07, 137),
    ("chen2023_esketamine_lead_24h", 24, -3.3, -5.33, -1.33, 250),
    ("chen2023_esketamine_lead_day28", 648, -2, -4.64, 0.55, 250),
    ("janik2025_esketamine56_lead_24h", 24, -3.8, -6.29, -1.22, 283),
    ("janik2025_esketamine84_lead_day28", 648, -6.8, -9.48, -4.07, 292),
    ("lii2023_ketamine_score_1d", 24, 12.7, None, None, 20),
    ("lii2023_saline_response_1d", 24, 50, 29.9, 70.1, 20),
    ("lii2023_ketamine_lead_days_1_to_3", 48, -5.82, -13.3, 1.64, 40),
    ("karma_ketamine_lead_4wk", 672, -3.16, -8.54, 2.22, 62),
    ("ket01_ketamine_lead_day7", 144, -3.95, -7.75, -0.15, 122),
    ("elektd_ketamine_response_3wk", 504, 55.4, None, None, 195),
    ("kryst2020_one_dose_smd_24h", 24, 0.89, 0.53, 1.24, None),
    ("wilkinson2019_saline_response_24h", 24, 1, 0, 11, None),
    ("cochrane2021_ketamine_smd_24h", 24, 0.49, 0.1, 0.87, 297),
    ("cochrane2021_ketamine_against_saline_smd_24h", 24, 0.87, 0.48, 1.26, 231),
    ("cochrane2021_ketamine_against_saline_response_24h", 24, 27.4, 12.9, 49.2, None),
    ("cochrane2021_saline_response_24h", 24, 8.8, None, None, None),
    ("cochrane2021_ketamine_against_saline_odds_ratio_24h", 24, 3.94, 1.54, 10.1, 185),
    ("han2016_ketamine_response_7d", 168, 39.8, None, None, None),
    ("nikolin2023_ketamine_higher_smd_24h", 24, 0.73, 0.56, 0.91, None),
    ("lim2021_esketamine_smd_3h", 3, 0.41, 0.25, 0.58, 1488),
    ("pooled2026_esketamine_lead_day28", 648, -2.99, -5.1, -0.89, 937),
    ("munkholm2019_pills_smd_8wk", 1344, 0.29, 0.27, 0.31, None),
]


@pytest.mark.parametrize(("id", "time_h", "value", "low", "high", "n"), READ)
def test_numbers_are_those_that_were_read(id, time_h, value, low, high, n):
    row = TC[id]
    assert (row.time_h, row.value, row.low, row.high, row.n) == (time_h, value, low, high, n)


POINTS = """
0.667 0.52 0.28 0.76|0.667 0.89 0.61 1.16|24 1 0.73 1.28|48 0.8 0.55 1.04|24 1.8 1.4 2.2|24 0.7 0.4 0.9|24 0.49 0.1 0.87
24 0.81 0.31 1.31|24 0.42 -0.22 1.05|48 0.21 -0.42 0.84|72 0.02 -0.61 0.65|168 0.26 -0.39 0.91|336 -0.06 -0.7 0.57
672 0.29 -0.2 0.78|3 0.41 0.25 0.58|24 0.39 0.22 0.56|648 0.23 0.07 0.4|648 0.48 0.22 0.74|648 0.63 0.38 0.88
4 0.61 0.14 1.08|24 0.65 0.15 1.15|600 0.35 -0.13 0.83|168 0.1|1344 0.29 0.27 0.31|24 0.87 0.48 1.26
"""


def test_the_points_of_the_figure_are_the_recommended_ones():
    wanted = [[float(cell) for cell in cells.split()] for cells in POINTS.strip().replace("\n", "|").split("|")]
    ends = [[point.time_h, point.smd, point.low, point.high] for point in effect_points()]
    assert [[cell for cell in row if cell is not None] for row in ends] == wanted


# ---- worked out again


def wilson(events, n):
    z = NormalDist().inv_cdf(0.975)
    share, scale = events / n, 1 + z * z / n
    middle = (share + z * z / 2 / n) / scale
    half = z * sqrt(share * (1 - share) / n + z * z / 4 / n / n) / scale
    return 100 * (middle - half), 100 * (middle + half)


def test_counts_percentages_and_wilson_intervals():
    counted = [row for row in TC.values() if row.events is not None]
    assert len(counted) == 59
    for row in counted:
        assert row.value == pytest.approx(100 * row.events / row.n, abs=0.6), row.id
        assert (row.low, row.high) == pytest.approx(wilson(row.events, row.n), abs=0.06), row.id


def pooled_sd(ids):
    rows = [TC[id] for id in ids]
    return sqrt(sum((row.n - 1) * row.sd**2 for row in rows) / sum(row.n - 1 for row in rows))


LII = ("1d", "2d", "3d", "5d", "7d", "14d")


@pytest.mark.parametrize("when", LII)
def test_raw_differences_under_anaesthesia(when):
    ids = [f"lii2023_{arm}_score_{when}" for arm in ("ketamine", "saline")]
    drug, saline = (TC[id] for id in ids)
    gap = drug.value - saline.value
    se = sqrt(drug.sd**2 / drug.n + saline.sd**2 / saline.n)
    row = TC[f"lii2023_ketamine_lead_{when}"]
    assert (row.value, row.se) == pytest.approx((gap, se), abs=0.0051)
    assert (row.low, row.high) == pytest.approx((gap - 1.96 * se, gap + 1.96 * se), abs=0.0051)
    smd = -gap / pooled_sd(ids)
    error = sqrt(1 / drug.n + 1 / saline.n + smd**2 / 2 / (drug.n + saline.n))
    row = TC[f"lii2023_ketamine_smd_{when}"]
    assert row.value == pytest.approx(smd, abs=0.0051)
    assert (row.low, row.high) == pytest.approx((smd - 1.96 * error, smd + 1.96 * error), abs=0.0051)
    assert row.status == "derived"
    assert all(id in row.note for id in ids)


def test_the_other_derived_rows():
    for often in ("twice", "thrice"):
        id = f"singh2016_ketamine_{often}_lead_15d"
        one, two = (TC[f"singh2016_{arm}_{often}_change_15d"] for arm in ("ketamine", "saline"))
        se = sqrt((one.sd**2 + two.sd**2) / (67 / 4))
        assert (TC[id].value, TC[id].se) == pytest.approx((one.value - two.value, se), abs=0.0051)
        assert TC[id].low == pytest.approx(TC[id].value - 1.96 * se, abs=0.051)
    for arm in ("ketamine", "ect"):  # the responders of those treated, over all randomised
        treated, everybody = TC[f"elektd_{arm}_response_3wk"], TC[f"elektd_{arm}_response_all_3wk"]
        assert everybody.events == round(treated.value * treated.n / 100)
    assert sum(TC[f"elektd_{arm}_response_all_3wk"].n for arm in ("ketamine", "ect")) == 403
    normal = NormalDist().inv_cdf(1 - 0.189 / 2)
    assert TC["transform2_esketamine_lead_day15"].se == pytest.approx(2 / normal, abs=0.005)
    assert TC["taylor2006_ssri_smd_1wk"].value == pytest.approx(fact("trad_smd_all").value / 3, abs=0.005)
    derived = {row.id for row in TC.values() if row.status == "derived"}
    lii = {f"lii2023_ketamine_{measure}_{when}" for measure in ("lead", "smd") for when in LII}
    assert (
        derived
        == {
            "singh2016_ketamine_twice_lead_15d",
            "singh2016_ketamine_thrice_lead_15d",
            "transform2_esketamine_lead_day15",
            "taylor2006_ssri_smd_1wk",
            "elektd_ketamine_response_all_3wk",
            "elektd_ect_response_all_3wk",
        }
        | lii
    )


def test_intervals_that_were_computed_from_printed_standard_errors():
    found = [row for row in TC.values() if row.interval == "95% CI, computed from the printed SE"]
    assert len(found) == 15
    for row in found:
        assert (row.low, row.high) == pytest.approx((row.value - 1.96 * row.se, row.value + 1.96 * row.se), abs=0.011)


#: The arms of the three trials, in the order of the second page.
TRANSFORM = (
    *("transform2_esketamine", "transform2_placebo"),
    *("transform1_esketamine56", "transform1_esketamine84", "transform1_placebo"),
    *("transform3_esketamine", "transform3_placebo"),
)


def test_derived_points_of_the_figure():
    points = {point.order: point for point in effect_points()}

    def holds(order, smd, low, high):
        one = points[order]
        assert (one.smd, one.low, one.high) == pytest.approx((smd, low, high), abs=0.006), order

    row = TC["murrough2013_ketamine_lead_24h"]
    sd = (row.high - row.low) / 3.92 / sqrt(1 / 47 + 1 / 25)
    smd = -row.value / sd
    half = 1.96 * sqrt(1 / 47 + 1 / 25 + smd**2 / 144)
    holds(8, smd, smd - half, smd + half)
    row = TC["karma_ketamine_lead_4wk"]
    holds(14, 0.29, 0.29 / 3.16 * -row.high, 0.29 / 3.16 * -row.low)
    early = pooled_sd(["chen2023_esketamine_change_24h", "chen2023_placebo_change_24h"])
    late = pooled_sd([f"{arm}_change_day28" for arm in (*TRANSFORM, "chen2023_esketamine", "chen2023_placebo")])
    assert (early, late) == pytest.approx((8.36, 12.73), abs=0.005)
    for order, id, spread in (
        (16, "pooled2026_esketamine_lead_24h", early),
        (17, "pooled2026_esketamine_lead_day28", late),
    ):
        holds(order, *(end / spread for end in TC[id].benefit))
    for order, smd, points_id in (
        (18, "janik2025_esketamine56_smd_day28", "janik2025_esketamine56_lead_day28"),
        (19, "janik2025_esketamine84_smd_day28", "janik2025_esketamine84_lead_day28"),
        (20, "canuso2018_esketamine_smd_4h", "canuso2018_esketamine_lead_4h"),
        (21, "canuso2018_esketamine_smd_24h", "canuso2018_esketamine_lead_24h"),
        (22, "canuso2018_esketamine_smd_25d", "canuso2018_esketamine_lead_25d"),
    ):
        value = TC[smd].value
        half = 1.96 * value * TC[points_id].se / -TC[points_id].value
        holds(order, value, value - half, value + half)


# ---- corrections of the second reading


def test_sustain_1_is_176_stable_remitters():
    row = TRIAL["trial_sustain1"]
    assert (row.n_randomised, row.n_analysed) == (297, 176)
    for arm, share, events, people in (("kept_on", 26.7, 24, 90), ("switched", 45.3, 39, 86)):
        found = TC[f"sustain1_{arm}_relapse"]
        assert (found.value, found.events, found.n) == (share, events, people)
        assert f"{share} % ({events} of {people})" in row.result
    needed = TC["sustain1_kept_on_number_needed"]
    assert needed.value == ceil(1 / (39 / 86 - 24 / 90))
    assert f"number needed to treat printed as {needed.value:g}" in row.also
    assert not any(recalled in f"{row.result}{row.also}{row.note}" for recalled in ("25.8", "57.6"))


def test_claims_on_hours_and_weeks_are_oversimplified():
    hours, weeks = claims("05")
    assert {hours.verdict, weeks.verdict} == {"oversimplified"}
    assert {"taylor2006", "posternak2005"} <= set(weeks.sources)
    for claim in (hours, weeks):
        assert claim.status == "primary"
        assert not any(word in claim.better_statement for word in ("memory", "checked", "verified"))
    assert fact("aspire_first_remission_esketamine").value == 15
    assert fact("aspire_first_remission_placebo").value == 23


def test_stard_shares_from_the_journal_club_are_gone():
    rows = [row for row in all_rows("traditional") if "trivedi2006" in row.sources]
    assert fact("trad_stard_late").text().startswith("a substantial share")
    assert [row.value for row in rows] == [0.28, 0.33, 0.47, None]
    assert not any(number in f"{row.quantity} {row.note}" for row in rows for number in ("40.3", "56", "27", "5.7"))


def test_the_denominators_of_ketis_are_printed_the_wrong_way_round():
    """73 people got ketamine and 83 saline; each percentage fits only if the printed 83 and 73 are not its own."""
    ketamine, saline = fact("ketis_ketamine").value, fact("ketis_saline").value
    assert ketamine == pytest.approx(46 / 73, abs=0.0005)
    assert saline == pytest.approx(25 / 79, abs=0.0005)
    assert abs(46 / 83 - ketamine) > 0.07
    assert abs(25 / 73 - saline) > 0.02
    assert ketamine * (1 - saline) / saline / (1 - ketamine) == pytest.approx(fact("ketis_odds").value, abs=0.05)
    assert "46 of 83 and 25 of 73" in TRIAL["trial_ketis"].result
    assert "46 of 73" in TRIAL["trial_ketis"].remark


def test_zarate_2006_stays_reported_and_its_effect_sizes_are_refused():
    assert {row.status for row in timecourse(trial="Zarate 2006")} == {"secondary"}
    assert TRIAL["trial_zarate2006"].reported
    assert [TC[id].status for id in ("zarate2006_ketamine_smd_24h", "zarate2006_ketamine_smd_7d")] == ["unverified"] * 2
    assert not {1.46, 0.68} & {row.value for row in timecourse(measure="smd")}
    assert "79" not in "".join(row.note for row in timecourse(trial="Zarate 2006"))


def test_responders_at_some_point_are_counted_of_those_treated():
    assert [
        TC[id].n
        for id in (
            "diazgranados2010_ketamine_response_by_14d",
            "diazgranados2010_saline_response_by_14d",
            "zarate2012_ketamine_response_by_14d",
            "zarate2012_saline_response_by_14d",
        )
    ] == [17, 16, 14, None]
    assert isclose(100 * 11 / 14, TC["zarate2012_ketamine_response_by_14d"].value, abs_tol=0.5)
    assert "randomised" in effect_point("point_diazgranados2010_40min").note


def test_the_two_papers_of_zarate_in_2012_are_kept_apart():
    assert TC["zarate2012_ketamine_smd_40min"].sources == ("zarate2012bipolar",)
    assert reference("zarate2012bipolar").pmid == "22297150"
    assert reference("zarate2012").pmid == "22516044"


def test_daly_2018_kept_the_antidepressant():
    row = TRIAL["trial_daly2018"]
    assert "already taken" in row.population
    assert not any(recalled in f"{row.result}{row.also}" for recalled in ("4.2", "6.3", "9.0"))


def test_aspire_1_counts_the_randomised_and_did_not_change_suicidality():
    assert TC["aspire1_esketamine_lead_24h"].n == 226
    assert TRIAL["trial_aspire1"].n_analysed is None
    for id in ("trial_aspire1", "trial_aspire2"):
        assert "not significantly different" in TRIAL[id].also
        assert "mdsi_review" in TRIAL[id].sources
    assert TC["aspire1_esketamine_change_24h"].value - TC["aspire1_placebo_change_24h"].value == pytest.approx(-3.6)
    assert TC["canuso2018_esketamine_change_24h"].value - TC["canuso2018_placebo_change_24h"].value == pytest.approx(
        -7.2
    )


def test_arms_at_day_28_are_those_of_the_second_page():
    arms = [TC[f"{arm}_change_day28"].n for arm in TRANSFORM]
    assert arms == [101, 100, 111, 98, 108, 63, 60]
    assert (
        sum(
            TC[id].n
            for id in (
                "transform2_esketamine_change_day28",
                "transform1_esketamine56_change_day28",
                "transform1_esketamine84_change_day28",
            )
        )
        == 310
    )
    assert sum(TC[id].n for id in ("transform2_placebo_change_day28", "transform1_placebo_change_day28")) == 208
    for measure in ("response", "remission"):
        assert [TC[f"{arm}_{measure}_day28"].n for arm in TRANSFORM] == arms


def test_transform_1_failed_and_56_mg_was_not_to_be_tested():
    row = TRIAL["trial_transform1"]
    assert (row.met, row.status, row.n_randomised, row.n_analysed) == ("no", "secondary", 346, 342)
    assert "not to be tested" in row.result


def test_raw_and_model_signs_of_takahashi_differ():
    placebo = TC["takahashi2021_placebo_change_day28"].value
    raw = [TC[f"takahashi2021_esketamine{dose}_change_day28"].value - placebo for dose in (28, 56, 84)]
    assert raw == pytest.approx([0.1, 0.8, 0.2])
    leads = [TC[f"takahashi2021_esketamine{dose}_lead_day28"].value for dose in (28, 56, 84)]
    assert leads == [-1, 0.6, -0.9]
    assert "favour placebo" in TC["takahashi2021_esketamine28_lead_day28"].note


def test_escape_and_elekt_d_carry_their_counts():
    assert [(row.events, row.n) for row in timecourse(trial="ESCAPE-TRD", measure="remission_pct")] == [
        (91, 336),
        (60, 340),
    ]
    assert "200 and 203" in TRIAL["trial_elektd"].remark
    assert TC["elektd_ketamine_response_3wk"].n == 200 - 5
    assert TC["elektd_ect_response_3wk"].n == 203 - 33


def test_wilkinson_prints_its_intervals_and_a_part_of_367():
    rows = timecourse(series="ipd_response")
    assert [(row.value, row.low, row.high) for row in rows] == [(45, 34, 56), (46, 34, 58), (18, 6, 30), (1, 0, 11)]
    assert {row.n for row in rows} == {None}


def test_the_people_of_the_main_analysis_are_not_those_of_the_risk_ratio():
    assert TC["taylor2006_ssri_risk_ratio_1wk"].n is None
    assert "5872" not in fact("ssri_week1_rr").conditions
    assert "secondary analysis" in fact("ssri_week1_rr").conditions


def test_odds_ratios_without_a_read_interval_have_none():
    for drug, number in (("amitriptyline", 2.13), ("reboxetine", 1.37)):
        row = fact(f"trad_or_{drug}")
        assert (row.value, row.low, row.high, row.status) == (number, None, None, "secondary")
    with pytest.raises(UnverifiedFact):
        fact("trad_or_sertraline")


def test_941_are_exclusions_and_not_people():
    row = fact("trad_stard_exclusions")
    assert row.value == 941
    assert "not people" in row.conditions


def test_press_numbers_are_those_of_the_press():
    assert [(row.value, row.n, row.status) for row in timecourse(trial="KADS cohort 2")] == [
        (20, None, "secondary"),
        (2, None, "secondary"),
    ]
    assert "cohort 1" in TRIAL["trial_kads"].result


def test_the_date_of_the_second_approval_is_that_of_its_announcement():
    row = EVENT["event_fda_mdsi"]
    assert row.date == "2020-08-03"
    assert "announced" in row.event
    assert "31 July" in row.note
    assert "not shown to prevent suicide" in row.note


@pytest.mark.parametrize(
    ("id", "date", "status"),
    [
        ("event_who_list", "1985", "primary"),
        ("event_ketalar", "1970", "primary"),
        ("event_uk_class_b", "2014-06-10", "primary"),
        ("event_eu_trd", "2019-12-18", "primary"),
        ("event_patent_filed", "1962-06-29", "primary"),
        ("event_uk_schedule_2", "2015-11-30", "secondary"),
    ],
)
def test_dates_that_a_second_reading_settled(id, date, status):
    assert (EVENT[id].date, EVENT[id].status) == (date, status)
    assert EVENT[id] in timeline()


def test_murrough_keeps_its_odds_ratio_as_a_quotation():
    row = TRIAL["trial_murrough2013"]
    printed = TC["murrough2013_ketamine_odds_ratio_24h"]
    assert f"printed as {printed.value} ({printed.low} to {printed.high})" in row.also
    assert "never rebuild" in row.note
    assert "never rebuild" in printed.note
    odds = (30 / 17) / (7 / 18)
    assert odds == pytest.approx(4.54, abs=0.005)


def test_point_3_names_the_points_it_contains():
    assert "points 1, 2, 4 and 8" in effect_point("point_kishimoto2016_24h").note
    assert "12.73" in effect_point("point_pooled2026_day28").note


def test_five_add_on_trials_and_one_met():
    met = {
        id: TRIAL[f"trial_{id}"].met for id in ("transform1", "transform2", "transform3", "chen2023", "takahashi2021")
    }
    assert [id for id, word in met.items() if word == "yes"] == ["transform2"]
    assert TRIAL["trial_janik2025"].met == "yes"
    assert len(trials()) == 32
