"""A row that somebody adds later: does all that the lessons say and draw stay as it was?

Each table gets a row that is right by its description and newer than the others. What a table lists by its nature may
list one entry more: those places are named here, with the reason. All else stays, to the last byte of each picture.
"""

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from frictionless import validate
from told import ROOT

from ketlessons.evidence import tables
from ketlessons.evidence.rows import FACT_COLUMNS

DATA = ROOT / "data"
PAPER = {"source": "gilling2009", "status": "primary", "depth": "abstract", "note": "A later row."}
LATER = {"trial": "Later 2030", "kind": "trial", "masking": "poor", "guessed": "most", "population": "later people"}


def arm(name, series, control_type, **more):
    return {"id": f"later2030_{name}", "series": series, "treatment": f"later {name}", "control": f"later {name}",
            "control_type": control_type, "scale": "MADRS", **LATER, **more}  # fmt: skip


def rating(arms, measure, which, time_h, value, **more):
    return {"id": f"later2030_{arms}_{measure}_{which}_{time_h}", "arms": f"later2030_{arms}", "measure": measure,
            "arm": which, "time_h": time_h, "time_label": "later", "when": "at", "value": value, **more,
            **PAPER}  # fmt: skip


#: What is added to each table. Kinds and times are those that a search by words, or for the last row, would take up.
ADDED = {
    "arms.csv": [
        arm("spray", "esk_nasal_trd", "placebo spray"),
        arm("infusion", "ket_iv_single", "saline"),
        arm("pills", "oral_ad", "placebo pill"),
    ],
    "timecourse.csv": [
        rating("spray", "mean_diff", "difference", 4, -20, low=-22, high=-18, interval="95% CI, printed", n=500),
        rating("spray", "mean_diff", "difference", 648, -20, low=-22, high=-18, interval="95% CI, printed", n=500),
        rating("spray", "response_pct", "treatment", 24, 90, n=100, events=90),
        rating("spray", "response_pct", "control", 24, 10, n=100, events=10),
        rating("infusion", "smd", "difference", 24, 3, low=2.5, high=3.5, interval="95% CI, printed"),
        rating("infusion", "odds_ratio", "difference", 24, 30, low=20, high=40, interval="95% CI, printed"),
        rating("infusion", "number_needed", "difference", 24, 2),
        rating("infusion", "remission_pct", "treatment", 336, 80),
        rating("pills", "smd", "difference", 1900, 1.5, low=1.3, high=1.7, interval="95% CI, printed"),
    ],
    "trials.csv": [
        {"id": "trial_later2030", "trial": "Later 2030", "design": "parallel", "blinding": "double-blind",
         "population": "later people", "n_randomised": 1000, "n_analysed": 900,
         "treatment": "esketamine 84 mg nasal with a new oral antidepressant", "comparator": "placebo spray",
         "outcome": "MADRS", "outcome_time": "day 28", "met": "yes",
         "result": "20 % (10 of 50) against 40 % (20 of 50)",
         "also": "odds ratio printed as 9.99; number needed to treat printed as 99", **PAPER},
    ],
    "effect_points.csv": [
        {"id": "point_later2030", "label": "Later pills", "group": "oral antidepressant", "given": "repeatedly",
         "time_point": "later2030_pills_smd_difference_1900", "time_h": 1900, "time_label": "about 11 weeks",
         "smd": 1.5, "low": 1.3, "high": 1.7, "control": "placebo pill", "control_type": "placebo pill",
         "masking": "poor", "order": 99, **PAPER},
    ],
    "timeline.csv": [
        {"id": "event_later", "date": "2030-01-02", "event": "Something later is approved, or is it?", "region": "UK",
         "kind": "event", "theme": "law", "use": "with an antidepressant", "decision": "approved", **PAPER},
    ],
    "uses.csv": [
        {"id": "use_later_us", "card": "later", "use": "A later use", "substance": "ketamine", "region": "US",
         "sort_as": "licensed", "evidence": "a later label", **PAPER},
    ],
    "hypotheses.csv": [
        {"id": "hyp_later", "label": "later", "about": "ketamine", "layer": "relay", "statement": "later it is",
         "evidence_for": "Mice (Later 2030).", "evidence_against": "Little.", "human_test": "No test.",
         "in_people": "none", "certainty": "open", "falsifier": "Something later still.", **PAPER},
    ],
    "places.csv": [
        {"id": "place_later", "label": "a later place", "short": "later", "layer": "relay", "whose": "all"},
    ],
    "arrows.csv": [
        {"id": "arrow_later", "start": "place_ketamine", "end": "place_mood", "sign": "needed", "species": "people",
         "ideas": "hyp_mtor", **PAPER},
    ],
    "other_drugs.csv": [
        {"id": "drug_later", "drug": "Later", "action": "channel", "acts": "blocks the channel later", "people": 999,
         "against": "placebo", "when": "later", "result": "much better", "better": "yes", "licensed": "no", **PAPER},
    ],
    "claims.csv": [
        {"id": "claim_99", "claim": "A later claim", "verdict": "outdated", "better_statement": "Better later",
         "lesson": "09", "section": "Later", "topic": "mechanism", "taught": "planned", "source": "gilling2009",
         "status": "primary", "depth": "abstract"},
    ],
    "lessons.csv": [
        {"number": "99", "file": "99-later", "title": "Later", "asks": "What is later?", "level": "first course",
         "needs": "00", "status": "planned"},
    ],
    "support.csv": [
        {"id": "support_us_later", "country": "Later land", "service": "A later line", "about": "assault", "for": "all",
         "contact": "0", "under_16": "not said", "seen_on": "the service's own page", "checked_on": "2030-01", **PAPER},
    ],
    "law.csv": [
        {"id": "law_us_later", "country": "Later land", "topic": "consent", "says": "A later law.", "instrument": "Act",
         "state": "in force", "date": "2030", "checked_on": "2030-01", **PAPER},
    ],
    "harms.csv": [
        {"id": "later_harm", "harm": "urinary symptoms", "counted": "told of something later", "events": 99,
         "people": 100, "value": 99, "unit": "percent", "group": "later people", "whom": "people who came later",
         "recruited": "web survey", "place": "later land", "years": "2030", "plot_ok": "yes", **PAPER},
    ],
    "effects.csv": [
        {"id": "effect_later", "term": "short", "system": "brain", "effect": "A later effect", "known": "later",
         "row": "pal2013_recent", "depends": "yes", "recovers": "not known", "certainty": "high", "why": "later",
         **PAPER},
    ],
    "regimens.csv": [
        {"id": "later_regimen", "label": "Later, 9 mg by mouth", "drug": "racemate", "route": "oral", "dose": 9,
         "unit": "mg", "setting": "trial", **PAPER},
    ],
    "findings.csv": [
        {"id": "later_dissociation", "setting": "nine trials", "outcome": "dissociation", "events": 900, "total": 983,
         "events_control": 1, "total_control": 782, "bias": "very serious", "reporting": "very serious", **PAPER},
    ],
    "prevalence.csv": [
        {"id": "young_ew_2029", "series": "young_england_wales", "survey": "2029/30", "year": 2029.75, "percent": 50,
         "method": "interviews at home since 2021", **PAPER},
    ],
    "core_concepts.csv": [
        {"id": "cc_later", "label": "Later", "part": "both", "about": "Later.", "left_out": "More.", **PAPER},
    ],
    "objectives.csv": [{"id": "99-later", "lesson": "99", "text": "do it later"}],
    "misconceptions.csv": [
        {"id": "mis_later", "kind": "concept", "believed": "Later is sooner.", "holds": "It is later.",
         "concept": "cc_later"},
    ],
    "parts.csv": [
        {"id": "part_99_later", "lesson": "99", "kind": "home", "title": "Later", "place": "home", "minutes": 9,
         "basis": "estimate"},
    ],
    "task_minutes.csv": [
        {"id": "task_99_later_1", "part": "part_99_later", "figure": "later", "task": 1, "place": "home",
         "does": "read", "minutes": 1},
    ],
    "plans.csv": [
        {"id": "plan_term_later", "plan": "term", "session": 12, "place": "after", "kind": "lesson",
         "parts": "part_99_later", "minutes": 9},
    ],
    "taught.csv": [
        {"id": "taught_later", "concept": "cc_later", "objective": "99-later", "part": "part_99_later", "how": "told"},
    ],
    "curricula.csv": [
        {"id": "cur_later", "profession": "medicine", "body": "Later", "code": "9", "item": "later things",
         "concept": "cc_later", "objective": "99-later", "fit": "part", **PAPER},
    ],
    "pairs.csv": [{"lesson": "99", "before": "99-predict-later", "after": "99-check-later"}],
    # The derived row is worked out by nobody else, so only a page that lists all rows may say it.
    "worked_out.csv": [{"row": "later_model", "part": "later_receptor"}],
    "schedules.csv": [
        {"id": "later_schedule", "label": "Later, once", "regimen": "later_regimen", "times": 1, "setting": "trial",
         **PAPER},
    ],
    **{
        f"{name}.csv": [{"id": f"later_{name}", "quantity": "a later number", "value": 999, "unit": "dimensionless",
                         "conditions": "later", **PAPER}]
        for name in tables()
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def later(tmp_path_factory) -> Path:
    """A copy of the data in which each table has grown."""
    folder = tmp_path_factory.mktemp("later") / "data"
    shutil.copytree(DATA, folder)
    for name, rows in ADDED.items():
        with (folder / name).open(encoding="utf-8", newline="") as stream:
            columns = next(csv.reader(stream))
        with (folder / name).open("a", encoding="utf-8", newline="") as stream:
            csv.DictWriter(stream, columns, lineterminator="\n").writerows(rows)
    return folder


@pytest.fixture(scope="module")
def both(later) -> tuple[dict, dict]:
    """All that is said and drawn before and after, each by a Python of its own."""
    command = [sys.executable, str(ROOT / "tests/support/drawing/told.py")]
    running = [
        subprocess.Popen([*command, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for folder in (DATA, later)
    ]
    found = []
    for one in running:
        out, err = one.communicate(timeout=600)
        assert one.returncode == 0, err
        found.append(json.loads(out))
    return found[0], found[1]


def test_every_table_of_the_package_gets_a_later_row_that_its_description_takes(later):
    described = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert set(ADDED) == {entry["path"] for entry in described if entry["type"] == "table"}
    assert all(tuple(row) == tuple(name for name in FACT_COLUMNS if name in row) for row in ADDED["receptor.csv"])
    report = validate(str(later / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


#: Explorers that list a table: what may be one more, and why. All their other settings stay as they were.
LISTS = {
    "timeline": "timeline.csv: the walk of lesson 01 goes through every dated event, lists them, and counts a theme",
    "hours_and_weeks": "effect_points.csv: the points chosen for the central figure are all drawn, and counted",
    "target_and_effect": "effect_points.csv: the same points, those of pills among them",
    "claim_ledger": "claims.csv: every claim that was checked is drawn, listed and counted",
}


def test_no_explorer_but_those_that_list_a_table_changes(both):
    before, after = (found["explorers"] for found in both)
    assert set(LISTS) < set(before) == set(after)
    for name in set(before) - set(LISTS):
        assert after[name] == before[name], name


def test_the_walk_has_one_event_more_and_all_others_say_list_and_show_what_they_did(both):
    before, after = (found["explorers"]["timeline"]["frames"] for found in both)
    both_have = before.keys() & after.keys()  # all but those at the last event, which is another one now
    assert len(both_have) > 6
    for setting in both_have:
        (sentence, rows, picture), (told, listed, drawn) = before[setting], after[setting]
        # On the theme of law there is one event more to count, and one more in the list.
        counted = re.compile(r"(?<=of )\d+(?= events)|(?<=of the )\d+(?= only reported)")
        assert counted.sub("N", told) == counted.sub("N", sentence), setting
        kept = [row for row in listed if "Something later" not in row[1]]
        assert kept == rows, setting
        assert len(listed) - len(kept) == (json.loads(setting)["theme"] in ("all", "law")), setting
        assert drawn == picture, setting


def uncounted(sentence):
    """Words without the number of all comparisons drawn, and without the time of the last of them."""
    sentence = re.sub(r"(^|\b(?:none of the|The) )\d+ comparisons (at|shown|is)\b", r"\1N comparisons \2", sentence)
    return re.sub(r"(lie between .+ and) .+\.$", r"\1 T.", sentence)


@pytest.mark.parametrize("name", ["hours_and_weeks", "target_and_effect"])
def test_where_a_point_is_drawn_more_all_sentences_and_rows_stand(both, name):
    before, after = (found["explorers"][name] for found in both)
    assert after["parts"]["controls"] == before["parts"]["controls"]
    assert after["parts"]["stage"] == before["parts"]["stage"]
    assert after["frames"].keys() == before["frames"].keys()
    for setting, (sentence, rows, _) in before["frames"].items():
        told, listed, _ = after["frames"][setting]
        assert uncounted(told) == uncounted(sentence), setting
        kept, now = ([[uncounted(cell) for cell in row] for row in table] for table in (rows, listed))
        assert now == kept, setting


def test_pictures_that_do_not_show_the_added_point_are_the_same_to_the_byte(both):
    before, after = (found["explorers"]["hours_and_weeks"]["frames"] for found in both)
    others = [setting for setting in before if json.loads(setting)["scale"] != "smd"]
    assert others
    for setting in others:
        assert after[setting] == before[setting], setting


def test_no_curve_mean_or_count_that_rests_on_several_rows_changes(both):
    before, after = (found["rows"] for found in both)
    for name in before:
        assert after[name] == before[name], name


def test_no_cell_of_a_lesson_prints_anything_else(both):
    before, after = (found["cells"] for found in both)
    assert sum(map(len, before.values())) > 80
    for name, cells in before.items():
        for number, told in enumerate(cells):
            # The map of lessons, the claims of each and the services that help are lists of their tables: see below.
            if told not in both[0]["pages"].values():
                assert after[name][number] == told, f"{name}, code cell {number + 1}"


def test_no_check_praises_in_other_words(both):
    before, after = (found["checks"] for found in both)
    assert all("agrees" in told for told in before.values())
    assert after == before


def test_the_ledger_lists_one_claim_more_and_keeps_the_others(both):
    """Only its count of all claims changes where the added claim is not chosen."""
    before, after = (found["explorers"]["claim_ledger"] for found in both)
    assert after["parts"]["controls"] == before["parts"]["controls"]
    assert after["parts"]["stage"] == before["parts"]["stage"]
    grown = 0
    for setting, (sentence, rows, _) in before["frames"].items():
        told, listed, _ = after["frames"][setting]
        chosen = json.loads(setting)
        if chosen["topic"] in ("all", "mechanism") and chosen["verdict"] in ("all", "outdated"):
            added = [row for row in listed if row not in rows]
            assert [row[0] for row in added] == ["A later claim"], setting
            assert [row for row in listed if row not in added] == [row for row in rows if "no claim" not in row]
            grown += 1
        else:
            assert listed == rows, setting
            if chosen["topic"] not in ("all", "mechanism"):
                assert told.replace("61 claims", "60 claims") == sentence, setting
    assert grown == 4


def test_the_claims_of_each_lesson_are_one_more_in_one_lesson(both):
    """It goes to a lesson that is planned and had none, because no cell of a written lesson may print it."""
    before, after = (found["pages"]["ledger"].splitlines() for found in both)
    changed = [line for line in after if line not in before]
    assert [line[:3] for line in changed] == ["The", "09 ", "All"]
    assert "1 outdated" in changed[1]
    assert [line for line in after if line not in changed] == [one for one in before if one[:3] not in ("The", "All")]


@pytest.mark.parametrize("page", ["map", "help", "help on drugs", "readme"])
def test_a_page_that_lists_a_table_lists_one_more_and_keeps_the_others(both, page):
    """The map of lessons and the README list lessons.csv; help lists support.csv."""
    before, after = (found["pages"][page].splitlines() for found in both)
    added = [line for line in after if line not in before]
    assert len(added) == 1
    assert "Later" in added[0]
    assert [line for line in after if line not in added] == before
