"""Is every claim of the article accounted for: taught where the ledger says, in its words, and without known mistakes?

Which lessons are written stands in lessons.csv. A claim of a planned lesson must be called planned; as soon as the
lesson is called written, its claims must stand in its saved notebook.
"""

import csv
import io
import re
from html.parser import HTMLParser

import nbformat
import pytest

from ketlessons import evidence, guide
from ketlessons.evidence.course.lessons import lessons
from ketlessons.evidence.display import Folded, Table, typeset
from ketlessons.evidence.facts import USABLE
from ketlessons.evidence.references import reference
from ketlessons.evidence.topics.ledger import TOPICS, VERDICTS, all_claims, claims_table

CLAIMS = {claim.id: claim for claim in all_claims()}
LESSONS = {lesson.number: lesson for lesson in lessons()}
WRITTEN = [claim.id for claim in all_claims() if LESSONS[claim.lesson].written]
NOTEBOOKS = evidence.data_path().parent / "notebooks"
#: The claims on harms and assault, whose words need most care.
SENSITIVE = [f"claim_{number:02d}" for number in range(25, 61)]


class Rows(HTMLParser):
    """The rows of the tables of a piece of HTML, each with the caption of its table and the heads of its columns."""

    def __init__(self, markup):
        super().__init__()
        self.rows, self.caption, self.heads, self.cells, self.text = [], "", [], [], None
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.heads = []
        if tag == "tr":
            self.cells = []
        if tag in ("caption", "th", "td"):
            self.text = ""

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "caption":
            self.caption, self.text = self.text, None
        if tag in ("th", "td"):
            self.cells.append(self.text)
            self.text = None
        if tag == "thead":
            self.heads = self.cells
        elif tag == "tr" and self.heads:
            self.rows.append({"caption": self.caption, **dict(zip(self.heads, self.cells, strict=True))})


def read(claim):
    """Return the notebook that teaches a claim."""
    return nbformat.read(NOTEBOOKS / f"{LESSONS[claim.lesson].file}.ipynb", 4)


def headings(notebook):
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return [found.strip() for found in re.findall(r"^#+ (.+)$", text, flags=re.M)]


def told(notebook):
    """Return what stands in the tables of claims that a saved notebook shows: claim, verdict and better statement."""
    found = set()
    for cell in notebook.cells:
        if cell.cell_type == "code" and "claims_table(" in cell.source:
            for output in cell.outputs:
                for row in Rows(output.get("data", {}).get("text/html", "")).rows:
                    verdict = row.get("Verdict") or row["caption"].split(":")[0].lower()
                    found.add((row["The article says"], verdict, row["Better to say"]))
    return found


def test_every_claim_of_the_article_has_one_row():
    assert list(CLAIMS) == [f"claim_{number:02d}" for number in range(1, 61)]
    assert all(claim.status in USABLE for claim in all_claims())
    assert len({claim.claim for claim in all_claims()}) == 60


def test_each_claim_has_a_lesson_a_topic_and_a_verdict():
    for claim in all_claims():
        assert claim.lesson in LESSONS, claim.id
        assert claim.verdict in VERDICTS, claim.id
        assert claim.topic in TOPICS, claim.id
        assert claim.section.strip(), claim.id
    assert [t for t in TOPICS if any(claim.topic == t for claim in all_claims())] == list(TOPICS)


def test_a_claim_is_planned_as_long_as_its_lesson_is():
    for claim in all_claims():
        assert claim.taught == ("written" if LESSONS[claim.lesson].written else "planned"), claim.id


@pytest.mark.parametrize("id", WRITTEN)
def test_the_heading_of_a_claim_stands_in_its_lesson(id):
    assert CLAIMS[id].section in headings(read(CLAIMS[id]))


@pytest.mark.parametrize("id", WRITTEN)
def test_verdict_and_better_statement_stand_in_the_saved_lesson(id):
    claim = CLAIMS[id]
    assert (typeset(claim.claim), claim.verdict, typeset(claim.better_statement)) in told(read(claim))


