"""Lesson 08 is read by people who were harmed: what it must never say, and what it must say wherever they look.

The pages of the lesson are its notebook with all outputs, its questions, what its explorers say at every setting,
the rows of its tables, and the task that stands in its place.
"""

import itertools
import json
import re
from pathlib import Path

import nbformat
import pytest

from ketlessons import evidence
from ketlessons.evidence.topics.laws import laws
from ketlessons.explorers import EXPLORERS
from ketlessons.guide import help_lines
from ketlessons.published.assault.shown import GROUPS, LAWS
from ketlessons.quiz import everything

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "notebooks" / "08-respond-to-assault.ipynb"
BOOK = nbformat.read(FILE, as_version=4)
OWN = ("what_was_found", "detection_windows", "base_rates")

#: What must not be said; why; and a sentence that would say it. Numbers are of the list of traps.
TRAPS = {
    r"2\.3 ?% (?:of|in)|ketamine (?:is|was) (?:found )?in \d[\d.]* ?% of (?:sexual )?assaults": (
        "T06: 2 of 184 suspected cases in one place",
        "Ketamine was found in 2.3 % of sexual assaults.",
    ),
    r"ElSohly.{0,80}(?:found ketamine|ketamine.{0,30}(?:found|positive|%))": (
        "T07: ketamine was not looked for there",
        "ElSohly 1999 found ketamine in few.",
    ),
    r"(?:negative|blank|nothing found|no drug)(?:(?!not).){0,40}(?:so|means?|proves?|shows?) (?:that )?"
    r"(?:no|nothing was|nobody)": (
        "T08: a blank does not rule it out",
        "A negative result means that no drug was given.",
    ),
    r"(?:positive|find|found).{0,40}(?:proves?|is proof|shows? that it was given)": (
        "T09: traces of earlier use stay for weeks",
        "A positive urine proves that it was given that night.",
    ),
    r"\b15 years": ("T21: that is the House bill", "The US law gives up to 15 years."),
    r"(?:1996|104-305|DIRPPA)(?:(?!no ketamine|three years later).){0,60}(?:names?|lists?) ketamine": (
        "T22: it holds for any controlled substance",
        "The law of 1996 names ketamine.",
    ),
    r"(?<!\d)0800 ?500 ?2222": ("T23: it is 0808", "Ring 0800 500 2222."),
    r"\b(?-i:Class A)\b": ("T24: it is Class B", "Ketamine is Class A."),
    r"section 76.{0,40}(?:evidential|overturn|presum)|section 75.{0,40}conclusive": (
        "T25: evidential presumptions stand in section 75",
        "Section 76 holds the evidential presumptions.",
    ),
    r"horse tranquil": ("T26: it is an anaesthetic", "A horse tranquilliser."),
    r"(?:usually|typically|mostly|often) (?:is )?(?:put|slipped) in(?:to)? (?:a|the|your|somebody's) drink|"
    r"mostly (?:a )?strangers?\b(?! with a pill)": (
        "T27: alcohol is found most often, and those responsible are mostly known",
        "It is usually put into a drink by a stranger.",
    ),
    r"alcohol (?:is|was) always|alcohol (?:is|was) found in half|"
    r"(?<!neither \"in )half of (?:the )?(?:cases|assaults)": (
        "T31: 17 to 55 of 100, by series",
        "Alcohol was found in half of cases.",
    ),
    r"(?<!itself )\b(?:it|alcohol) (?:does )?(?:go(?:es)?|is gone) within hours": (
        "alcohol itself goes; what the body makes of it can be found for a day or more",
        "Alcohol goes within hours.",
    ),
    r"hepatitis B \((?:about|within|up to) 7 days": (
        "one centre's days; Scotland gives the vaccine up to six weeks",
        "A vaccine against hepatitis B (about 7 days).",
    ),
    r"\b43 ?%.{0,30}(?:spiked|drugged|covert)": ("they were not judged covert", "43 % had been drugged."),
    r"2\.1 ?% of reported|1,?890 ketamine|3[-–]7 ?% globally": ("no such source", "2.1 % of reported assaults."),
    r"commonest drugs? (?:in|of) spiking|used most (?:often )?(?:to spike|in spiking)": (
        "what is found in people is not what was given to them",
        "Ketamine is one of the commonest drugs in spiking.",
    ),
    r"needle[- ]spiking (?:is|was) (?:proved|proven|confirmed|common)": (
        "none was confirmed",
        "Needle spiking is common.",
    ),
    r"\bin urine for (?:up to )?(?:\d+|two|three|four) (?:days|weeks)(?! after daily)": (
        "a single dose has no agreed window",
        "Ketamine can be detected in urine for up to 14 days.",
    ),
    r"spiking (?:is|became) (?:now )?(?:a|an) (?:new )?(?:specific )?(?:offence|crime) since 2026|"
    r"Act of 2026 (?:is|came) in(?:to)? force": ("its start was not confirmed", "The Act of 2026 is in force."),
}
#: Words that put it on the person who was harmed, or that make a story of it.
BLAME = {
    r"\b(?:you|she|he|they|women|girls|victims?) should(?:n't| not)? have\b(?! seen| watched the drink)": "You "
    "should have left.",
    r"\bnever leave (?:your|a|the) drink|\bdo ?n[o']t (?:accept|drink|walk|go|wear)\b": "Never leave your drink.",
    r"\bkeep (?:yourself|yourselves) safe\b|\bprotect yourself\b|\bstay safe\b": "Protect yourself.",
    r"\bavoid (?:drinking|open|strangers|being|parties)": "Avoid open containers.",
    r"\b(?:put|puts|putting) (?:herself|himself|themselves|yourself) (?:at|in|into)\b": "She put herself at risk.",
    r"(?<!Office for )\bvictims?\b": "The victim was asleep.",
    r"\balleged|\baccuser|\bclaims? to have been\b": "The alleged assault.",
    r"\bfalse (?:reports?|accusations?|allegations?)\b": "Few reports are false accusations.",
    r"\bdate[- ]rape\b": "A date rape drug.",
    r"\bimagine (?:you|that you|being)|\brole[- ]?play(?! and| or|,)": "Imagine you wake up.",
    r"\bgrey (?:area|zone)": "Consent is a grey area.",
}


