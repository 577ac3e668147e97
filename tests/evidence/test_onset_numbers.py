"""Onset: are the numbers those that were read, worked out right, and corrected by the second reading?"""

from math import isclose, sqrt
from statistics import NormalDist

import pytest

from ketlessons.evidence import all_rows, claims, effect_points, fact, reference, timecourse, timeline, trials
from ketlessons.evidence.facts import UnverifiedFact
from ketlessons.evidence.onset import Event, TimePoint, Trial, all_of

TC = {row.id: row for row in all_of(TimePoint)}
TRIAL = {row.id: row for row in all_of(Trial)}
EVENT = {row.id: row for row in all_of(Event)}

# Written down by hand from the evidence: id, hours, value, low, high, n.
READ = [
    ("tc_001", 72, -14, None, None, 7),
    ("tc_003", 24, 71, 46.9, 86.7, 17),
    ("tc_004", 168, 35, 17.3, 58.7, 17),
    ("tc_008", 0.667, 0.52, 0.28, 0.76, 18),
    ("tc_009", 48, 0.8, 0.55, 1.04, 18),
    ("tc_012", 0.667, 0.89, 0.61, 1.16, 15),
    ("tc_015", 24, -7.95, -12.71, -3.2, 72),
    ("tc_019", 24, 28, 14.3, 47.6, 25),
    ("tc_021", 360, -18.4, None, None, None),
    ("tc_030", 24, -7.2, -12.79, -1.61, 68),
    ("tc_046", 24, -14.8, None, None, 11),
    ("tc_062", 2, 58.3, 32.0, 80.7, 12),
    ("tc_078", 168, -10.5, -15.97, -5.03, 45),
    ("tc_080", 4, -4.2, -6.38, -1.94, 227),
    ("tc_086", 648, -21.4, None, None, 101),
    ("tc_093", 648, -4, -7.31, -0.64, 223),
    ("tc_095", 648, -3.2, -6.88, 0.45, 342),
    ("tc_097", 648, -3.6, -7.2, 0.07, 137),
    ("tc_112", 24, -3.3, -5.33, -1.33, 250),
    ("tc_113", 648, -2, -4.64, 0.55, 250),
    ("tc_125", 24, -3.8, -6.29, -1.22, 283),
    ("tc_128", 648, -6.8, -9.48, -4.07, 292),
    ("tc_135", 24, 12.7, None, None, 20),
    ("tc_154", 24, 50, 29.9, 70.1, 20),
    ("tc_183", 48, -5.82, -13.3, 1.64, 40),
    ("tc_184", 672, -3.16, -8.54, 2.22, 62),
    ("tc_191", 144, -3.95, -7.75, -0.15, 122),
    ("tc_193", 504, 55.4, None, None, 195),
    ("tc_206", 24, 0.89, 0.53, 1.24, None),
    ("tc_214", 24, 1, 0, 11, None),
    ("tc_215", 24, 0.49, 0.1, 0.87, 297),
    ("tc_222", 168, 39.8, None, None, None),
    ("tc_224", 24, 0.73, 0.56, 0.91, None),
    ("tc_229", 3, 0.41, 0.25, 0.58, 1488),
    ("tc_231", 648, -2.99, -5.1, -0.89, 937),
    ("tc_232", 1344, 0.29, 0.27, 0.31, None),
]


@pytest.mark.parametrize(("id", "time_h", "value", "low", "high", "n"), READ)
def test_numbers_are_those_that_were_read(id, time_h, value, low, high, n):
    row = TC[id]
    assert (row.time_h, row.value, row.low, row.high, row.n) == (time_h, value, low, high, n)


