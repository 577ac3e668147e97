"""What a person did to a file: is it read if it says the same, and else refused with file, row, column and cure?"""

import codecs
import copy
import json
import pickle
from dataclasses import dataclass, replace
from functools import cache

import pytest

from ketlessons import evidence, guide
from ketlessons.evidence import TableError
from ketlessons.evidence.course.curricula import items, taught
from ketlessons.evidence.course.lessons import lessons
from ketlessons.evidence.course.planning import parts, plans, tasks
from ketlessons.evidence.course.teaching import core_concepts, misconceptions, objectives, pairs
from ketlessons.evidence.facts import STATUS_WORDS, USABLE, usable
from ketlessons.evidence.reading.package import bibliography, columns, descriptor, source_keys
from ketlessons.evidence.reading.slips import forget
from ketlessons.evidence.references import all_references
from ketlessons.evidence.topics.findings import findings
from ketlessons.evidence.topics.harms import effects, harms
from ketlessons.evidence.topics.laws import laws
from ketlessons.evidence.topics.ledger import all_claims, claims_table
from ketlessons.evidence.topics.onset import EffectPoint, Event, TimePoint, Trial, all_of
from ketlessons.evidence.topics.regimens import all_regimens
from ketlessons.evidence.topics.signal import all_arrows, all_hypotheses, all_other_drugs, places
from ketlessons.evidence.topics.surveys import survey_points
from ketlessons.evidence.tracing.worked_out import parts_of
from ketlessons.quiz import questions

#: What hands out the rows of each file, all of them, so that two readings can be compared.
READERS = {
    "claims.csv": lambda: [evidence.claims(one.topic) for one in all_claims()],
    "regimens.csv": evidence.regimens,
    "arms.csv": evidence.timecourse,
    "schedules.csv": evidence.schedules,
    "timecourse.csv": evidence.timecourse,
    "trials.csv": evidence.trials,
    "effect_points.csv": evidence.effect_points,
    "timeline.csv": evidence.timeline,
    "hypotheses.csv": lambda: usable(all_hypotheses()),
    "places.csv": places,
    "arrows.csv": lambda: usable(all_arrows()),
    "other_drugs.csv": lambda: usable(all_other_drugs()),
    "findings.csv": findings,
    "prevalence.csv": survey_points,
    "harms.csv": lambda: [row.id for row in harms()],
    "effects.csv": lambda: [row.id for row in effects()],
    "uses.csv": evidence.uses,
    "lessons.csv": lessons,
    "core_concepts.csv": lambda: list(core_concepts()),
    "misconceptions.csv": lambda: list(misconceptions()),
    "pairs.csv": lambda: list(pairs()),
    "objectives.csv": lambda: list(objectives()),
    "parts.csv": lambda: list(parts()),
    "task_minutes.csv": lambda: list(tasks()),
    "plans.csv": lambda: list(plans()),
    "taught.csv": taught,
    "curricula.csv": items,
    "support.csv": lambda: repr(guide.help_lines()),
    "law.csv": laws,
    "worked_out.csv": lambda: parts_of("model_kon_apparent"),
    "references.bib": all_references,
    "datapackage.json": lambda: evidence.fact("ketamine_ic50_human"),
    "schemas/fact.json": lambda: evidence.fact("ketamine_ic50_human"),
    **{f"{name}.csv": lambda name=name: evidence.table(name) for name in evidence.tables()},
}
TABLES = [name for name in READERS if name.endswith(".csv")]
#: Those whose rows say how they were checked; arms are words that the rows over time share, places names of a map, and
#: objectives, misconceptions, pairs, parts, minutes and plans are ours, and what was worked out is said of rows that
#: say it themselves.
OURS = (
    "arms.csv", "places.csv", "misconceptions.csv", "objectives.csv", "pairs.csv", "worked_out.csv",
    "parts.csv", "task_minutes.csv", "plans.csv", "taught.csv",
)  # fmt: skip
CHECKED = [name for name in TABLES if name not in OURS]
#: A row and a column of numbers, or else of some rule, in each kind of table.
FACT, IC50 = "receptor.csv", "ketamine_ic50_human"
#: The last row of that table, as editors count: the head is row 1. None of its cells holds a line break.
LAST = (evidence.data_path() / FACT).read_text(encoding="utf-8").count("\n")


def reader(file):
    return questions if file.startswith("questions/") else READERS[file]


@cache
def as_it_is(file):
    """What a file says that nobody has touched; asked before a test spoils its copy, and read once."""
    return reader(file)()


# What a person does to a file: each returns what to do with the desk ------------------------------------------------


def cell(key, column, text):
    """Type something into one cell."""

    def do(desk, file):
        rows = desk.rows(file)
        row = next(cells for cells in rows if cells[0] == key)
        row[rows[0].index(column)] = text
        desk.save(file, rows)

    return do


def grid(change, separator=",", encoding="utf-8"):
    """Do something to the table as a grid, and save it as a spreadsheet does."""

    def do(desk, file):
        rows = desk.rows(file)
        desk.save(file, rows if (changed := change(rows)) is None else changed, separator, encoding)

    return do


def raw(change):
    """Do something to the bytes."""

    def do(desk, file):
        path = desk.folder / file
        path.write_bytes(change(path.read_bytes()))

    return do


