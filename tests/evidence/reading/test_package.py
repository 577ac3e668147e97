"""The data package: is it valid, whole, and honest about where each row comes from?"""

import csv
import json
import re
import shutil
import urllib.request

import pint
import pytest
from frictionless import validate
from pybtex.database import parse_string

from ketlessons.evidence import UnknownFact, all_rows, regimen, schedule, tables
from ketlessons.evidence.reading.package import bibliography
from ketlessons.evidence.references import all_references
from ketlessons.evidence.rows import FACT_COLUMNS
from ketlessons.evidence.topics.ledger import VERDICTS, all_claims
from ketlessons.evidence.topics.regimens import all_regimens
from ketlessons.evidence.topics.schedules import all_schedules

ROWS = [row for name in tables() for row in all_rows(name)]
DOI = re.compile(r"10\.\d{4,9}/[-._;()/:A-Za-z0-9]+")
#: Why an entry has no address: no identifier was read beside its title, the address has no https form, or what was read
#: names none. No word here is for "not looked for".
UNLINKED = {"not_seen", "not_secure", "no_place"}
#: How many entries lack an address, and how many a title. Both may fall, and neither may rise.
MOST_UNLINKED, MOST_UNTITLED = 13, 35


def test_package_is_valid_without_a_network(no_network, data_folder):
    with pytest.raises(AssertionError, match="network"):
        urllib.request.urlopen("https://example.org")
    report = validate(str(data_folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == 48


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (",primary,", ",certain,"),
        ("ketamine_hill_human,", "ketamine_ic50_human,"),
        ("ketamine_hill_human,", "Ketamine Hill,"),
        (",0.71,uM,", ",about 0.71,uM,"),
        (",gilling2009,", ",,"),
    ],
)
def test_a_damaged_table_is_found(no_network, data_folder, tmp_path, wrong, right):
    copy = tmp_path / "data"
    shutil.copytree(data_folder, copy)
    text = (copy / "receptor.csv").read_text(encoding="utf-8")
    assert wrong in text
    (copy / "receptor.csv").write_text(text.replace(wrong, right, 1), encoding="utf-8")
    assert not validate(str(copy / "datapackage.json")).valid