POINTS = """
0.667 0.52 0.28 0.76|0.667 0.89 0.61 1.16|24 1 0.73 1.28|48 0.8 0.55 1.04|24 1.8 1.4 2.2|24 0.7 0.4 0.9|24 0.49 0.1 0.87
24 0.81 0.31 1.31|24 0.42 -0.22 1.05|48 0.21 -0.42 0.84|72 0.02 -0.61 0.65|168 0.26 -0.39 0.91|336 -0.06 -0.7 0.57
672 0.29 -0.2 0.78|3 0.41 0.25 0.58|24 0.39 0.22 0.56|648 0.23 0.07 0.4|648 0.48 0.22 0.74|648 0.63 0.38 0.88
4 0.61 0.14 1.08|24 0.65 0.15 1.15|600 0.35 -0.13 0.83|168 0.1|1344 0.29 0.27 0.31
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
    assert len(counted) == 55
    for row in counted:
        assert row.value == pytest.approx(100 * row.events / row.n, abs=0.6), row.id
        assert (row.low, row.high) == pytest.approx(wilson(row.events, row.n), abs=0.06), row.id


def pooled_sd(ids):
    rows = [TC[id] for id in ids]
    return sqrt(sum((row.n - 1) * row.sd**2 for row in rows) / sum(row.n - 1 for row in rows))


LII = {171: (135, 153), 173: (138, 156), 175: (141, 159), 177: (144, 162), 179: (147, 165), 181: (150, 168)}


@pytest.mark.parametrize("number", LII)
def test_raw_differences_under_anaesthesia(number):
    ids = [f"tc_{one}" for one in LII[number]]
    drug, saline = (TC[id] for id in ids)
    gap = drug.value - saline.value
    se = sqrt(drug.sd**2 / drug.n + saline.sd**2 / saline.n)
    row = TC[f"tc_{number}"]
    assert (row.value, row.se) == pytest.approx((gap, se), abs=0.0051)
    assert (row.low, row.high) == pytest.approx((gap - 1.96 * se, gap + 1.96 * se), abs=0.0051)
    smd = -gap / pooled_sd(ids)
    error = sqrt(1 / drug.n + 1 / saline.n + smd**2 / 2 / (drug.n + saline.n))
    row = TC[f"tc_{number + 1}"]
    assert row.value == pytest.approx(smd, abs=0.0051)
    assert (row.low, row.high) == pytest.approx((smd - 1.96 * error, smd + 1.96 * error), abs=0.0051)
    assert row.status == "derived"
    assert all(id in row.note for id in ids)


def test_the_other_derived_rows():
    for id, drug, placebo in (("tc_025", 21, 22), ("tc_026", 23, 24)):
        one, two = TC[f"tc_0{drug}"], TC[f"tc_0{placebo}"]
        se = sqrt((one.sd**2 + two.sd**2) / (67 / 4))
        assert (TC[id].value, TC[id].se) == pytest.approx((one.value - two.value, se), abs=0.0051)
        assert TC[id].low == pytest.approx(TC[id].value - 1.96 * se, abs=0.051)
    normal = NormalDist().inv_cdf(1 - 0.189 / 2)
    assert TC["tc_094"].se == pytest.approx(2 / normal, abs=0.005)
    assert TC["tc_233"].value == pytest.approx(fact("trad_smd_all").value / 3, abs=0.005)
    derived = {row.id for row in TC.values() if row.status == "derived"}
    assert derived == {"tc_025", "tc_026", "tc_094", "tc_233"} | {f"tc_{one + more}" for one in LII for more in (0, 1)}


def test_intervals_that_were_computed_from_printed_standard_errors():
    found = [row for row in TC.values() if row.interval == "95% CI, computed from the printed SE"]
    assert len(found) == 15
    for row in found:
        assert (row.low, row.high) == pytest.approx((row.value - 1.96 * row.se, row.value + 1.96 * row.se), abs=0.011)


def test_derived_points_of_the_figure():
    points = {point.order: point for point in effect_points()}

    def holds(order, smd, low, high):
        one = points[order]
        assert (one.smd, one.low, one.high) == pytest.approx((smd, low, high), abs=0.006), order

    row = TC["tc_015"]
    sd = (row.high - row.low) / 3.92 / sqrt(1 / 47 + 1 / 25)
    smd = -row.value / sd
    half = 1.96 * sqrt(1 / 47 + 1 / 25 + smd**2 / 144)
    holds(8, smd, smd - half, smd + half)
    row = TC["tc_184"]
    holds(14, 0.29, 0.29 / 3.16 * -row.high, 0.29 / 3.16 * -row.low)
    early = pooled_sd(["tc_114", "tc_115"])
    late = pooled_sd([*(f"tc_0{one}" for one in range(86, 93)), "tc_116", "tc_117"])
    assert (early, late) == pytest.approx((8.36, 12.73), abs=0.005)
    for order, id, spread in ((16, "tc_230", early), (17, "tc_231", late)):
        holds(order, *(end / spread for end in TC[id].benefit))
    for order, smd, points_id in (
        (18, "tc_129", "tc_127"),
        (19, "tc_130", "tc_128"),
        (20, "tc_029", "tc_028"),
        (21, "tc_031", "tc_030"),
        (22, "tc_033", "tc_032"),
    ):
        value = TC[smd].value
        half = 1.96 * value * TC[points_id].se / -TC[points_id].value
        holds(order, value, value - half, value + half)


# ---- corrections of the second reading


def test_sustain_1_is_176_stable_remitters():
    row = TRIAL["trial_sustain1"]
    assert (row.n_randomised, row.n_analysed) == (297, 176)
    assert "24 of 90" in row.result
    assert "39 of 86" in row.result
    assert isclose(100 * 24 / 90, 26.7, abs_tol=0.05)
    assert isclose(100 * 39 / 86, 45.3, abs_tol=0.05)
    assert not any(recalled in f"{row.result}{row.also}{row.note}" for recalled in ("25.8", "57.6"))


def test_claims_on_hours_and_weeks_are_oversimplified():
    hours, weeks = claims("onset")
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


def test_zarate_2006_stays_reported_and_its_effect_sizes_are_refused():
    assert {row.status for row in timecourse(trial="Zarate 2006")} == {"secondary"}
    assert TRIAL["trial_zarate2006"].reported
    assert [TC[id].status for id in ("tc_006", "tc_007")] == ["unverified"] * 2
    assert not {1.46, 0.68} & {row.value for row in timecourse(measure="smd")}
    assert "79" not in "".join(row.note for row in timecourse(trial="Zarate 2006"))


def test_responders_at_some_point_are_counted_of_those_treated():
    assert [TC[id].n for id in ("tc_010", "tc_011", "tc_013", "tc_014")] == [17, 16, 14, None]
    assert isclose(100 * 11 / 14, TC["tc_013"].value, abs_tol=0.5)
    assert "randomised" in effect_points()[0].note


def test_the_two_papers_of_zarate_in_2012_are_kept_apart():
    assert TC["tc_012"].sources == ("zarate2012bipolar",)
    assert reference("zarate2012bipolar").pmid == "22297150"
    assert reference("zarate2012").pmid == "22516044"


def test_daly_2018_kept_the_antidepressant():
    row = TRIAL["trial_daly2018"]
    assert "already taken" in row.population
    assert not any(recalled in f"{row.result}{row.also}" for recalled in ("4.2", "6.3", "9.0"))


def test_aspire_1_counts_the_randomised_and_did_not_change_suicidality():
    assert TC["tc_079"].n == 226
    assert TRIAL["trial_aspire1"].n_analysed is None
    for id in ("trial_aspire1", "trial_aspire2"):
        assert "not significantly different" in TRIAL[id].also
        assert "mdsi_review" in TRIAL[id].sources
    assert TC["tc_235"].value - TC["tc_236"].value == pytest.approx(-3.6)
    assert TC["tc_237"].value - TC["tc_238"].value == pytest.approx(-7.2)


def test_arms_at_day_28_are_those_of_the_second_page():
    arms = [TC[f"tc_{one:03d}"].n for one in range(86, 93)]
    assert arms == [101, 100, 111, 98, 108, 63, 60]
    assert sum(TC[id].n for id in ("tc_086", "tc_088", "tc_089")) == 310
    assert sum(TC[id].n for id in ("tc_087", "tc_090")) == 208
    assert [TC[f"tc_{one:03d}"].n for one in range(98, 112)] == [111, 98, 108, 101, 100, 63, 60] * 2


def test_transform_1_failed_and_56_mg_was_not_to_be_tested():
    row = TRIAL["trial_transform1"]
    assert (row.met, row.status, row.n_randomised, row.n_analysed) == ("no", "secondary", 346, 342)
    assert "not to be tested" in row.result


def test_raw_and_model_signs_of_takahashi_differ():
    placebo = TC["tc_124"].value
    raw = [TC[f"tc_{one}"].value - placebo for one in (121, 122, 123)]
    assert raw == pytest.approx([0.1, 0.8, 0.2])
    assert [TC[f"tc_{one}"].value for one in (118, 119, 120)] == [-1, 0.6, -0.9]
    assert "favour placebo" in TC["tc_118"].note


def test_escape_and_elekt_d_carry_their_counts():
    assert [(row.events, row.n) for row in timecourse(trial="ESCAPE-TRD", measure="remission_pct")] == [
        (91, 336),
        (60, 340),
    ]
    assert "200 and 203" in TRIAL["trial_elektd"].note
    assert TC["tc_193"].n == 200 - 5
    assert TC["tc_194"].n == 203 - 33


def test_wilkinson_prints_its_intervals_and_a_part_of_367():
    rows = timecourse(series="ipd_response")
    assert [(row.value, row.low, row.high) for row in rows] == [(45, 34, 56), (46, 34, 58), (18, 6, 30), (1, 0, 11)]
    assert {row.n for row in rows} == {None}


def test_the_people_of_the_main_analysis_are_not_those_of_the_risk_ratio():
    assert TC["tc_234"].n is None
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
    assert EVENT["event_who_list"] not in timeline()


def test_murrough_keeps_its_odds_ratio_as_a_quotation():
    row = TRIAL["trial_murrough2013"]
    assert "printed as 2.18" in row.also
    assert "never rebuild" in row.note
    odds = (30 / 17) / (7 / 18)
    assert odds == pytest.approx(4.54, abs=0.005)


def test_point_3_names_the_points_it_contains():
    assert "points 1, 2, 4 and 8" in effect_points()[2].note
    assert "12.73" in effect_points()[16].note


def test_five_add_on_trials_and_one_met():
    met = {
        id: TRIAL[f"trial_{id}"].met for id in ("transform1", "transform2", "transform3", "chen2023", "takahashi2021")
    }
    assert [id for id, word in met.items() if word == "yes"] == ["transform2"]
    assert TRIAL["trial_janik2025"].met == "yes"
    assert len(trials()) == 27