def swap(old, new):
    """Replace the first such text, which must be there."""

    def change(content):
        assert old.encode() in content
        return content.replace(old.encode(), new if isinstance(new, bytes) else new.encode(), 1)

    return raw(change)


def gone(desk, file):
    (desk.folder / file).unlink()


def a_folder(desk, file):
    (desk.folder / file).unlink()
    (desk.folder / file).mkdir()


def same(rows):
    return rows


def insert(place, row):
    def change(rows):
        return [*rows[:place], row(rows) if callable(row) else row, *rows[place:]]

    return change


def lead_with_numbers(rows):
    """Save as pandas does with its index."""
    return [["", *rows[0]], *([str(number), *cells] for number, cells in enumerate(rows[1:]))]


def quote_the_heads(content):
    heads, rest = content.split(b"\n", 1)
    return b'"' + heads.replace(b",", b'","') + b'"\n' + rest


def copied(desk, file):
    """Leave a copy beside a file of questions, as "Duplicate" does."""
    (desk.folder / "questions" / "zz.json").write_bytes((desk.folder / file).read_bytes())


def merge(content):
    first, rest = content.split(b"\n", 1)
    return first + b"\n<<<<<<< HEAD\n" + rest.replace(b"\n", b"\n=======\n", 1) + b">>>>>>> theirs\n"


# Read past: it says the same ----------------------------------------------------------------------------------------

HARMLESS = {
    "byte order mark": raw(lambda content: codecs.BOM_UTF8 + content),
    "semicolons": grid(same, ";"),
    "tabs": grid(same, "\t"),
    "tabs in UTF-16, Excel's Unicode text": grid(same, "\t", "utf-16"),
    "semicolons, byte order mark and line ends of Windows": grid(same, ";", "utf-8-sig"),
    "line ends of Windows": raw(lambda content: content.replace(b"\n", b"\r\n")),
    "line ends of an old Mac": raw(lambda content: content.replace(b"\n", b"\r")),
    "line ends doubled": raw(lambda content: content.replace(b"\n", b"\r\r\n")),
    "no line end at the end": raw(bytes.rstrip),
    "heads in quotation marks": raw(quote_the_heads),
    "blank rows at the end": grid(lambda rows: [*rows, [], [""] * len(rows[0]), [" "] * 3]),
    "a blank row in between": grid(insert(3, lambda rows: [""] * len(rows[0]))),
    "blank rows above the heads": grid(lambda rows: [[""] * len(rows[0]), [], *rows]),
    "columns of separators at the end": grid(lambda rows: [[*cells, "", "", ""] for cells in rows]),
    "separators after some rows": grid(lambda rows: [rows[0], [*rows[1], "", ""], *rows[2:]]),
    "an empty column in front": grid(lambda rows: [["", *cells] for cells in rows], ";"),
    "columns in another order": grid(lambda rows: [cells[::-1] for cells in rows]),
}


@pytest.mark.parametrize("file", TABLES)
@pytest.mark.parametrize("what", HARMLESS)
def test_what_says_the_same_is_read_the_same(desk, file, what):
    before = as_it_is(file)
    forget()
    HARMLESS[what](desk, file)
    assert READERS[file]() == before
    assert READERS[file]()


@pytest.mark.parametrize("file", ["references.bib", "datapackage.json", "questions/00-start-here.json"])
@pytest.mark.parametrize(
    "what", [what for what in HARMLESS if what.startswith(("byte", "line ends of", "no line end"))]
)
def test_other_files_are_read_whatever_an_editor_did_to_their_bytes(desk, file, what):
    before = as_it_is(file)
    forget()
    HARMLESS[what](desk, file)
    assert reader(file)() == before


# Refused: it may say something else ---------------------------------------------------------------------------------


@dataclass
class Slip:
    """What was done to a file, and what the message must say: where, and words of the problem and of the cure."""

    what: str
    file: str
    do: object
    row: object
    column: str
    words: tuple[str, ...]
    blamed: str = ""


def in_cell(what, column, text, *words, file=FACT, key=IC50):
    return Slip(what, file, cell(key, column, text), key, column, words)


def in_file(what, do, row, column, *words, file=FACT, blamed=""):
    return Slip(what, file, do, row, column, words, blamed)