def test_every_csv_of_the_folder_is_in_the_package(data_folder):
    described = json.loads((data_folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert {path.name for path in data_folder.glob("*.csv")} == {
        resource["path"] for resource in described if resource["type"] == "table"
    }
    assert {resource["path"] for resource in described if resource["type"] != "table"} == {"references.bib"}


def test_columns_are_the_agreed_ones(data_folder):
    assert ",".join(FACT_COLUMNS) == "id,quantity,value,unit,low,high,conditions,source,status,depth,note"
    for name in tables():
        first = (data_folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert first == ",".join(FACT_COLUMNS)


def test_all_fact_tables_share_one_description(data_folder):
    described = json.loads((data_folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert {entry["name"] for entry in described if entry.get("schema") == "schemas/fact.json"} == set(tables())
    schema = json.loads((data_folder / "schemas/fact.json").read_text(encoding="utf-8"))
    assert tuple(field["name"] for field in schema["fields"]) == FACT_COLUMNS


def test_files_have_unix_line_ends_and_no_byte_order_mark(data_folder):
    for path in [
        *data_folder.glob("*.csv"),
        data_folder / "references.bib",
        data_folder / "datapackage.json",
    ]:
        content = path.read_bytes()
        assert b"\r" not in content, path.name
        assert not content.startswith(b"\xef\xbb\xbf"), path.name
        assert content.endswith(b"\n"), path.name


def test_ids_are_unique_over_all_tables(data_folder):
    ids = []
    for path in data_folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            ids += [row["id"] for row in csv.DictReader(stream) if "id" in row]
    assert {row.id for row in ROWS} | {claim.id for claim in all_claims()} <= set(ids)
    assert len(ids) == len(set(ids))


def test_every_unit_parses():
    registry = pint.UnitRegistry()
    for unit in sorted({row.unit for row in ROWS}):
        assert unit.isascii(), unit
        registry.Unit(unit)
    assert registry.Quantity(0.15, "1/uM/s").to("1/M/s").magnitude == pytest.approx(1.5e5)


def test_every_source_has_an_entry_and_every_entry_a_use(data_folder):
    used = set()
    for path in data_folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            used |= {key for row in csv.DictReader(stream) for key in row.get("source", "").split(";") if key}
    assert used >= {key for row in (*ROWS, *all_claims()) for key in row.sources}
    assert used == set(all_references())


def test_rows_without_a_source_are_unverified():
    for row in (*ROWS, *all_claims()):
        assert row.sources or row.status == "unverified", row.id


def test_ranges_hold_their_values():
    for row in ROWS:
        if row.low is not None and row.high is not None:
            assert row.low < row.high, row.id
        if row.value is not None:
            assert row.low is None or row.low <= row.value, row.id
            assert row.high is None or row.value <= row.high, row.id


def test_fractions_are_not_percentages():
    for row in ROWS:
        if re.search(r"\b(fraction|share|probability)\b", row.quantity) and row.unit == "dimensionless":
            for number in (row.value, row.low, row.high):
                assert number is None or 0 <= number <= 1, row.id
        assert row.unit not in ("%", "percent"), row.id


def test_a_printed_spread_says_what_it_is():
    for row in ROWS:
        if row.status in ("primary", "secondary") and row.value is not None and row.low is not None:
            words = f"{row.note} {row.conditions}"
            assert re.search(r"type not stated|SD|SEM|range", words), row.id


def test_unverified_rows_say_what_would_verify_them():
    unverified = [row for row in ROWS if row.status == "unverified"]
    assert len(unverified) > 20
    for row in unverified:
        assert re.search(r"[Vv]erify against", row.note), row.id


def test_tables_hold_no_addresses_and_no_recalled_identifiers(data_folder):
    for path in data_folder.glob("*.csv"):
        assert "http" not in path.read_text(encoding="utf-8"), path.name


def test_identifiers_are_well_formed():
    for ref in all_references().values():
        assert not ref.doi or DOI.fullmatch(ref.doi), ref.key
        assert not ref.pmid or re.fullmatch(r"\d{5,8}", ref.pmid), ref.key
        assert not ref.url or re.fullmatch(r"https://[a-z0-9.-]+(/\S*)?", ref.url), ref.key
        assert ref.title or (ref.journal and (ref.link or (ref.authors and ref.year))), ref.key
        assert ref.link or ref.note or ref.journal or ref.title, ref.key
        assert "\\" not in ref.text(), ref.key


def test_every_source_has_an_address_or_says_why_it_has_none():
    entries = parse_string(bibliography(), "bibtex").entries
    said = {key: entry.fields["unlinked"] for key, entry in entries.items() if "unlinked" in entry.fields}
    bare = {ref.key for ref in all_references().values() if not ref.link}
    assert bare == set(said), "an entry has a DOI, PMID or url, or else a word in `unlinked`, never both"
    assert set(said.values()) <= UNLINKED
    assert len(bare) <= MOST_UNLINKED, "look for the address before a source is added without one"


def test_a_title_is_a_title_and_not_a_description():
    untitled = [ref.key for ref in all_references().values() if not ref.title]
    assert len(untitled) <= MOST_UNTITLED, "look for the title before a source is added without one"
    for ref in all_references().values():
        assert not re.match(r"\[(?!\(?\d)", ref.title), ref.key


@pytest.mark.parametrize(
    ("key", "first", "title", "place"),
    [
        (
            "abbott2020",
            "Abbott JA",
            "Hydroxynorketamine Blocks N-Methyl-d-Aspartate Receptor Currents by",
            "98:203–210",
        ),
        ("clements1992", "Clements JD", "The time course of glutamate in the synaptic cleft", "258:1498–1501"),
        ("lim2021", "Wang SM", "Rapid Onset of Intranasal Esketamine in Patients with Treatment", "19:341–354"),
        ("ma2026", "Xie J", "Intranasal esketamine plus oral antidepressant for treatment-resistant", "Psychiatry"),
        ("phar2022", "", "A dose-escalation clinical trial of intranasal ketamine for uncontrolled", "42:298–310"),
        ("orser1997", "Orser BA", "Multiple Mechanisms of Ketamine Blockade of N-methyl-D-aspartate", "86:903–917"),
        ("peltoniemi_sjw", "Peltoniemi MA", "St John's wort greatly decreases the plasma", "26:743–750"),
        ("vanderdoef2016", "van der Doef TF", "Quantification of the novel N-methyl-d-aspartate", "36:1111–1121"),
        ("zarate2012", "Zarate CA", "Relationship of Ketamine's Plasma Metabolites with Response", "72:331–338"),
    ],
)
def test_titles_are_the_printed_ones(key, first, title, place):
    ref = all_references()[key]
    assert (ref.authors or ("",))[0] == first
    assert ref.title.startswith(title)
    assert place in ref.text()


@pytest.mark.parametrize(
    ("key", "doi", "pmid"),
    [
        ("berman2000", "10.1016/S0006-3223(99)00230-9", "10686270"),
        ("canuso2018", "10.1176/appi.ajp.2018.17060720", "29656663"),
        ("katz2021", "10.1002/cpt.2024", "32860422"),
        ("langsjo2005", "10.1097/00000542-200508000-00008", "16052107"),
        ("munkholm2019", "10.1136/bmjopen-2018-024886", "31248914"),
        ("peltoniemi_grapefruit", "10.1007/s00228-012-1214-9", "22286159"),
    ],
)
def test_identifiers_are_the_printed_ones(key, doi, pmid):
    ref = all_references()[key]
    assert (ref.doi, ref.pmid) == (doi, pmid)


def test_the_bibliography_is_sorted():
    assert list(all_references()) == sorted(all_references())


REGIMENS = """
iv_infusion iv_s_infusion iv_s_infusion_28 iv_half im_half nasal_28 nasal_56 nasal_84 sublingual_25 oral_25 oral_s_84
iv_bolus_label im_label iv_96h iv_sedation
"""


def regimens(data_folder):
    with (data_folder / "regimens.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_regimens_are_the_agreed_ones(data_folder):
    rows = regimens(data_folder)
    assert [row["id"] for row in rows] == REGIMENS.split()
    for row in rows:
        assert len(row["label"]) <= 44, row["id"]
        assert row["status"] != "unverified", row["id"]
        assert bool(row["devices"]) == (row["route"] == "nasal"), row["id"]
        infused = row["route"] == "iv" and "at once" not in row["label"]
        assert bool(row["duration_min"]) == infused, row["id"]
    assert len({row["label"] for row in rows}) == len(rows)


def test_a_label_of_a_regimen_says_its_dose(data_folder):
    for row in regimens(data_folder):
        assert f"{row['dose']} {row['unit']}" in row["label"], row["id"]
        minutes = row["duration_min"]
        hours = f"over {int(minutes or 0) // 60} h"
        assert not minutes or f"over {minutes} min" in row["label"] or hours in row["label"], row["id"]
        assert ("anaesthesia" in row["label"]) == (row["id"] in ("iv_bolus_label", "im_label")), row["id"]


def test_a_nasal_dose_is_whole_devices(data_folder, raw):
    for row in regimens(data_folder):
        if row["route"] == "nasal":
            assert float(row["dose"]) == int(row["devices"]) * float(raw["device_dose"]["value"]), row["id"]


def test_a_rate_is_for_a_long_infusion():
    """Whole hours, many of them, and the dose is what the rate gives in that time."""
    for row in all_regimens():
        if row.unit == "mg/kg/h":
            hours = row.duration_min / 60
            assert hours >= 24
            assert hours == int(hours)
            assert row.amount_mg(70.0) == pytest.approx(row.dose * 70.0 * hours)
            assert row.phrase.endswith(f"into a vein over {hours:g} h")


SCHEDULES = "injection_once spray_twice_weekly infusion_thrice_weekly infusion_96h sedation_3_days"


def test_schedules_are_the_agreed_ones_and_name_usable_regimens():
    assert [row.id for row in all_schedules()] == SCHEDULES.split()
    for row in all_schedules():
        assert row.status != "unverified", row.id
        assert (row.interval_h is None) == (row.times == 1), row.id
        assert regimen(row.regimen).setting == row.setting, row.id
        assert schedule(row.id) == row
    assert len({row.label for row in all_schedules()}) == len(SCHEDULES.split())


def test_visits_are_as_far_apart_as_their_label_says():
    for id, a_week, weeks in (("spray_twice_weekly", 2, 4), ("infusion_thrice_weekly", 3, 4)):
        row = schedule(id)
        assert (row.interval_h, row.times) == (7 * 24 / a_week, a_week * weeks)


def test_a_schedule_of_another_name_is_refused():
    with pytest.raises(UnknownFact, match="spray_twice_weekly"):
        schedule("spray_daily")


def test_claims_use_the_agreed_verdicts():
    assert {claim.verdict for claim in all_claims()} <= set(VERDICTS)
    assert [claim.id for claim in all_claims()] == sorted(claim.id for claim in all_claims())


def test_one_unbound_fraction_for_all_lessons(raw):
    assert [key for key in raw if key.startswith("unbound_fraction")] == ["unbound_fraction"]
    assert raw["unbound_fraction"]["value"] == "0.55"
    assert raw["norketamine_unbound_fraction"]["value"] == raw["unbound_fraction"]["value"]


def test_corrections_of_the_second_reading_are_in(raw):
    assert raw["ketamine_ki_salat"]["status"] == "primary"
    assert "rat brain" not in raw["ketamine_ki_salat"]["conditions"]
    assert "serum" in raw["s_ketamine_anaesthetic_ng_ml"]["conditions"]
    assert raw["antidepressant_total_ng_ml"]["status"] == "secondary"
    assert "type not stated" in raw["anaesthetic_total_um"]["note"]
    assert "two-photon" in raw["glutamate_peak_cleft"]["note"]
