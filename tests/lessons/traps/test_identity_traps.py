"""Mistakes that are often printed about what ketamine is and is for: nothing that the collection says repeats one."""

import re
from math import comb

import pytest

from ketlessons.evidence import all_rows, fact, timeline, uses
from ketlessons.evidence.topics.ledger import all_claims
from ketlessons.explorers import EXPLORERS
from ketlessons.quiz import everything

#: What must not be said; why; and a sentence that would say it. The numbers are those of the dossier's list of traps.
TRAPS = {
    r"\b274\.4\b|\b237\.09\d?\b.{0,30}(?:molar|g/mol)": (
        "1: 237.73 g/mol is the base and 274.19 the salt; a review prints 274.4 for the base",
        "Ketamine has a molar mass of 274.4 g/mol.",
    ),
    r"base.{0,40}melts? (?:at|near) 2[56]\d|melting point.{0,30}\bbase\b.{0,30}26[0-9]": (
        "1: 262 degrees is the melting point of the salt",
        "The base melts at 262 degrees.",
    ),
    r"50 mg/mL of (?:the )?(?:salt|hydrochloride)|labels? counts? the (?:salt|hydrochloride)": (
        "2: labels count the base",
        "The label counts the salt.",
    ),
    r"\((?:\+|\u2212|-)\)-?(?:es)?ketamine|\b[SR]\((?:\+|\u2212|-)\)": (
        "3: the sign belongs to the hydrochloride, and pages disagree for the base: say (S) or (R)",
        "S(+)-ketamine is the stronger form.",
    ),
    r"\(S\)(?:-ketamine)? (?:is|was found to be) (?:twice|two times) as (?:potent|strong) as (?:\(R\)|the other)": (
        "4: twice is over the racemate, three to four times is over (R)",
        "(S)-ketamine is twice as potent as (R).",
    ),
    r"84 ?% (?:of \w+ )?(?:had|have|saw|with) (?:an )?emergence": (
        "5: that many dreamt, which is no emergence reaction",
        "84 % had emergence reactions.",
    ),
    r"emergence.{0,60}37 ?% (?:after|with|on) (?:\(S\)|the racemate)|37 ?%.{0,20}(?:racemate|\(S\)) (?:had|woke)": (
        "5: 37 % is (R); the abstract turns the order of the groups",
        "Emergence reactions came in 37 % after the racemate.",
    ),
    r"first (?:human|person|given).{0,40}August 1966": (
        "6: the paper of 1965 rules it out",
        "The first human got it in August 1966.",
    ),
    r"(?:approved|on the market|licensed) (?:as an anaesthetic )?(?:in )?(?:1962|1965|1966|1971)\b": (
        "6: approved in 1970",
        "Ketamine was approved in 1971.",
    ),
    r"FDA[- ]approved ketamine for depression|ketamine itself is (?:approved|licensed) for depression": (
        "7: the esketamine spray is, ketamine itself is not",
        "FDA-approved ketamine for depression is here.",
    ),
    r"first ketamine.{0,40}(?:surgical )?pain|KETARX": (
        "8: a generic of 2025, not the first for pain",
        "KETARX is the first ketamine approved for surgical pain.",
    ),
    r"21 million": (
        "9: all adults with major depression in the US, not those in whom treatment failed",
        "21 million people do not respond to treatment.",
    ),
    r"hydroxynorketamine (?:is )?(?:a )?minor|minor metabolite.{0,20}hydroxynorketamine": (
        "10: the main one in plasma",
        "Hydroxynorketamine is a minor metabolite.",
    ),
    r"\b12 ?% (?:of (?:patients|people|adults) )?(?:have|had|get|see) (?:an )?emergence(?!.{0,120}denominator)": (
        "11: older labels, without a denominator: cite it so",
        "12 % of patients have emergence reactions.",
    ),
    r"never depresses breathing|(?<!that )breathing is never touched|does not depress (?:breathing|respiration)": (
        "12: wrong as a rule",
        "Ketamine never depresses breathing.",
    ),
    r"(?:always )?keeps (?:the )?blood pressure up|raises (?:the )?pressure in the skull|raises intracranial": (
        "12: wrong as a rule",
        "It raises the pressure in the skull.",
    ),
    r"ketamine (?:stopped|controlled|ended) (?:the )?(?:seizures|status epilepticus) in 57 ?%": (
        "13: that is control in the end, by whatever; ketamine was the likely cause in 12 %",
        "Ketamine controlled seizures in 57 %.",
    ),
    r"(?:zero|no) risk.{0,40}401|401.{0,60}(?:proves?|shows?) (?:that )?(?:it|ketamine) (?:is|to be) safe": (
        "14: none of 401 is not zero risk",
        "401 operations show that ketamine is safe.",
    ),
    r"Class B (?:drug )?(?:in|of) the (?:US|UN)|UK (?:moved|puts) it (?:in|into|to) Schedule III": (
        "15: a UK class, a UK schedule, a US schedule and a UN schedule are four lists",
        "The UK moved it to Schedule III.",
    ),
    r"1\.61 ?%|1\.91 ?%": ("16: looks like lifetime use printed as past-year use", "1.61 % used it in the past year."),
    r"phencyclidine (?:was )?(?:first )?synthesi[sz]ed in": (
        "17: 1926 or 1956, by source; end in people 1965, in animals 1978",
        "Phencyclidine was synthesised in 1956.",
    ),
    r"fung(?:us|i).{0,40}(?:makes?|produces?) ketamine|ketamine (?:is|occurs) natural": (
        "18: one report, of one laboratory",
        "A fungus makes ketamine, so it is natural.",
    ),
}


