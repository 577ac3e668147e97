"""Is no hypothesis stated as fact? A sentence that joins a mechanism with mood has a word of certainty or a frame."""

import json
import re

import pytest

from ketlessons import evidence
from ketlessons.evidence.topics.signal import CERTAINTIES, all_arrows, all_hypotheses, all_other_drugs
from ketlessons.explorers import EXPLORERS
from ketlessons.quiz import everything

MINE = ("hypothesis_map", "other_nmda_drugs", "held_at_target", "circuit_cartoon")
#: What is felt, or got better by.
MOOD = (
    r"\b(?:mood|depress\w*|antidepressant (?:effect|action)\w*|benefit\w*|relief|responders?|symptoms|get better|"
    r"heals?)\b"
)
#: What may bring it about.
MECHANISM = (
    r"\b(?:block\w*|glutamate|AMPA|BDNF|TrkB|mTOR\w*|rapamycin|synap\w*|spines?|dopamine|serotonin|opioid\w*|naltrexone|"
    r"habenula|metabolite|HNK|adenosine|gamma|interneurons?|pyramidal|transporters?|pumps?|neurogenesis|lamotrigine|"
    r"NMDA|channels?|receptors?|experience|dissociation|nerve cells)\b"
)
#: In whom, how it was found out, or how sure it is. Names of studies in brackets count: they say who saw it.
FRAMES = (
    *(re.escape(word) for word in CERTAINTIES),
    r"\b(?:in|of) (?:\w+ ){0,3}(?:mice|rats?|rodents?|monkeys?|people|patients|animals|slices|cells|men|babies)\b",
    r"\b(?:mice|rats|rodents|monkeys|people|guinea pigs|healthy people|male mice|\d+ people)\b",
    r"\b(?:idea|ideas|hypothes\w+|proposal|supposition|prediction|claims?)\b",
    r"\b(?:trials?|placebo|scans?|study|studies|review|crossovers?|correlation\w*|measure|survey|meta-analysis|comment)\b",
    r"\b(?:may|might|could|would|should|whether|if|how|why|which|what|perhaps|possible)\b",
    r"\bno(?:t|body|where|ne)?\b|\bnothing\b|\bneither\b|n't\b|\bcannot\b|\bhardly\b",
    r"\breported\b|\bopen\b|\bunclear\b|\bdisagree\w*\b|\?",
    r"\([A-Z][\w-]+ \d{4}",
    r"\bis called\b|\bmeans\b|\bscale of\b",
)
FRAME = re.compile("|".join(FRAMES), re.IGNORECASE)
#: Nothing after the pore may be said so, whatever the frame.
AS_FACT = re.compile(
    r"\bketamine works (?:by|through|via|because)\b"
    r"|\b(?:lifts?|improves?|heals?) (?:mood|depression) (?:by|through|via|because)\b"
    r"|\b(?:causes|explains|produces|mediates) the (?:antidepressant|benefit|lift|relief)"
    r"|\bthe (?:real|true) mechanism\b|\bwe (?:now )?know (?:how|that) ketamine\b|\bis how ketamine\b"
    r"|\bproves? (?:how|that)\b",
    re.IGNORECASE,
)

#: Who says in the same sentence that it is a hypothesis may say of what.
DOUBTED = re.compile(r"\bhypothes[ei]s\b|\bidea\b|\binferred\b|\bwhether\b|\bnot\b", re.IGNORECASE)


def sentences(text):
    """Split prose into sentences; table rows, items and quotations stand for themselves."""
    text = re.sub(r"\*\*|`|\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\b(?:vs|et al|e\.g|i\.e)\.", lambda found: found[0][:-1], text)
    parts = re.split(r"(?<=[.!?:;])\s+|\n|\|", text)
    return [part.strip() for part in parts if part and part.strip()]