def words_of(thing):
    if isinstance(thing, str):
        return [thing]
    parts = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list | tuple) else ()
    return [text for part in parts for text in words_of(part)]


def prose():
    return [re.sub(r"\]\([^)]*\)", "]", cell.source) for cell in BOOK.cells if cell.cell_type == "markdown"]


def printed():
    """What the cells show, but for papers with their own titles, and the article's claims in its own words."""
    for cell in BOOK.cells:
        if cell.cell_type == "code" and "reference_list" not in cell.source and "claims_table" not in cell.source:
            for output in cell.outputs:
                yield from [output.get("text", ""), output.get("data", {}).get("text/plain", "")]


def asked():
    for one in everything().values():
        if one.id.startswith("08-"):
            yield from (one.prompt, *(text for option in one.options for text in (option.text, option.feedback)))


def told():
    for name in OWN:
        explorer = EXPLORERS[name]()
        values = {c.name: getattr(c, "grid", None) or c.sweep() for c in explorer.controls}
        for setting in itertools.product(*values.values()):
            reading = explorer.figure.update(**dict(zip(values, setting, strict=True)))
            yield reading.sentence
            yield from (cell for row in reading.rows for cell in row)
            yield from (f"{news.subject} {news.said}" for news in reading.brief)


def rows():
    for name in [*itertools.chain(*GROUPS.values())]:
        fact = evidence.fact(name)
        yield from (fact.quantity, fact.conditions)
    yield from (text for one in laws() for text in (one.says, one.instrument))
    yield from (one.better_statement for one in evidence.claims("08"))


def other_task():
    start = nbformat.read(ROOT / "notebooks" / "00-start-here.ipynb", as_version=4)
    return [cell.source for cell in start.cells if cell.id.startswith("other-")]


PAGES = {"prose": prose, "outputs": printed, "questions": asked, "explorers": told, "rows": rows, "task": other_task}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("pattern", [*TRAPS, *BLAME], ids=lambda p: p[:30])
def test_no_page_falls_into_a_trap_or_blames(page, pattern):
    texts = [text for text in PAGES[page]() if text]
    assert texts
    hits = [text[max(0, m.start() - 60) : m.end() + 40] for text in texts for m in re.finditer(pattern, text, re.I)]
    allowed = [hit for hit in hits if pattern in BLAME and is_said_to_be_wrong(hit)]
    assert len(hits) == len(allowed), [hit for hit in hits if hit not in allowed]