@pytest.fixture(scope="module")
def sentences():
    """Return what every explorer of lesson 01 says, over its controls."""
    found = []
    for name in ("timeline", "compare_molecules", "same_vial", "mix_mirror_forms", "waking_up"):
        explorer = EXPLORERS[name]()
        rest = {control.name: control.value for control in explorer.controls}
        for control in explorer.controls:
            for value in getattr(control, "grid", None) or control.sweep():
                found.append(explorer.figure.update(**{**rest, control.name: value}).sentence)
    return found


def test_all_eighteen_traps_are_held():
    assert {int(why.split(":")[0]) for why, _ in TRAPS.values()} == set(range(1, 19))


@pytest.mark.parametrize("pattern", TRAPS)
def test_the_trap_would_be_seen(pattern):
    assert re.search(pattern, TRAPS[pattern][1], flags=re.I)


def said(lesson):
    """Return a lesson's own words: misconceptions that teachers are told to meet, and titles of papers, are not."""
    own = [re.sub(r'\*"[^"]*"\*', "", lesson.text)]
    for index, output in lesson.outputs():
        if not re.search(r'reference_list\(|ask\("', lesson.cells[index].source):
            own += [output.get("text", ""), output.get("data", {}).get("text/plain", "")]
    return "\n".join(own)


@pytest.mark.parametrize("pattern", TRAPS)
def test_a_lesson_repeats_no_known_mistake_about_what_it_is(lesson, pattern):
    found = re.search(pattern, said(lesson), flags=re.I)
    assert not found, f"{found.group()!r}: {TRAPS[pattern][0]}"


@pytest.mark.parametrize("pattern", TRAPS)
def test_no_row_claim_answer_or_sentence_repeats_one(sentences, pattern):
    told = [claim.better_statement for claim in all_claims()]
    told += [text for row in all_rows("identity") for text in (row.quantity, row.conditions)]
    told += [one.event for one in timeline()] + [text for one in uses() for text in (one.use, one.evidence)]
    for asked in everything().values():
        told += [re.sub("“[^”]*”", "", asked.prompt), *(option.feedback for option in asked.options)]
        told += [option.text for option in asked.options if option.key]
    for text in [*told, *sentences]:
        assert not re.search(pattern, text, flags=re.I), f"{text[:80]!r}: {TRAPS[pattern][0]}"