def bare(text):
    """Return the sentences that join a mechanism with mood and have no frame, and those that state a cause as fact.

    A frame of the whole paragraph counts for its parts: "In mice: needed for the effect" is one thought.
    """
    found = [part for part in sentences(text) if AS_FACT.search(part) and not DOUBTED.search(part)]
    for paragraph in re.split(r"\n+|(?<=[.!?])\s+", text):
        if paragraph.startswith("#"):
            continue  # a heading says what it is about, and no more
        if re.search(MOOD, paragraph, re.I) and re.search(MECHANISM, paragraph, re.I) and not FRAME.search(paragraph):
            found.append(paragraph)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine works by growing synapses.",
        "The surge of glutamate heals depression.",
        "Block of the channel brings relief.",
        "In mice BDNF was needed, which explains the benefit.",
        "New synapses lift mood.",
        "It lifts mood by growing spines.",
        "Trapping in the habenula causes the antidepressant effect.",
        "We know that ketamine needs opioids.",
    ],
)
def test_a_hypothesis_stated_as_fact_is_found(text):
    assert bare(text)


@pytest.mark.parametrize(
    "text",
    [
        "In mice, BDNF was needed for the antidepressant-like effect.",
        "In people mTORC1 was tested once, and rapamycin did not take the benefit away.",
        "One idea is that new synapses carry the benefit.",
        "That the surge causes the benefit is one hypothesis among many.",
        "How block comes to lift mood is open.",
        "Ketamine blocks NMDA channels.",
    ],
)
def test_what_is_framed_passes(text):
    assert not bare(text)


def test_the_lesson(lessons_by_name):
    lesson = lessons_by_name["03-follow-the-signal"]
    found = {cell.id: bare(re.sub(r"!\[[^\]]*\]\([^)]*\)", "", cell.source)) for cell in lesson.prose}
    assert {id: bad for id, bad in found.items() if bad} == {}


def test_what_the_lesson_prints(lessons_by_name):
    """Row by row, each with its conditions; the list of papers is left out, because titles say what they like."""
    lesson = lessons_by_name["03-follow-the-signal"]
    told = []
    for index, output in lesson.outputs():
        source = lesson.cells[index].source
        if "reference_list(" not in source and not source.startswith("ask("):
            text = output.get("text", "") or output.get("data", {}).get("text/plain", "")
            told += [re.sub(r"\s*\n\s+", " | ", row) for row in re.split(r"\n(?=- |[A-Z])", text)]
    assert len(told) > 60
    assert [bad for row in told for bad in bare_row(row)] == []


def bare_row(row):
    """Return a row of a table that joins a mechanism with mood and says nowhere in whom or how sure."""
    joined = re.search(MOOD, row, re.I) and re.search(MECHANISM, row, re.I)
    stated = [part for part in sentences(row) if AS_FACT.search(part) and not DOUBTED.search(part)]
    return [*stated, *([row] if joined and not FRAME.search(row) else [])]


@pytest.mark.parametrize("name", MINE)
def test_every_sentence_of_every_setting(name):
    explorer = EXPLORERS[name]()
    usual = {control.name: control.value for control in explorer.controls}
    for control in explorer.controls:
        for value in getattr(control, "grid", None) or control.sweep():
            told = explorer.figure.update(**{**usual, control.name: value})
            assert bare_row(told.sentence) == [], (control.name, value)


def test_questions_keys_and_feedback():
    for name, asked in everything().items():
        if name.startswith("03-"):
            texts = [asked.prompt, *(o.text for o in asked.options if o.key), *(o.feedback for o in asked.options)]
            assert [bad for text in texts for bad in bare(text)] == [], name


def test_the_rows_of_the_tables():
    for row in all_hypotheses():
        assert bare(f"One idea is that {row.statement}.") == [], row.id
        for text in (row.evidence_for, row.evidence_against, row.human_test, f"It would, if: {row.falsifier}"):
            assert bare_row(text) == [], (row.id, text)
    for row in all_other_drugs():
        assert bare(f"In a trial: {row.result}. {row.acts}.") == [], row.id
    for fact in evidence.table("signal"):
        assert bare_row(f"{fact.quantity} ({fact.conditions})") == [], fact.id
    for claim in evidence.claims("03"):
        assert bare_row(claim.better_statement) == [], claim.id


def test_every_arrow_to_mood_or_behaviour_says_in_whom():
    ends = [row for row in all_arrows() if row.end in ("place_mood", "place_behaviour")]
    assert len(ends) == 26
    assert all(row.kinds for row in ends)


def test_the_questions_file_is_where_it_is_looked_for():
    path = evidence.data_path() / "questions" / "03-follow-the-signal.json"
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 6