CELLS = [
    # numbers
    in_cell("decimal comma", "value", "0,71", "'0,71' has a comma", "write a point"),
    in_cell("decimal comma in the low end", "low", "0,68", "has a comma"),
    in_cell("scientific notation with a comma", "value", "7,1E-01", "has a comma"),
    in_cell("thousands set apart by a comma", "value", "1,200.5", "has a comma", "thousands unbroken"),
    in_cell("thousands set apart by a space", "value", "1 200", "thousands set apart", "together"),
    in_cell("thousands set apart by a Swiss mark", "value", "1’200", "thousands set apart"),
    in_cell("thousands set apart by a hard space", "value", "1\u00a0200", "no-break space", "plain space"),
    in_cell("percent", "value", "71 %", "is a percentage", "without the sign"),
    in_cell("printed minus", "value", "−70", "printed minus", "write -70", key="ketamine_voltage_human"),
    in_cell("a dash for a minus", "value", "–70", "write -70", key="ketamine_voltage_human"),
    in_cell("number turned into a date", "value", "24.11.2026", "is a date", "as text"),
    in_cell("number turned into a month", "value", "Jul 71", "is a date"),
    in_cell("number turned into a German month", "value", "01. Mai", "is a date"),
    in_cell("#N/A", "value", "#N/A", "error of the spreadsheet", "leave it empty"),
    in_cell("#DIV/0!", "high", "#DIV/0!", "error of the spreadsheet"),
    in_cell("#NAME? in words", "quantity", "#NAME?", "error of the spreadsheet", "type what belongs here"),
    in_cell("nan", "value", "nan", "is no number", "leave it empty"),
    in_cell("inf", "high", "inf", "is no number"),
    in_cell("a number too large", "value", "1e999", "too large", "exponent"),
    in_cell("a dash for nothing", "low", "-", "is no number", "leave it empty"),
    in_cell("TRUE", "value", "TRUE", "is no number", "type the number"),
    in_cell("number with its unit", "value", "0.71 uM", "not one number"),
    in_cell("two numbers", "value", "0.68-0.74", "not one number"),
    in_cell("less than", "value", "<0.71", "not one number"),
    in_cell("Python's own way to write it", "value", "0_71", "not one number"),
    in_cell("digits of another script", "value", "\uff10.\uff17\uff11", "not one number"),
    in_cell("number with a space after it", "value", "0.71 ", "space at an end", "delete the space"),
    in_cell("value below its range", "value", "0.071", "outside its range, 0.68 to 0.74", "look it up"),
    in_cell("value above an open range", "value", "99", "outside its range, 0.68 to 0.74"),
    in_cell("low above high", "low", "0.8", "0.8 is above the high end, 0.74", "swap"),
    in_cell(
        "SMD outside its interval",
        "smd",
        "5.2",
        "outside its range",
        file="effect_points.csv",
        key="point_diazgranados2010_40min",
    ),
    in_cell(
        "whole number with decimals, as pandas saves it",
        "n_analysed",
        "7.0",
        "whole number",
        "write 7",
        file="trials.csv",
        key="trial_berman2000",
    ),
    in_cell("half a person", "n_analysed", "6.5", "whole number", file="trials.csv", key="trial_berman2000"),
    in_cell("nobody", "n", "0", "must be at least 1", file="timecourse.csv", key="berman2000_ketamine_change_72h"),
    in_cell(
        "no time", "time_h", "0", "must be more than 0", file="timecourse.csv", key="berman2000_ketamine_change_72h"
    ),
    in_cell(
        "a number deleted that must be there",
        "value",
        "",
        "is empty",
        "fill it in",
        file="timecourse.csv",
        key="berman2000_ketamine_change_72h",
    ),
    in_cell("dose with a comma", "dose", "0,5", "has a comma", file="regimens.csv", key="iv_infusion"),
    in_cell("dose without a number", "dose", "", "is empty", file="regimens.csv", key="iv_infusion"),
    # names
    in_cell("id in capitals", "id", "Ketamine_ic50_human", "must be written as [a-z]", "as row 3 has", key=IC50),
    in_cell("id with a space", "id", "ketamine ic50", "must be written as"),
    in_cell("id with a hard space", "id", "ketamine\u00a0ic50", "no-break space"),
    in_cell("id deleted", "id", "", "is empty", "delete the whole row"),
    in_cell("id that stands above", "id", IC50, f"'{IC50}' stands in row 2 too", key="ketamine_hill_human"),
    in_cell(
        "order that stands above",
        "order",
        "1",
        "stands in row 2 too",
        file="effect_points.csv",
        key="point_zarate2012_40min",
    ),
    in_cell(
        "zero lost before a lesson's number",
        "number",
        "4",
        "must be written as [0-9]{2}",
        "as row 2 has '00'",
        file="lessons.csv",
        key="04",
    ),
    in_cell("zeros lost in what a lesson needs", "needs", "2;5;7", "must be written as", file="lessons.csv", key="09"),
    in_cell(
        "zero lost before a claim's lesson", "lesson", "1", "must be written as", file="claims.csv", key="claim_02"
    ),
    in_cell(
        "a year turned into a German date",
        "date",
        "03.08.1964",
        "must be written as",
        "as row 2 has '1958'",
        file="timeline.csv",
        key="event_first_human",
    ),
    in_cell(
        "review in German order",
        "reviewed",
        "24.11.2026",
        "year-month-day",
        "as text, and type it again, as row 3",
        file="lessons.csv",
        key="00",
    ),
    in_cell("review in US order", "reviewed", "11/24/2026", "year-month-day", file="lessons.csv", key="00"),
    in_cell("a day that is none", "reviewed", "2026-02-30", "year-month-day", file="lessons.csv", key="00"),
    in_cell(
        "a month spelt out",
        "checked_on",
        "Nov 26",
        "year-month",
        "as row 2 has '2026-11'",
        file="support.csv",
        key="support_us_samhsa",
    ),
    in_cell("a month that is none", "checked_on", "2026-13", "year-month", file="support.csv", key="support_us_samhsa"),
    # known words
    in_cell(
        "status with a capital",
        "status",
        "Unverified",
        "'Unverified' is not one of the known words",
        "write unverified",
        key="kotermanski_ketamine_1mg_2a",
    ),
    in_cell("status with a space", "status", "unverified ", "space at an end", key="kotermanski_ketamine_1mg_2a"),
    in_cell(
        "status with a hard space", "status", "unverified\u00a0", "no-break space", key="kotermanski_ketamine_1mg_2a"
    ),
    in_cell(
        "status with what cannot be seen",
        "status",
        "unver\u200bified",
        "zero width space",
        "delete it",
        key="kotermanski_ketamine_1mg_2a",
    ),
    in_cell("status of our own", "status", "checked", "write one of 'primary', 'transcribed'"),
    in_cell("status deleted", "status", "", "is empty", "write one of primary"),
    in_cell("depth of our own", "depth", "skimmed", "'skimmed' is not one of the known words", "'full_text'"),
    in_cell("depth deleted", "depth", "", "is empty", "'primary'", "write full_text or part"),
    in_cell("depth of another status", "depth", "account", "'account' does not go with the status 'primary'"),
    in_cell(
        "depth of a reported row that claims more",
        "depth",
        "abstract",
        "'abstract' does not go with the status 'secondary'",
        "write account",
        file="trials.csv",
        key="trial_kads",
    ),
    in_cell("status of a lesson with a capital", "status", "Written", "write written", file="lessons.csv", key="00"),
    in_cell("verdict with a capital", "verdict", "Outdated", "write outdated", file="claims.csv", key="claim_08"),
    in_cell("route of another name", "route", "vein", "'iv'", file="regimens.csv", key="iv_infusion"),
    in_cell("TRUE for yes", "met", "TRUE", "'yes', 'no', 'mixed'", file="trials.csv", key="trial_berman2000"),
    # sources
    in_cell("source that is nowhere", "source", "gillin2009", "no entry 'gillin2009'", "write gilling2009"),
    in_cell(
        "one of two sources that is nowhere", "source", "gilling2009;zzz1850", "no entry 'zzz1850'", "add the entry"
    ),
    in_cell("sources separated by a comma", "source", "gilling2009,otto2021", "must be written as"),
    in_cell("source deleted", "source", "", "is empty"),
    in_cell(
        "source of a claim deleted",
        "source",
        "",
        "a row without a source cannot be",
        "write unverified",
        file="claims.csv",
        key="claim_09",
    ),
    in_cell(
        "source of a help line that is nowhere",
        "source",
        "nobody",
        "no entry 'nobody'",
        file="support.csv",
        key="support_us_988",
    ),
    # words
    in_cell("line break in a cell", "conditions", "human\nreceptors", "has a line break", "on one line"),
    in_cell("letters read in another encoding", "conditions", "1 Âµm slices", "another encoding", "write '1 µm"),
    in_cell("note deleted", "note", "", "is empty"),
    in_cell(
        "label too long for a menu", "label", "x" * 45, "at most 44 characters", file="regimens.csv", key="iv_half"
    ),
]

