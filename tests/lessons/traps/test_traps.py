"""Mistakes that are often printed about ketamine: no lesson, question, figure or claim repeats one of them."""

import re

import pytest

from ketlessons.evidence.topics.ledger import all_claims
from ketlessons.explorers import EXPLORERS
from ketlessons.quiz import everything

#: What must not be said, and why. The patterns are wide: a sentence that means something else can be put otherwise.
TRAPS = {
    r"\b53\.5 ?%": "53.5 % bound is a value of dogs; in human plasma it is up to 47 %, 43 to 45 % by the label",
    r"27[34]\.\d+ ?g/mol": "that is the hydrochloride; the base weighs 237.73",
    r"half-life (?:of ketamine )?(?:is|of) (?:about )?(?:2|2\.5|3|2 to 3|2-3) ?h": "say which phase it belongs to",
    r"\bthe half-life of ketamine is\b": "it has no single one",
    r"(?:esketamine|ketamine)'?s? half-life is \d+ min": "7 to 12 is hours",
    r"80 ?% .{0,40}(?:after|within) (?:one|a first|a single) dose": "a first dose holds 69 to 78 %, paroxetine 45 %",
    r"nothing happens (?:for|before) (?:two|2|three|3|four|4|weeks)": "SSRIs differ from placebo at the end of week 1",
    r"CYP3A4 is the main enzyme|CYP2B6 is the main enzyme": "disputed",
    r"54 ?% .{0,30}(?:84 mg|three devices)": "54 % is the part of the first device, or all of two",
    r"label(?:'s)? Cmax": "no table of peaks was found in the label; the peaks are the population model's",
    r"blocks? (?:7\d|8\d|9\d|100) ?% of (?:all )?(?:NMDA )?(?:channels|receptors)": "probably a minority",
    r"(?:PET|scans?) (?:shows?|showed|prove[sd]?|measured) .{0,30}(?:occupan|% of (?:channels|receptors))": "none has",
    r"peaks? (?:at|after) (?:about )?4 ?h(?:ours)?\b": "no pooled number lies between 40 min and 24 h",
    r"antidepressant(?:s)? (?:work|act)s? only after": "oversimplified",
    r"everyone (?:responds|recovers)|always works|works for everyone": "many people do not respond",
    r"proven (?:that )?(?:the )?(?:block|NMDA)": "whether the block explains the effect on mood is open",
}


@pytest.mark.parametrize("pattern", TRAPS)
def test_a_lesson_repeats_no_known_mistake(lesson, pattern):
    said = f"{lesson.text}\n{lesson.printed()}"
    found = re.search(pattern, said, flags=re.I)
    assert not found, f"{found.group()!r}: {TRAPS[pattern]}"


@pytest.mark.parametrize("pattern", TRAPS)
def test_what_is_right_about_an_answer_repeats_no_known_mistake(pattern):
    """Wrong options may hold a mistake: that is what they are for. Prompts, keys and feedback may not."""
    for asked in everything().values():
        right = [asked.prompt, *(o.feedback for o in asked.options), *(o.text for o in asked.options if o.key)]
        for text in right:
            assert not re.search(pattern, text, flags=re.I), f"{asked.id}: {TRAPS[pattern]}"


@pytest.mark.parametrize("pattern", TRAPS)
def test_better_statements_and_sentences_repeat_no_known_mistake(pattern):
    told = [claim.better_statement for claim in all_claims()] + [make().sentence for make in EXPLORERS.values()]
    for text in told:
        assert not re.search(pattern, text, flags=re.I), f"{text[:60]!r}: {TRAPS[pattern]}"


def test_the_traps_would_be_seen():
    spoken = {
        r"\b53\.5 ?%": "Ketamine is 53.5 % bound.",
        r"peaks? (?:at|after) (?:about )?4 ?h(?:ours)?\b": "The effect peaks at about 4 hours.",
        r"80 ?% .{0,40}(?:after|within) (?:one|a first|a single) dose": "80 % of transporters are held after one dose.",
    }
    for pattern, text in spoken.items():
        assert pattern in TRAPS
        assert re.search(pattern, text, flags=re.I)


def test_the_reported_peak_is_never_said_as_measured(lesson):
    """185 ng/mL was read in a review only: wherever a lesson's own words quote it, they say so."""
    for sentence in re.split(r"(?<=[.!?])\s", lesson.text):
        if "185 ng/mL" in sentence:
            assert re.search(r"report|review", sentence), sentence