def is_said_to_be_wrong(hit):
    """A list of misconceptions quotes what it answers, words to a teacher forbid it, and titles speak as courts do."""
    return '*"' in hit or "no story, no role-play" in hit or "that is the language of courts" in hit


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [*((pattern, said) for pattern, (_, said) in TRAPS.items()), *BLAME.items()],
    ids=lambda text: text[:30],
)
def test_a_trap_would_be_noticed(pattern, sentence):
    assert re.search(pattern, sentence, re.I)


# What has to stand there --------------------------------------------------------------------------------------------


def cells_headed(heading):
    return next(cell.source for cell in BOOK.cells if re.search(rf"^#+ {re.escape(heading)}", cell.source, re.M))


def test_the_first_link_of_the_page_leaves_it_and_stands_before_the_picture():
    first = BOOK.cells[0].source
    links = re.findall(r"(?<!!)\[([^\]]+)\]\(([^)]+)\)", first)
    assert links[0][0] == "Leave this lesson"
    assert links[0][1].startswith("02-")
    assert first.index("[Leave this lesson]") < first.index("![")
    assert first.splitlines()[1].startswith("[Leave this lesson]"), "nothing has to be read before it"
    assert [text for text, _ in links[1:3]] == ["Do another task, worth the same", "Where to turn"]


def test_the_way_out_leads_to_a_lesson_that_does_not_speak_of_it():
    text = "\n".join(c.source for c in nbformat.read(ROOT / "notebooks/02-block-the-nmda-receptor.ipynb", 4).cells)
    assert not re.search(r"\bassault|\brape\b|\bsuicid", text, re.I)


def test_the_other_task_is_whole_neutral_and_worth_the_same():
    text = "\n".join(other_task())
    assert not re.search(r"assault|rape|drink|spik|violence|lesson 08", text, re.I)
    assert "45 minutes" in text
    assert "counts as much as any lesson" in text
    minutes = sum(map(int, re.findall(r"\*(\d+) minutes\.\*", text)))
    assert minutes == 45
    assert all(part in text for part in ("**Handing in.**", "<summary>Hint</summary>", "<summary>Solution</summary>",
                                         "What you should have seen", "check.predictive_value("))  # fmt: skip
    assert "check.predictive_value(" in "\n".join(c.source for c in BOOK.cells), "the same check in both"


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Respond to assault", "it was not your fault"),
        ("Respond to assault", "Content note"),
        ("Respond to assault", "Nothing that you answer here is kept"),
        ("Respond to assault", "nobody needs a reason"),
        ("Round 1", "Responsible is the person who assaults, and nobody else"),
        ("Round 1", "Whether it was taken by choice makes no difference"),
        ("Round 2", "Signs cannot settle it"),
        ("Round 2", "up to about a week is still worth asking for in England and Wales"),
        ("Round 3", "A person who tells what happened is not a test"),
        ("Round 3", "Nor is a kit recommended"),
        ("Round 4", "Not resisting is no agreement"),
        ("Round 4", "whether that part of the Act has started was not confirmed"),
        ("Round 5", "Care first"),
        ("Round 5", "each the person's own"),
        ("Round 1", "people of any gender and age"),
        ("Round 1", "A relationship changes nothing"),
        ("Round 2", "breathes slowly, noisily or not at all"),
        ("Round 2", "Care and support, the long green bar, have no end"),
        ("Round 3", "No kit sees alcohol as spiking"),
        ("Round 4", "the body does it, nobody decides it"),
        ("Round 4", "Being together, or married, is not a yes"),
        ("Round 5", "Past those days ask all the same"),
        ("Round 5", "best within one"),
        ("Round 5", "also years later"),
        ("Round 5", "in Scotland up to six weeks"),
        ("Round 5", "in Scotland from 16 and for 26 months"),
        ("Round 5", "Elsewhere ask how long"),
        ("Next", "look before the lesson"),
        ("Not remembering", "nobody has to fill a gap to get care"),
        ("Not remembering", "should keep nobody from coming"),
        ("Not remembering", "Under 18"),
        ("Not remembering", "Under 16"),
        ("Not remembering", "after an assault the law looks at the other person, not at you"),
        ("Step by step", "roll them on their side"),
        ("Step by step", "Do not leave anybody to sleep it off"),
        ("Step by step", "Ask soon about pregnancy and HIV medicine"),
        ("Before a test", "Nobody has to be tested to be cared for, or believed"),
        ("Before a test", "both sides may see it"),
        ("Before a test", "Nobody should hold on"),
        ("Build it yourself", "no rule about a person who tells something"),
        ("Step by step", "listen, and believe"),
        ("Step by step", "It was not your fault"),
        ("Who prevents it", "It is no duty"),
        ("Who prevents it", "has done nothing wrong"),
        ("Take away", "A find is not proof, a blank is not disproof"),
    ],
)
def test_what_has_to_be_said_is_said_where_it_belongs(heading, words):
    plain = re.sub(r"[*_]", "", cells_headed(heading))
    assert words in plain