def test_the_two_masses_are_told_apart():
    assert fact("ketamine_molar_mass").value == 237.73
    assert fact("ketamine_hydrochloride_molar_mass").value == 274.19


def test_the_years_of_the_patent_the_paper_and_the_approval_are_five():
    years = {one.id: one.date[:4] for one in timeline()}
    wanted = {
        "event_patent_parent": "1961",
        "event_patent_filed": "1962",
        "event_first_human": "1964",
        "event_first_paper": "1965",
        "event_patent_us": "1966",
        "event_ketalar": "1970",
    }
    assert {id: years[id] for id in wanted} == wanted


def test_the_change_of_breathing_has_a_direction():
    row = fact("esketamine_ventilation")
    assert row.quantity.startswith("rise of breathing")
    assert "carbon dioxide held constant" in row.quantity
    assert "open" in row.conditions


def test_the_rule_of_three_is_set_beside_the_exact_limit_that_it_comes_near_to(lessons_by_name):
    """One-sided; the upper end of the two-sided interval answers another question, and is named so."""
    exact, ends = 100 * (1 - 0.05 ** (1 / 401)), 100 * (1 - 0.025 ** (1 / 401))
    lesson = lessons_by_name["01-meet-ketamine"]
    told = [lesson.text, lesson.printed()]
    told += [option.feedback for option in everything()["01-check-none"].options if option.key]
    assert re.search(rf"one-sided limit.{{0,50}}{exact:.2f} %.{{0,70}}two ends.{{0,30}}{ends:.2f} %", told[0])
    assert f"{exact:.2f} % exactly; two-sided {ends:.2f} %" in told[1]
    assert re.search(rf"exact limit {exact:.2f} %.{{0,80}}two-sided.{{0,40}}{ends:.2f} %", told[2])
    assert not any(re.search(rf"exact upper end (?:is )?{ends:.2f}", text) for text in told)


def smaller_tail(one, of_one, other, of_other):
    """Return Fisher's exact two-sided p: all tables that are no likelier than the one that was seen."""
    both = one + other
    ways = [comb(of_one, k) * comb(of_other, both - k) for k in range(both + 1)]
    return sum(way for way in ways if way <= ways[one]) / sum(ways)


def test_the_smallest_of_three_pairs_is_no_proof(lessons_by_name):
    count = {
        form: (int(fact(f"white_{form}_emergence_people").value), int(fact(f"white_{form}_people").value))
        for form in ("s", "r", "racemate")
    }
    pairs = sorted(smaller_tail(*count[a], *count[b]) for a, b in (("r", "s"), ("r", "racemate"), ("racemate", "s")))
    assert pairs[0] == smaller_tail(*count["r"], *count["s"])
    text = lessons_by_name["01-meet-ketamine"].text
    assert f"p {pairs[0]:.2f}, and {3 * pairs[0]:.2f} once all three pairs are counted" in text
    key = next(option for option in everything()["01-check-white"].options if option.key)
    assert "may be worse" in key.text
    assert f"p {pairs[0]:.2f}" in key.feedback
    assert f"{3 * pairs[0]:.2f}" in key.feedback
    assert not re.search(r"\(R\) (?:was|is|to be) worse than \(S\), and|shows \(R\) to be worse", text)


def test_one_trial_of_intubation_does_not_stand_alone(lessons_by_name):
    collapse, gland = fact("rsi_unstable_pooled"), fact("rsi_adrenal_pooled")
    assert 1 < collapse.low < collapse.value < collapse.high
    assert gland.low < gland.value < gland.high < 1
    assert "7 randomised trials" in collapse.conditions
    text = lessons_by_name["01-meet-ketamine"].text
    assert re.search(r"Seven earlier trials, pooled, agree on the collapse.{0,40}adrenal gland", text)
