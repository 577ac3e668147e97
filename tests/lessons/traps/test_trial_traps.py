"""Mistakes that are often printed about trials of ketamine: nothing that the collection says repeats one of them."""

import re

import pytest

from ketlessons.evidence.topics.ledger import all_claims
from ketlessons.explorers import EXPLORERS
from ketlessons.quiz import everything

#: What must not be said; why; and a sentence that would say it. Mistakes that no pattern can catch are left to readers.
TRIAL_TRAPS = {
    r"odds ratio (?:of|was|is) 2\.18": (
        "the printed odds ratio of Murrough 2013 does not fit its counts, which give 4.5",
        "Ketamine has an odds ratio of 2.18 against midazolam.",
    ),
    r"71 ?% of (?:patients|people|all)|70 ?% (?:of \w+ )?respond": (
        "it is 12 of 17 in one small trial",
        "71 % of patients respond.",
    ),
    r"(?:71|79) ?% (?:against|versus|v) (?:6|0) ?%.{0,40}(?:24 h|day 1\b|next day)": (
        "that counts who responded at some point within two weeks",
        "71 % against 6 % responded at 24 h.",
    ),
    r"Zarate 2006.{0,60}\b79 ?%": ("79 % is of Zarate 2012, at some point", "Zarate 2006 saw remission in 79 %."),
    r"110 min(?:utes)? after the (?:start|end)": (
        "where its clock starts is told differently: within about two hours",
        "The effect was there 110 min after the start of the infusion.",
    ),
    r"69\.3 ?% (?:against|versus|v) 49\.5|63\.4 ?% (?:against|versus|v) 52": (
        "two sets of analysis are mixed",
        "Response was 69.3 % against 49.5 %.",
    ),
    r"21\.4.{0,30}17\.0.{0,30}(?:differ by|difference of) 4\.0": (
        "the raw means differ by 4.4; 4.0 is the difference of a model",
        "They fell by 21.4 and 17.0, a difference of 4.0.",
    ),
    r"TRANSFORM-1 (?:met|was positive|succeeded)|56 mg (?:was|is) significant": (
        "84 mg failed first, so 56 mg could not be tested",
        "In TRANSFORM-1 56 mg was significant.",
    ),
    r"52\.2 ?% (?:against|versus|v|and) 20\.6|47\.9 ?% (?:against|versus|v|and) 23\.8": (
        "these pairs are response and remission of the ketamine arm",
        "52.2 % against 20.6 % on placebo.",
    ),
    r"\b9\.96\b": ("phase 3 trials give 3 to 4 points at 24 h", "The spray is 9.96 points better at 24 h."),
    r"ketamine (?:has|had) no effect\b|ketamine (?:does|did) nothing|Lii 2023.{0,60}(?:shows?|proves?) that": (
        "a wide interval is no evidence of no effect",
        "Under anaesthesia ketamine had no effect.",
    ),
    r"20 ?% (?:against|versus|v) 2 ?%(?!.{0,120}cohort)": (
        "that is one cohort of KADS; the other showed nothing",
        "Remission was 20 % against 2 % in KADS.",
    ),
    r"ketamine is (?:as good as|better than|worse than) (?:ECT|electroconvulsive)": (
        "six or seven trials, and poolings that disagree",
        "So ketamine is as good as ECT.",
    ),
    r"65\.2 ?% (?:against|versus|v) 55\.5 ?%.{0,20}(?:at|on) day 25": (
        "that counts who was ever in remission by then",
        "65.2 % against 55.5 % were in remission on day 25.",
    ),
    r"60 ?% of (?:patients|people|the (?:drug's )?effect)": (
        "it is a share of the improvement within an arm",
        "By week two 60 % of the effect is there.",
    ),
    r"67 ?% (?:of \w+ )?(?:recover|remit|get well|got well|reach)": (
        "theoretical, without dropouts, and contested",
        "After four steps 67 % of patients recover.",
    ),
    r"(?:2\.13|1\.37) times as likely": (
        "an odds ratio is no ratio of risks",
        "People are 2.13 times as likely to respond.",
    ),
    r"\bantisuicid|anti-suicid|(?:prevents|stops|reduces) suicides?\b": (
        "the label says that prevention of suicide was not shown",
        "The spray prevents suicide.",
    ),
    r"synthesi[sz]ed in 196[345]|first made in 196[345]|approved in 1971": (
        "made in 1962, first given in 1964, approved in 1970",
        "Ketamine was synthesised in 1965.",
    ),
    r"(?:exceed|reach|meet|clear|miss|above|below|under|over)\w* (?:the|its|a) minimal(?:ly)? (?:clinically )?"
    r"important difference": (
        "such thresholds are changes within a person, not differences between arms",
        "It exceeds the minimal clinically important difference.",
    ),
    r"28 days after (?:the )?first dose": ("visit day 28 is 27 days after it", "28 days after the first dose."),
    r"297 (?:people |patients )?(?:were )?in (?:stable )?remission": (
        "176 were; 297 is with responders",
        "SUSTAIN-1 kept 297 people in stable remission.",
    ),
    r"Takahashi 2021.{0,80}(?:all doses|every dose) (?:better|beat|ahead)": (
        "raw gaps favour placebo, model differences the drug in two of three",
        "In Takahashi 2021 all doses beat placebo.",
    ),
    r"2\.1 ?% of reported|1,?890 ketamine": ("no such source exists", "2.1 % of reported assaults involved it."),
    r"\b1\.3 ?%.{0,40}2018": ("the bulletin of that year says 2.9 %", "1.3 % of the young in 2018/19."),
    r"\b650 ?%": ("two definitions of a death are mixed", "Deaths rose by 650 %."),
    r"\b43 ?% .{0,30}(?:spiked|drugged)": ("4.2 % were judged covert", "43 % had been spiked."),
    r"experimental treatment for depression|(?<!form of )ketamine is approved for depression": (
        "ketamine itself is off-label, esketamine spray approved in some places",
        "Since 2019 ketamine is approved for depression.",
    ),
    r"number needed to treat.{0,40}(?:infinity|minus)": (
        "such an interval runs through no difference",
        "The number needed to treat is minus 5 to 3.",
    ),
}