def test_where_to_turn_shows_all_services_with_age_country_and_month():
    place = next(i for i, cell in enumerate(BOOK.cells) if cell.source.startswith("### Where to turn"))
    shown = BOOK.cells[place + 1].outputs[0].data["text/plain"]
    assert shown == repr(help_lines())
    lines = shown.splitlines()
    assert lines[1].startswith("Under 16: ")
    assert lines[2].startswith("Elsewhere, at any age: ")
    assert all(re.search(r", (?:no age named|under \d+|\d+ (?:and over|to \d+)): ", line) for line in lines[3:-1])
    assert all(re.search(r"looked up \d{4}-\d{2}\)$", line) for line in lines[3:-1])


def test_prevention_shows_both_trials_and_the_pooling_that_disagrees():
    assert set(GROUPS["prevention"]) >= {"bystander_pooled", "green_dot_third", "green_dot_fourth", "senn_programme"}
    text = "\n".join(printed())
    assert "0.83 (0.7 to 0.99)" in text
    assert "0.79 (0.67 to 0.94)" in text
    assert "no effect on how much violence" in "\n".join(prose())


def test_no_amount_no_onset_no_taste_and_no_price_stands_anywhere():
    for page in PAGES:
        for text in PAGES[page]():
            assert not re.search(
                r"\b\d[\d.]* ?(?:mg|g|ml|mL)\b(?!/)|\btaste(?:s|less)?\b|\bodou?rless\b|[£$€]\d", text
            ), text[:200]
            assert not re.search(r"(?:takes effect|works|begins|onset) (?:with)?in \d+ ?min", text, re.I), text[:200]


def test_no_question_asks_what_somebody_should_have_done():
    for one in everything().values():
        if one.id.startswith("08-"):
            assert not re.search(r"\bshould\b|\bmistake did\b|\bwhat would you\b", one.prompt, re.I), one.id
            assert not one.kept, one.id


def test_tasks_and_exercise_name_nobody_who_was_harmed():
    tasks = [c.source for c in BOOK.cells if c.source.startswith("### Tasks")]
    assert len(tasks) == len(OWN)
    assert json.loads((ROOT / "data/tasks/08-respond-to-assault.json").read_text(encoding="utf-8"))
    exercise = (ROOT / "src/ketlessons/exercises/predictive_value.py").read_text(encoding="utf-8")
    assert not re.search(r"assault|spik|drink|rape", exercise, re.I)


def test_the_way_out_stands_in_every_round():
    rounds = [cell.source for cell in BOOK.cells if cell.source.startswith("## Round")]
    assert len(rounds) == 5
    for text in rounds:
        assert re.findall(r"\[([^\]]+)\]\(([^)]+)\)", text.split("\n\n")[1])[:2] == [
            ("Leave", "02-block-the-nmda-receptor.ipynb"),
            ("Where to turn", "#Where-to-turn"),
        ]
    assert "(#Round-5:-What-helps)" in rounds[0], "care does not wait for the last round"


def test_one_thing_is_handed_in_and_it_is_the_same_from_either():
    text = "\n".join(other_task())
    assert "one thing, the same from everybody" in text
    assert not re.search(r"\bpoints?\b|people who are tested|a friend", text)
    assert "At home" not in text, "its link lands on something that is open"
    assert "same function from either" in "\n".join(prose())


def test_it_is_the_drug_that_goes_and_not_the_person_who_is_late():
    texts = [text for page in ("prose", "questions", "explorers", "rows") for text in PAGES[page]() if text]
    for text in texts:
        assert not re.search(r"samples? (?:that )?(?:often )?c[ao]mes? (?:too )?late|late sample|claimed", text), text[
            :90
        ]


def test_laws_are_shown_with_date_and_month_and_no_state_of_the_us_is_spoken_for():
    shown = {id for ids in LAWS.values() for id in ids}
    assert shown == {one.id for one in laws()}
    text = "\n".join(printed())
    assert text.count("2026-11") >= len(shown)
    assert not re.search(r"\b(?:California|Texas|New York)\b", text)