@pytest.mark.parametrize("number", sorted({CLAIMS[id].lesson for id in WRITTEN}))
def test_a_lesson_shows_its_claims_and_no_others(number):
    ours = [claim for claim in all_claims() if claim.lesson == number]
    notebook = read(ours[0])
    assert {claim for claim, _, _ in told(notebook)} == {typeset(claim.claim) for claim in ours}
    places = [cell.source for cell in notebook.cells]
    table = next(i for i, source in enumerate(places) if "claims_table(" in source)
    head = max(i for i, source in enumerate(places) if re.search(r"^## What you may have read$", source, flags=re.M))
    assert head < table


def test_many_claims_are_folded_by_verdict_and_few_are_not():
    assert isinstance(claims_table("02"), Table)
    many = claims_table("07")
    assert isinstance(many, Folded)
    assert [line for line, _ in many.parts] == ["Supported: 13 of 20 claims", "Oversimplified: 7 of 20 claims"]
    assert many.html.count("<details") == many.html.count("</details>") == 2
    for claim in evidence.claims("07"):
        assert str(many).count(typeset(claim.better_statement)) == 1
    rows = Rows(many.html).rows
    assert len(rows) == 20
    assert {row["The article says"]: row["caption"].split(":")[0].lower() for row in rows} == {
        typeset(claim.claim): claim.verdict for claim in evidence.claims("07")
    }


def test_claims_of_one_verdict_stand_in_one_table():
    assert isinstance(claims_table("03"), Table)
    assert len(claims_table("03").rows) == 9


# The file for a spreadsheet.


def test_the_ledger_can_be_saved_and_read_again(tmp_path):
    file = evidence.save_ledger(tmp_path / "claims.csv")
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [int(row["number"]) for row in rows] == list(range(1, 61))
    for row, claim in zip(rows, all_claims(), strict=True):
        assert (row["claim"], row["verdict"], row["better statement"]) == (
            claim.claim,
            claim.verdict,
            claim.better_statement,
        )
        assert row["topic"] == TOPICS[claim.topic]
        assert (row["lesson"], row["heading"]) == (claim.lesson, claim.section)
        assert all(reference(key).link in row["sources"] for key in claim.sources)