def settings(explorer):
    """Each control over its sweep, the others at rest; a slider at every step."""
    rest = {control.name: control.value for control in explorer.controls}
    for control in explorer.controls:
        for value in getattr(control, "grid", None) or control.sweep():
            yield {**rest, control.name: value}


@pytest.fixture(scope="module")
def sentences():
    """Return what every explorer says, over its controls."""
    found = []
    for make in EXPLORERS.values():
        explorer = make()
        found += [explorer.figure.update(**setting).sentence for setting in settings(explorer)]
    return found


@pytest.mark.parametrize("pattern", TRIAL_TRAPS)
def test_a_lesson_repeats_no_known_mistake_about_trials(lesson, pattern):
    found = re.search(pattern, f"{lesson.text}\n{lesson.printed()}", flags=re.I)
    assert not found, f"{found.group()!r}: {TRIAL_TRAPS[pattern][0]}"


@pytest.mark.parametrize("pattern", TRIAL_TRAPS)
def test_what_is_right_about_an_answer_repeats_no_known_mistake_about_trials(pattern):
    """Wrong options may hold a mistake: that is what they are for. Prompts, keys and feedback may not."""
    for asked in everything().values():
        # A prompt may put a mistake into somebody's mouth, between quotation marks.
        prompt = re.sub("“[^”]*”", "", asked.prompt)
        for text in [prompt, *(o.feedback for o in asked.options), *(o.text for o in asked.options if o.key)]:
            assert not re.search(pattern, text, flags=re.I), f"{asked.id}: {TRIAL_TRAPS[pattern][0]}"


@pytest.mark.parametrize("pattern", TRIAL_TRAPS)
def test_claims_and_sentences_of_figures_repeat_no_known_mistake_about_trials(sentences, pattern):
    for text in [*(claim.better_statement for claim in all_claims()), *sentences]:
        assert not re.search(pattern, text, flags=re.I), f"{text[:80]!r}: {TRIAL_TRAPS[pattern][0]}"


@pytest.mark.parametrize("pattern", TRIAL_TRAPS)
def test_each_pattern_would_catch_the_mistake_it_names(pattern):
    why, mistake = TRIAL_TRAPS[pattern]
    assert re.search(pattern, mistake, flags=re.I)
    assert len(why) > 20


#: What only reports say, and the words that a sentence with it must hold.
REPORTED = {
    r"46\.9 ?%|33\.3 ?%": "report",
    r"10\.7 ?%": "report",
}


@pytest.mark.parametrize("pattern", REPORTED)
def test_what_only_reports_say_is_said_as_reported(lesson, sentences, pattern):
    told = [*re.split(r"(?<=[.!?])\s", lesson.text), *sentences]
    for sentence in told:
        if re.search(pattern, sentence):
            assert re.search(REPORTED[pattern], sentence, flags=re.I), sentence


def test_a_trial_read_in_a_transcription_is_named_as_reported(sentences):
    for sentence in sentences:
        if "TRANSFORM-1" in sentence:
            assert "report" in sentence, sentence