FILES = [
    in_file("a letter of Windows", swap(",0.71,uM,", b",0.71,\xb5M,"), IC50, "unit", "not UTF-8", "save as CSV UTF-8"),
    in_file(
        "UTF-16 without its mark", raw(lambda b: b.decode().encode("utf-16-le")), None, "", "is not UTF-8", "save it"
    ),
    in_file("a workbook renamed", raw(lambda b: b"PK\x03\x04" + b), None, "", "workbook", "save it as CSV"),
    in_file("empty file", raw(lambda b: b""), None, "", "is empty", "restore it"),
    in_file("separators and nothing else", raw(lambda b: b",,,\r\n,,,\r\n"), None, "", "is empty"),
    in_file("heads and nothing else", grid(lambda rows: rows[:1]), None, "", "no rows", "restore it"),
    in_file("missing file", gone, None, "", "is missing", "restore it"),
    in_file("a folder in its place", a_folder, None, "", "cannot be opened", "close it"),
    in_file(
        "Git LFS", raw(lambda b: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n"), None, "", "lfs pull"
    ),
    in_file("merge not settled", raw(merge), 2, "", "merge is not settled (<<<<<<<)", "keep one of the two"),
    in_file(
        "mark of a merge left behind", raw(lambda b: b + b">>>>>>> theirs\n"), LAST + 1, "", "merge is not settled"
    ),
    in_file("cut short in a row", raw(lambda b: b[: b.rindex(b"kampa2004")]), LAST, "", "cells, and the heads are 11"),
    in_file("cut short in quotes", swap("human GluN1", '"human GluN1'), IC50, "", "quotation marks"),
    in_file(
        "a quotation mark opened and never closed",
        raw(lambda b: b[: b.rindex(b",") + 1] + b'"Verify against the paper.\n'),
        LAST,
        "",
        "not balanced",
        '""',
    ),
    in_file("quotation marks within quotation marks", swap('"', '"a "b" '), None, "", "not balanced", '""'),
    in_file(
        "printed quotation marks around a comma",
        swap(",human GluN1", ",“human, GluN1”"),
        IC50,
        "",
        "has no head",
        "straight double quotation marks",
    ),
    in_file("a comma too many", swap(f"{IC50},", f"{IC50},,"), IC50, "", "cell 12", "has no head"),
    in_file("a decimal comma without quotes", swap(",0.71,", ",0,71,"), IC50, "", "has no head"),
    in_file("a cell too few", swap(",uM,0.68", ",0.68"), IC50, "", "has 10 cells, and the heads are 11"),
    in_file(
        "semicolons below commas", raw(lambda b: b.replace(b",", b";").replace(b";", b",", 10)), 2, "", "one comma"
    ),
    in_file(
        "one row with semicolons",
        swap(f"{IC50},IC50 of racemic ketamine,0.71,uM,", f"{IC50};IC50;0.71;uM;"),
        2,
        "",
        "one comma",
    ),
    in_file(
        "semicolons put in by hand, with two sources in a cell",
        raw(lambda b: b.replace(b",", b";")),
        None,
        "",
        "straight double quotation marks",
    ),
    in_file(
        "heads of mixed separators", swap("id,quantity", "id;quantity"), 1, "id", "separate all heads by one comma"
    ),
    in_file("no heads", grid(lambda rows: rows[1:]), 1, "", "does not begin with the heads", "id,quantity,value"),
    in_file("a web page saved", raw(lambda b: b"<!DOCTYPE html>\n<p>Not found</p>\n"), 1, "", "does not begin"),
    in_file(
        "column deleted", grid(lambda rows: [cells[:4] + cells[5:] for cells in rows]), 1, "low", "put the column back"
    ),
    in_file("column renamed", swap(",value,", ",Value,"), 1, "value", "no such head, but 'Value'", "write value"),
    in_file("head with a hard space", swap(",value,", ",value\u00a0,"), 1, "value", "'value\\xa0'", "write value"),
    in_file(
        "column added", grid(lambda rows: [[*cells, "seen"] for cells in rows]), 1, "seen", "not described", "delete"
    ),
    in_file("column doubled", grid(lambda rows: [[*cells, cells[2]] for cells in rows]), 1, "value", "stands twice"),
    in_file(
        "words beside the table",
        grid(lambda rows: [rows[0], [*rows[1], "", "ask Ann"], *rows[2:]]),
        2,
        "",
        "cell 13, 'ask Ann', has no head",
    ),
    in_file("an index of pandas", grid(lead_with_numbers), 2, "", "cell 1, '0', has no head", "delete that column"),
    in_file("a row copied", grid(insert(3, lambda rows: rows[1])), 4, "id", "stands in row 2 too"),
    in_file(
        "blank rows are counted", grid(lambda rows: [rows[0], [], [], *rows[1:], rows[1]]), LAST + 3, "id", "row 4 too"
    ),
]

#: Where the last title of the file as it is stands; entries are added now and then.
LAST_TITLE_LINE = bibliography()[: bibliography().rindex("title")].count("\n") + 1
#: How many lines before the entry that is spoiled, besides the head of the file.
AT = bibliography()[: bibliography().index("@article{abbott2020,")].count("\n") - 5

BIB = [
    in_file(what, do, line, "", *words, file="references.bib")
    for what, do, line, *words in (
        ("missing", gone, None, "is missing"),
        ("empty", raw(lambda b: b"\n"), None, "is empty"),
        ("a web page saved", raw(lambda b: b"<!DOCTYPE html>\n"), None, "holds no entries"),
        ("a letter of Windows", swap("Abbott", b"Abb\xf6tt"), AT + 7, "not UTF-8", "save as UTF-8"),
        ("merge not settled", raw(merge), 2, "merge is not settled"),
        ("cut short", raw(lambda b: b[: b.rindex(b"title")]), LAST_TITLE_LINE, "not BibTeX"),
        (
            "a comma too few",
            swap("{Molecular Pharmacology},", "{Molecular Pharmacology}"),
            AT + 10,
            "not BibTeX",
            "comma",
        ),
        (
            "a brace too few",
            swap("{Molecular Pharmacology}", "{Molecular Pharmacology"),
            AT + 17,
            "not BibTeX",
            "brace",
        ),
        ("a key twice", swap("@article{abbott2024,", "@article{abbott2020,"), AT + 17, "repeated", "key"),
        ("a field twice", swap("volume       = {98}", "year         = {98}"), AT + 6, "duplicate year"),
    )
]

QUESTION = "questions/00-start-here.json"
JSON = [
    in_file(what, do, line, part, *words, file=QUESTION)
    for what, do, line, part, *words in (
        ("empty", raw(lambda b: b""), None, "", "is empty"),
        ("a letter of Windows", swap("You move", b"You m\xf6ve"), 8, "", "not UTF-8"),
        ("cut short", raw(lambda b: b[:400]), 13, "", "not JSON"),
        ("a comma too few", swap('"kind": "check",', '"kind": "check"'), 5, "", "not JSON", "comma"),
        ("printed quotation marks", swap('"kind"', "“kind”"), 4, "", "not JSON", "straight"),
        ("merge not settled", raw(merge), 2, "", "merge is not settled"),
        ("no list", raw(lambda b: b.strip()[1:-1]), 1, "", "list of questions", "square brackets"),
        ("words for a question", raw(lambda b: b'["which?"]'), None, "", "question 1 is not a pair of braces"),
        ("a part twice", swap('"kind": "check",', '"kind": "check", "kind": "predict",'), None, "kind", "stands twice"),
        ("a part misspelt", swap('"prompt"', '"promt"'), 3, "prompt", "is missing", "add it"),
        ("a part of ours", swap('"kind"', '"level": "easy", "kind"'), 3, "level", "is not read", "delete it"),
        ("a number for words", swap('"Only the picture."', "7"), 3, "text", "7 in option 1", "quotation marks"),
        ("key misspelt", swap('"key"', '"Key"'), 3, "Key", "option 2", "is not read"),
        ("key in quotes", swap('"key": true', '"key": "true"'), 3, "key", "must say true or false"),
        ("kind with a capital", swap('"check"', '"Check"'), 3, "kind", "'Check'", "allowed: 'predict', 'check'"),
        (
            "options in braces",
            raw(
                lambda b: (
                    b'[{"id": "x", "kind": "check", "lesson": "00", "objective": "00-run", "concept": "beyond", '
                    b'"prompt": "?", "options": {}}]'
                )
            ),
            1,
            "options",
            "not a list",
        ),
        ("a file copied", copied, 3, "id", "'00-check-slider' stands in questions/00-start-here.json too"),
    )
]
JSON[-1].blamed = "questions/zz.json"

PACKAGE = [
    in_file(what, do, line, part, *words, file="datapackage.json")
    for what, do, line, part, *words in (
        ("empty", raw(lambda b: b""), None, "", "is empty"),
        ("cut short", raw(lambda b: b[:1400]), 50, "", "not JSON"),
        ("merge not settled", raw(merge), 2, "", "merge is not settled"),
        ("a list", raw(lambda b: b"[]"), None, "resources", "each of its tables"),
        ("no table named", raw(lambda b: b'{"resources": [{}]}'), None, "resources", "each of its tables"),
        ("a name twice", swap('"name": "ketlessons",', '"name": "ketlessons", "name": "x",'), None, "name", "twice"),
        (
            "a table described twice",
            swap('"path": "gating.csv"', '"path": "receptor.csv"'),
            None,
            "",
            "receptor.csv twice",
        ),
        ("a table not described", swap('"path": "receptor.csv"', '"path": "x.csv"'), None, "", "receptor.csv nowhere"),
        ("no schema", swap('"schema"', '"shema"'), None, "schema", "receptor.csv is not whole"),
    )
]

#: The one description that all fact tables share.
SCHEMA = [
    in_file(what, do, line, part, *words, file="schemas/fact.json")
    for what, do, line, part, *words in (
        ("missing", gone, None, "", "is missing"),
        ("cut short", raw(lambda b: b[:700]), 31, "", "not JSON"),
        ("no fields", swap('"fields"', '"feilds"'), None, "schema", "receptor.csv is not whole"),
        (
            "a field without a type",
            swap('"type": "string",\n      "description": "Unique', '"description": "Unique'),
            None,
            "id",
            "receptor.csv is not whole",
            "name and a type",
        ),
        (
            "a type misspelt",
            swap('"type": "number"', '"type": "numbr"'),
            None,
            "value",
            "type 'numbr'",
            "number, integer",
        ),
        (
            "a number described as words",
            swap('"type": "number"', '"type": "string"'),
            None,
            "value",
            "must hold float | None",
        ),
        ("a constraint misspelt", swap('"pattern"', '"patern"'), None, "id", "patern", "cannot be checked"),
        ("a pattern that is none", swap('"[a-z][a-z0-9_]*"', '"[a-z"'), None, "id", "pattern '[a-z'"),
        ("a column renamed", swap('"name": "low"', '"name": "Low"'), None, "", "receptor differs in: Low, low"),
    )
]

SLIPS = [*CELLS, *FILES, *BIB, *JSON, *PACKAGE, *SCHEMA]


def test_there_are_many_slips_and_each_has_a_name():
    names = [(slip.file, slip.what) for slip in SLIPS]
    assert len(set(names)) == len(names) >= 40


@pytest.mark.parametrize("slip", SLIPS, ids=[f"{slip.file}: {slip.what}" for slip in SLIPS])
def test_a_slip_is_refused_and_forgotten_once_mended(desk, slip):
    read = reader(slip.file)
    before = as_it_is(slip.file)
    blamed = slip.blamed or slip.file
    row = desk.row_of(slip.file, slip.row) if isinstance(slip.row, str) else slip.row
    good = (desk.folder / slip.file).read_bytes()
    forget()
    slip.do(desk, slip.file)
    for _ in range(2):
        with pytest.raises(TableError) as caught:
            read()
    error, said = caught.value, str(caught.value)
    assert (error.file, error.column) == (blamed, slip.column)
    assert error.row == row or slip.row is None, said
    assert said.startswith(f"{blamed}, {'row' if blamed.endswith('.csv') else 'line'} {row}" if row else blamed), said
    assert slip.column in said
    for words in slip.words:
        assert words in said, said
    assert error.cure
    assert said.endswith(f"; {error.cure}")
    assert "\n" not in said
    assert str(desk.folder) not in said
    for path in (desk.folder / slip.file, desk.folder / blamed):
        if path.is_dir():
            path.rmdir()
        path.unlink(missing_ok=True)
    (desk.folder / slip.file).write_bytes(good)
    assert read() == before


# Over all tables ----------------------------------------------------------------------------------------------------


def with_status(file):
    return "status" in {column.name for column in columns(file)}


@pytest.mark.parametrize("file", CHECKED)
@pytest.mark.parametrize("status", ["Unverified", " unverified", "unverified ", "UNVERIFIED", "n/a", "", "verified"])
def test_a_status_that_is_not_known_stops_every_table(desk, file, status):
    key = desk.rows(file)[-1][0]
    cell(key, "status", status)(desk, file)
    with pytest.raises(TableError) as caught:
        READERS[file]()
    assert (caught.value.file, caught.value.row, caught.value.column) == (file, desk.row_of(file, key), "status")


@pytest.mark.parametrize("file", [file for file in CHECKED if file != "lessons.csv"])
@pytest.mark.parametrize("status", ["Unverified", "unverified", "", "certain"])
def test_what_is_not_a_known_status_is_never_handed_out_even_if_the_schema_would(desk, file, status):
    """The filter lists what may pass. A schema that has lost its list of words changes nothing."""
    content, fact = descriptor(), json.loads((desk.folder / "schemas/fact.json").read_text(encoding="utf-8"))
    own = [entry["schema"] for entry in content["resources"] if isinstance(entry.get("schema"), dict)]
    for schema in (fact, *own):
        for field in schema["fields"]:
            if field["name"] == "status":
                field["constraints"] = {}
    (desk.folder / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
    (desk.folder / "schemas/fact.json").write_text(json.dumps(fact), encoding="utf-8")
    key = desk.rows(file)[1][0]
    forget()
    before = repr(READERS[file]())
    cell(key, "status", status)(desk, file)
    forget()
    after = repr(READERS[file]())
    row = dict(zip(*desk.rows(file)[:2], strict=True))
    sign = row["service"] if file == "support.csv" else f"'{key}'"
    assert sign in before
    assert sign not in after
    if file.removesuffix(".csv") in evidence.tables():
        with pytest.raises(evidence.UnverifiedFact, match=key):
            evidence.fact(key)
    if file == "regimens.csv":
        with pytest.raises(evidence.UnverifiedFact, match=key):
            evidence.regimen(key)


def test_a_lesson_of_an_unknown_status_is_not_written(desk):
    cell("01", "status", "planned")(desk, "lessons.csv")
    assert [row.written for row in lessons()][:3] == [True, False, True]


def test_the_known_words_are_those_of_the_schema():
    """The data package lists the statuses, and the library which of them may pass; they must speak of the same."""
    for file in CHECKED:
        (status,) = [column for column in columns(file) if column.name == "status"]
        assert set(status.known) == ({"written", "planned"} if file == "lessons.csv" else set(STATUS_WORDS)), file
    assert {*USABLE, "unverified"} == set(STATUS_WORDS)
    assert "unverified" not in USABLE


def test_every_described_table_has_a_reader_here():
    assert set(TABLES) == {entry["path"] for entry in descriptor()["resources"] if entry["type"] == "table"}


@pytest.mark.parametrize("file", TABLES)
def test_every_table_refuses_a_row_that_stands_twice(desk, file):
    rows = desk.rows(file)
    desk.save(file, [*rows, rows[1]])
    with pytest.raises(TableError, match="stands in row 2 too") as caught:
        READERS[file]()
    assert (caught.value.file, caught.value.row) == (file, len(rows) + 1)


@pytest.mark.parametrize("file", TABLES)
@pytest.mark.parametrize("do", [gone, raw(merge), raw(lambda content: b"")])
def test_every_table_refuses_a_file_that_is_not_whole(desk, file, do):
    do(desk, file)
    with pytest.raises(TableError) as caught:
        READERS[file]()
    assert caught.value.file == file


def test_an_id_in_two_tables_is_refused_by_both_and_mended_by_one(desk):
    row = desk.rows(FACT)[1]
    rows = desk.rows("gating.csv")
    desk.save("gating.csv", [*rows, row])
    for ask in (
        lambda: evidence.fact(IC50),
        lambda: evidence.value("gating_rb"),
        lambda: evidence.table("receptor"),
        lambda: evidence.table("gating"),
    ):
        with pytest.raises(TableError, match=rf"'{IC50}' stands in receptor.csv, row 2, too") as caught:
            ask()
        assert (caught.value.file, caught.value.row, caught.value.column) == ("gating.csv", len(rows) + 1, "id")
    desk.save("gating.csv", rows)
    assert evidence.value(IC50) == 0.71


def test_a_source_that_was_added_to_the_references_is_found_without_a_new_start(desk):
    cell(IC50, "source", "new2027")(desk, FACT)
    with pytest.raises(TableError, match="new2027"):
        evidence.fact(IC50)
    swap("@article{abbott2020,", "@misc{new2027,\n  title = {New},\n}\n\n@article{abbott2020,")(desk, "references.bib")
    assert evidence.fact(IC50).sources == ("new2027",)
    assert evidence.reference("new2027").title == "New"


def test_a_table_that_was_read_is_kept_until_something_is_wrong(desk):
    kept = evidence.all_rows("receptor")
    cell(IC50, "value", "0.7")(desk, FACT)
    assert evidence.all_rows("receptor") is kept
    gone(desk, "timeline.csv")
    with pytest.raises(TableError, match=r"timeline\.csv: is missing"):
        evidence.timeline()
    assert evidence.value(IC50) == 0.7


@pytest.mark.parametrize(
    ("kind", "file", "column"),
    [
        (TimePoint, "timecourse.csv", "value"),
        (Trial, "trials.csv", "n_analysed"),
        (EffectPoint, "effect_points.csv", "smd"),
        (Event, "timeline.csv", "region"),
    ],
)
def test_a_description_must_hold_what_the_lessons_compute_with(desk, kind, file, column):
    content = descriptor()
    (resource,) = [entry for entry in content["resources"] if entry["path"] == file]
    (field,) = [field for field in resource["schema"]["fields"] if field["name"] == column]
    field["type"] = "string" if field["type"] != "string" else "integer"
    field["constraints"] = {}
    (desk.folder / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
    forget()
    with pytest.raises(TableError, match=f"{file} must hold") as caught:
        all_of(kind)
    assert (caught.value.file, caught.value.column) == ("datapackage.json", column)


@pytest.mark.parametrize(
    ("file", "key", "column", "other"),
    [
        ("timecourse.csv", "murrough2013_ketamine_lead_24h", "arms", "arms.csv"),
        ("effect_points.csv", "point_murrough2013_24h", "time_point", "timecourse.csv"),
    ],
)
def test_a_row_that_names_no_row_of_the_other_table_is_refused(desk, file, key, column, other):
    named = desk.rows(file)[desk.row_of(file, key) - 1][desk.rows(file)[0].index(column)]
    cell(key, column, named.replace("murrough", "murough"))(desk, file)
    with pytest.raises(TableError, match=rf"{other} has no row 'murough2013.*write {named}") as caught:
        READERS[file]()
    assert (caught.value.file, caught.value.row, caught.value.column) == (file, desk.row_of(file, key), column)


@pytest.mark.parametrize(
    "do", [swap('"resource": "arms"', '"resource": "arns"'), swap('"resource": "arms"', '"table": "arms"')]
)
def test_a_key_that_cannot_be_followed_is_refused(desk, do):
    do(desk, "datapackage.json")
    with pytest.raises(TableError, match=r"a key of timecourse\.csv cannot be followed") as caught:
        evidence.timecourse()
    assert (caught.value.file, caught.value.column) == ("datapackage.json", "foreignKeys")


def test_a_column_of_the_arms_must_hold_what_the_lessons_read(desk):
    swap('"name": "control_type",\n            "title"', '"name": "sort",\n            "title"')(
        desk, "datapackage.json"
    )
    swap(",control_type,", ",sort,")(desk, "arms.csv")
    with pytest.raises(TableError, match=r"timecourse\.csv has no such column"):
        evidence.timecourse()


@pytest.mark.parametrize(
    ("file", "key", "column", "word"),
    [
        ("arms.csv", "murrough2013_ketamine", "masking", "fair"),
        ("arms.csv", "murrough2013_ketamine", "control_type", "inert"),
        ("arms.csv", "murrough2013_ketamine", "guessed", "many"),
        ("timecourse.csv", "murrough2013_ketamine_lead_24h", "measure", "difference"),
        ("timecourse.csv", "murrough2013_ketamine_lead_24h", "felt", "yes"),
        ("effect_points.csv", "point_murrough2013_24h", "given", "twice"),
        ("timeline.csv", "event_fda_trd", "decision", "allowed"),
        ("timeline.csv", "event_fda_trd", "use", "pain"),
        ("timeline.csv", "event_fda_trd", "theme", "mood"),
        ("uses.csv", "use_horse_us", "sort_as", "allowed"),
        ("uses.csv", "use_horse_us", "region", "EU"),
        ("trials.csv", "trial_murrough2013", "met", "nearly"),
    ],
)
def test_a_judgement_is_one_of_the_known_words(desk, file, key, column, word):
    cell(key, column, word)(desk, file)
    with pytest.raises(TableError, match="not one of the known words") as caught:
        READERS[file]()
    assert (caught.value.file, caught.value.row, caught.value.column) == (file, desk.row_of(file, key), column)


def test_a_column_that_the_lessons_need_must_be_described(desk):
    swap('"name": "devices"', '"name": "sprays"')(desk, "datapackage.json")
    swap(",devices,", ",sprays,")(desk, "regimens.csv")
    with pytest.raises(TableError, match=r"regimens\.csv has no such column") as caught:
        all_regimens()
    assert (caught.value.file, caught.value.column) == ("datapackage.json", "devices")


def test_claims_that_nobody_checked_are_not_shown_even_if_they_are_given():
    unchecked = replace(all_claims()[11], status="unverified")
    with pytest.raises(evidence.UnverifiedFact, match="claim_12"):
        claims_table([unchecked])


def test_what_a_system_leaves_beside_copied_questions_is_read_past(desk):
    (desk.folder / "questions" / "._00-start-here.json").write_bytes(b"\x00\x05\x16\x07")
    assert "00-check-slider" in questions()


def test_a_folder_without_questions_is_named(desk):
    for path in (desk.folder / "questions").iterdir():
        path.unlink()
    with pytest.raises(TableError, match="questions: holds no questions; restore"):
        questions()


def test_the_keys_are_those_of_the_entries():
    assert source_keys() == set(all_references())


def test_the_error_is_a_value_error_and_survives_copying():
    error = TableError("is missing", "restore it", "receptor.csv", 2, "value", "row")
    assert isinstance(error, ValueError)
    assert str(error) == "receptor.csv, row 2 (row), column value: is missing; restore it"
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert (str(twin), twin.row) == (str(error), 2)