def test_a_file_that_is_there_is_replaced_only_if_one_says_so(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text("my notes", encoding="utf-8")
    with pytest.raises(FileExistsError, match="overwrite=True"):
        evidence.save_ledger(file)
    assert file.read_text(encoding="utf-8") == "my notes"
    assert evidence.save_ledger(str(file), overwrite=True) == file
    assert file.read_text(encoding="utf-8-sig").startswith("number,topic,claim")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        evidence.save_ledger(tmp_path / "nowhere" / "claims.csv")


# What the better statements say.


def test_a_better_statement_is_short():
    for id in (*SENSITIVE, "claim_11", "claim_12", *(f"claim_{number}" for number in range(15, 20))):
        said = CLAIMS[id].better_statement
        assert len(said.split()) <= 68, id
        assert len(re.findall(r"[.?!](?:\s|$)", said)) <= 5, id


#: What the papers print, and what must stand in the statement that rests on it.
PRINTED = {
    "claim_04": ("321 of 983", "42 of 782"),  # pooled table of nine trials: 32.7 and 5.4 %
    "claim_06": ("165 of 983", "70 of 782", "48 to 61"),  # somnolence 16.8 and 9.0 %
    "claim_25": ("18,802", "2 deaths in 1,595", "20 in 1,514"),
    "claim_27": ("188", "48 in 100"),
    "claim_29": ("156 of 983", "40 of 782", "233", "40 in 100", "39"),
    "claim_30": ("270 of 983", "101 vomiting", "81 and 22 of 782"),
    "claim_33": ("45 of 100", "233"),
    "claim_34": ("68 deaths", "8.8 in 100"),
    "claim_35": ("18,802", "30 in 100", "24 in 100", "59 people", "42"),
    "claim_36": ("five groups of 30", "114 people", "12 weeks"),
    "claim_37": ("115 of 200", "4 had", "103", "28 in 100"),
    "claim_40": ("30 people who use it often", "six times"),
    "claim_41": ("9, 17 and 29 of 100", "4,477", "1,285", "205"),  # 8.55, 17 and 29.3 %
    "claim_42": ("274", "71 in 100", "62", "59", "205", "30 in 100"),
    "claim_43": ("30 of 59", "96 of 572", "20 of 81", "251", "97"),
    "claim_44": ("758", "3.4 times", "2.4 times", "10 in 100"),
    "claim_45": ("22 publications", "10,680 cases", "16 countries", "2 of 184"),
    "claim_47": ("56 experiments", "1,041"),
    "claim_48": ("five publications", "2 to 22 in 100"),
    "claim_49": ("70 in 100 of 298",),
    "claim_53": ("26 schools", "5.2 % of 451", "9.8 % of 442"),
    "claim_60": ("95 probable cases", "369 police cases"),  # two series that do not agree
}


@pytest.mark.parametrize("id", PRINTED)
def test_a_better_statement_says_the_printed_numbers_with_their_denominators(id):
    for words in PRINTED[id]:
        assert words in CLAIMS[id].better_statement


def test_counts_and_shares_that_stand_together_agree():
    """The shares that the papers print, from their counts: so no count is misread."""
    for events, people, percent in (
        *((321, 983, 32.7), (42, 782, 5.4), (165, 983, 16.8), (70, 782, 9.0), (156, 983, 15.9), (40, 782, 5.1)),
        *((270, 983, 27.5), (81, 782, 10.4), (101, 983, 10.3), (22, 782, 2.8)),
        *((30, 59, 51), (42, 59, 71), (96, 572, 16.8), (20, 81, 24.7), (81, 97, 83.5), (4, 51, 7.8), (6, 68, 8.8)),
    ):
        digits = 0 if isinstance(percent, int) else 1
        assert round(100 * events / people, digits) == percent
    assert round(81 / 97 * 6) == 5  # five in six
    relative = 1 - 5.2 / 9.8
    assert relative == pytest.approx(0.463, abs=0.01)  # printed: 46.3 %
    assert 1 - 0.83 < 0.2 < 1 - 0.79  # the two printed ratios: about a fifth


@pytest.mark.parametrize("id", SENSITIVE)
def test_a_share_of_people_never_stands_without_a_count(id):
    """What follows "in 100" or a percent sign is of somebody: the statement counts them, or says that a label does."""
    said = CLAIMS[id].better_statement
    if re.search(r"\d ?%|\d (?:in|of) 100\b", said):
        people = re.findall(r"(?<![\d,.])(?:\d{1,3},\d{3}|\d{2,4})(?![\d,.]*\d| ?%| (?:in|of) 100)", said)
        assert [number for number in people if number != "100"] or "five publications" in said


#: What must not stand in a statement for learners on harms or assault.
NOT_SAID = {
    r"\b\d[\d.,]* ?(?:mg|g|gram|grams|µg|ug|ml)\b": "no amounts",
    r"\bsnort|\binject(?:ed|ing)?\b(?! as)|\bline of\b|intramuscular": "no routes",
    r"\bonset\b|taste|odou?r|colou?rless|street price|£|\$": "no onset, taste, masking or price",
    r"\baddict(?!ion\b)|\babuser|\bjunkie|\bclean\b|\bvictims?\b|\bfemales\b": "person-first",
    r"not read|could not be read|was read|checked here|from memory|abstract|we found|not reached": "not of our reading",
    r"horrif|terrif|destroy|epidemic|craze|zombie|deadly": "no scare",
    r"LD50|therapeutic index|safety ratio|\bsafer than\b": "no ratio of safety",
    r"should have|could have (?:avoided|prevented)|her own fault\b|asked for it|let (?:herself|himself)": "no blame",
}


@pytest.mark.parametrize("pattern", NOT_SAID)
def test_statements_on_harms_and_assault_keep_the_rules(pattern):
    for id in SENSITIVE:
        for text in (CLAIMS[id].claim, CLAIMS[id].better_statement):
            found = re.search(pattern, text, flags=re.I)
            assert not found, f"{id}: {found.group()!r}: {NOT_SAID[pattern]}"


#: Mistakes that are often printed of harms and assault (numbers as in the evidence), and why they are mistakes.
TRAPS = {
    "T01": (r"26\.6|\b27 ?%", "a quarter who never used it tells of a symptom too; symptoms are no damage"),
    "T02": (r"3\.8 ?%.{0,40}(?:wors|deteriorat)", "eight people, of a number that is not clear"),
    "T03": (r"half of (?:all |the )?(?:people who use|users).{0,30}kidney|\b51 ?%", "of people sent to urologists"),
    "T04": (r"\b(?:77|70|60)(?:\.\d)? ?%", "symptoms of people who came for symptoms"),
    "T05": (r"\b92 ?%|92 in 100", "of people in a clinic for it"),
    "T06": (r"2\.3 ?%", "2 of 184 suspected cases"),
    "T08": (r"no drug (?:was )?found,? (?:so|means)", "tests often come too late"),
    "T09": (r"positive (?:test|urine|result) (?:proves|shows) (?:that )?", "it can last for weeks"),
    "T10": (r"\b0\.9 ?%", "an estimate of a quarter of a year"),
    "T12": (r"3\.8 ?%.{0,30}2024", "2022/23"),
    "T13": (r"269,000(?!.{0,60}2024)|299,000(?!.{0,60}2023)", "both are right: years to March 2024 and to March 2023"),
    "T14": (r"\b696\b(?!.{0,40}detected)", "detected, not caused"),
    "T15": (r"never (?:affects|depresses|slows|stops) breathing|always stops breathing", "mostly kept, not always"),
    "T16": (r"seizures are (?:common|frequent)|often causes seizures", "reported, without a reliable rate"),
    "T18": (r"77\.5", "no number of people, and no comparison"),
    "T19": (r"7\.8 ?%", "of 51 with a diagnosis; 4 of 115"),
    "T20": (r"brain damage|shrinks the brain", "observational"),
    "T21": (r"\b15 years", "that was a bill; the law says 20"),
    "T22": (r"Act (?:of 1996 )?names ketamine", "it names no drug but one"),
    "T23": (r"0800 500 2222", "0808"),
    "T24": (r"Class A\b", "Class B since 2014"),
    "T25": (r"section 76", "the presumptions that evidence can overturn are in section 75"),
    "T26": (r"horse tranquil", "an anaesthetic for people and animals"),
    "T27": (
        r"usually (?:put|slipped) (?:in|into) a drink by a stranger",
        "often known or just met; series do not agree",
    ),
    "T29": (r"most (?:people )?(?:fully )?recover|everybody recovers", "half to five in six improve"),
    "T30": (r"causes (?:lasting|permanent|persistent) psychosis|never causes psychosis", "open"),
    "T31": (
        r"always the (?:top|most)|alcohol (?:was|is) found in (?:about )?half",
        "it depends on when samples are taken",
    ),
    "false 2.1 %": (r"2\.1 ?%|1,890", "no such source exists"),
    "covert 43 %": (r"\b43 ?%", "any drug at all; 4.2 % were judged covert"),
    "minor against moderate": (r"53 ?%.{0,60}62 ?%", "two different outcomes"),
    "650 %": (r"\b650 ?%", "7 to 53 certificates"),
    "GDS 0.10 %": (r"0\.10 ?%", "of whom is not clear"),
    "bystander": (r"whether assaults fall is not shown", "two trials exist"),
    "one series": (r"one series (?:that )?(?:we|could)", "a review of 22 publications exists"),
}


@pytest.mark.parametrize("name", TRAPS)
def test_no_statement_repeats_a_known_mistake(name):
    pattern, why = TRAPS[name]
    for claim in all_claims():
        assert not re.search(pattern, claim.better_statement, flags=re.I), f"{claim.id}: {why}"


def test_the_traps_would_be_seen():
    for name, said in {
        "T01": "26.6 % of users have bladder damage.",
        "T13": "In the year to March 2023 there were 269,000 users.",
        "T21": "The Act has a maximum of 15 years.",
        "T31": "Alcohol was found in about half of the cases.",
        "bystander": "Programmes can teach people to step in; whether assaults fall is not shown.",
    }.items():
        assert re.search(TRAPS[name][0], said, flags=re.I), name
    assert not re.search(TRAPS["T13"][0], "299,000 in the year to March 2023, 269,000 in that to March 2024")


def test_rates_of_trials_are_said_to_be_of_trials():
    """T17: another product, dose and setting than outside medicine."""
    for claim in all_claims():
        if "983" in claim.better_statement:
            assert "nine trials of esketamine spray" in claim.better_statement, claim.id
            assert "placebo spray" in claim.better_statement, claim.id


def test_rates_among_people_who_call_it_a_disorder_are_not_those_of_all():
    """T28."""
    for claim in all_claims():
        if "harding2025" in claim.sources:
            assert "said that they had" in claim.better_statement, claim.id


def test_no_rate_of_ketamine_rests_on_a_panel_without_it():
    """T07."""
    for claim in all_claims():
        assert "elsohly1999" not in claim.sources, claim.id


def test_breathing_begins_with_the_danger():
    first = CLAIMS["claim_31"].better_statement.split(".")[0]
    assert re.search(r"slow or stop", first)
    for words in ("alcohol", "opioids", "GHB", "benzodiazepines"):
        assert words in first


def test_what_to_do_stands_with_every_danger_that_cannot_wait():
    for id in ("claim_32", "claim_33", "claim_54"):
        assert "call the emergency number" in CLAIMS[id].better_statement, id
    assert "emergency" in CLAIMS["claim_31"].better_statement


def test_responsibility_lies_with_the_person_who_assaults():
    for id in ("claim_53", "claim_59"):
        assert re.search(r"Responsibility (?:stays|lies) with the person who assaults", CLAIMS[id].better_statement)
    for id in ("claim_53", "claim_59"):
        assert re.search(r"never a duty", CLAIMS[id].better_statement), id


def test_who_is_under_18_is_told_what_may_be_passed_on():
    assert "Under 18" in CLAIMS["claim_56"].better_statement


# The map of claims in lesson 00.


def test_the_map_of_claims_counts_each_once_and_links_to_each_written_lesson():
    shown = guide.ledger_map()
    html, text = shown._repr_mimebundle_()["text/html"], repr(shown)
    rows = Rows(html).rows
    assert [row["Lesson"][:2] for row in rows] == ["01", "02", "03", "04", "05", "06", "07", "08", "Al"]
    for row in rows:
        those = [claim for claim in all_claims() if row["Lesson"] == "All" or claim.lesson == row["Lesson"][:2]]
        assert int(row["Claims"]) == len(those)
        counts = {verdict: sum(claim.verdict == verdict for claim in those) for verdict in VERDICTS}
        told = [f"{many} {verdict}" for verdict, many in counts.items() if many or row["Lesson"] == "All"]
        assert row["How they hold"] == ", ".join(told)
    for number in {claim.lesson for claim in all_claims()}:
        lesson = LESSONS[number]
        assert (f'href="{lesson.file}.ipynb#What-you-may-have-read"' in html) == lesson.written
        assert (f"{number} {lesson.title} (planned)" in text) == (not lesson.written)
    assert text.endswith("All 60: 30 supported, 29 oversimplified, 1 outdated, 0 unsupported")
