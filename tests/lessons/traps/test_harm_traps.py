"""Mistakes that are often printed about harms: nothing that the collection says of them repeats one."""

import re

import pytest

from ketlessons.evidence import harm
from ketlessons.evidence.topics.harms import all_effects, all_harms, effect
from ketlessons.evidence.topics.ledger import all_claims
from ketlessons.explorers import EXPLORERS
from ketlessons.published.harms.told import harm_rows
from ketlessons.quiz import everything

#: What must not be said; why; and a sentence that would say it. Mistakes that no pattern can catch are left to readers.
HARM_TRAPS = {
    r"2[67](?:\.6)? ?(?:%|of 100) of (?:all )?(?:people who use|users)|(?:a quarter|one in four) of (?:all |regular )?"
    r"(?:ketamine )?users": (
        "26.6 % is symptoms, of readers of one magazine who answered, without a comparison group",
        "26.6 % of users get bladder damage.",
    ),
    r"3\.8 ?% (?:got|get|grew|became|feel|felt) worse|only 3\.8 ?%": (
        "eight people; the printed 3.8 % does not fit 251",
        "Only 3.8 % got worse.",
    ),
    r"half of (?:all )?(?:ketamine )?(?:users|people who use it|people who use ketamine)(?! have kidney damage)": (
        "51 % of 59 people who had been sent to a urologist",
        "Half of users have swollen kidneys.",
    ),
    r"77(?:\.1)? ?%|69\.9 ?%|70 ?% have urgency|60\.4 ?%": (
        "symptoms of patients who were chosen for symptoms",
        "77 % have to go too often.",
    ),
    r"92 ?% (?:of (?:people|users)|have cystitis)": ("96 people in hospital clinics", "92 % have cystitis."),
    r"\b696 (?:people|deaths|died)|killed by ketamine|deaths caused by ketamine": (
        "found at post-mortem is not caused",
        "696 deaths caused by ketamine.",
    ),
    r"ketamine (?:does not|never) (?:stop|slow|affect|touch)s? breathing|breathing is usually preserved\b": (
        "slow or stopped breathing can happen, above all with other drugs",
        "Ketamine never affects breathing.",
    ),
    r"77\.5 ?%|46(?:\.0)? ?% (?:had|have|were) (?:moderate|anxious)": (
        "a cut on a questionnaire in a treatment setting, no control group",
        "77.5 % are depressed.",
    ),
    r"\b7\.8 ?%": ("of 51 people with a diagnosis: 4 of 115 interviewed", "7.8 % had a psychotic disorder."),
    r"ketamine (?:destroys|shrinks|damages) the brain|brain damage": (
        "scans of heavy users of several drugs, taken once",
        "Ketamine causes brain damage.",
    ),
    r"horse tranquil": ("an anaesthetic for people and animals", "A horse tranquilliser."),
    r"most (?:people )?recover once they stop|(?:fully|completely) reversible|(?:is|be) irreversible": (
        "half to five in six say that they got better; full return is uncommon in clinics",
        "Most recover once they stop.",
    ),
    r"kidneys (?:often |mostly |usually |can )?(?:recover|heal|go back|get better)(?! is not known)": (
        "nobody has shown that swollen kidneys recover; half of 22 lost much of what they filter",
        "Swollen kidneys recover once they stop.",
    ),
    r"60 ?% of (?:people who use|users)": ("people who say that they have a use disorder", "60 % of users."),
    r"causes lasting psychosis(?!\?)|never causes (?:lasting )?psychosis": (
        "rates differ by who was counted; how long it lasts is open",
        "Ketamine causes lasting psychosis.",
    ),
    r"53 ?% (?:against|versus|v|and) 62 ?%": (
        "minor effect against moderate or worse: not one outcome",
        "53 % against 62 % in mixed cases.",
    ),
    r"\bLD ?50\b|safety (?:ratio|margin) of|therapeutic (?:index|ratio) of (?:ketamine|\d)|lethal dose": (
        "such a number is a dose statement in disguise",
        "Ketamine has a therapeutic index of 25.",
    ),
    r"(?:less than|under|<) ?0\.10? ?% (?:sought|needed|prompt|required)": (
        "the denominator of that number is not clear",
        "Less than 0.10 % sought emergency care.",
    ),
    r"\b650 ?%|650 per cent": ("7 to 53, by one rule among several", "Deaths rose by 650 %."),
    r"2\.68.{0,30}inject": ("a route, which tells a reader nothing useful", "2.68 times with injection only."),
    r"12\.8 ?%": ("a press report without the paper", "12.8 % went back to normal."),
    r"0\.9 ?% .{0,40}(?:2019|quarter)": ("a modelled quarterly estimate", "0.9 % in late 2019."),
    r"3\.8 ?%.{0,30}2024": ("3.8 % is 2022/23; 2023/24 is 2.9 %", "3.8 % in 2024."),
    r"269,?000.{0,40}(?:March 2023|misprint)|299,?000.{0,20}(?:March 2024|in 2024)": (
        "299,000 to March 2023, 269,000 to March 2024",
        "269,000 in the year to March 2023.",
    ),
    r"\d ?(?:mg|milligrams?|grams?|g) (?:a day|per day|daily)": (
        "no amounts of non-medical use",
        "They took 2 g a day.",
    ),
    r"\b(?:snort|sniff|inject(?:ing)? it|line of ketamine|bump of)\w*": (
        "no routes of non-medical use",
        "People snort it.",
    ),
    r"\b(?:junkie|drug abuse|clean from|got clean|ketamine abuse)\b": ("person-first words", "She got clean."),
}


@pytest.fixture(scope="module")
def sentences():
    """Return what the explorers of harms say and list, over their controls."""
    found = []
    for name in ("icon_array", "harm_map", "two_curves", "summary_of_findings", "use_over_time"):
        explorer = EXPLORERS[name]()
        rest = {control.name: control.value for control in explorer.controls}
        for control in explorer.controls:
            for value in getattr(control, "grid", None) or control.sweep():
                told = explorer.figure.update(**{**rest, control.name: value})
                found += [told.sentence, *(cell for row in told.rows for cell in row)]
    return found


def without_quotes(text):
    """A lesson for teachers quotes mistakes, between quotation marks; a question may put one into a mouth."""
    return re.sub(r"\*\"[^\"]*\"[^*]*\*|“[^”]*”", "", text)


@pytest.mark.parametrize("pattern", HARM_TRAPS)
def test_lesson_07_repeats_no_known_mistake_about_harms(lesson, pattern):
    if not lesson.path.stem.startswith("07"):
        return
    prose = without_quotes("\n".join(cell.source for cell in lesson.prose))
    # Titles of papers use the words of their time.
    shown = "\n".join(
        "".join(output.get("text", "")) or output.get("data", {}).get("text/plain", "")
        for cell in lesson.code
        if "reference_list" not in cell.source
        for output in cell.outputs
    )
    found = re.search(pattern, f"{prose}\n{without_quotes(shown)}", flags=re.I)
    assert not found, f"{found.group()!r}: {HARM_TRAPS[pattern][0]}"


@pytest.mark.parametrize("pattern", HARM_TRAPS)
def test_tables_sentences_claims_and_answers_repeat_none(sentences, pattern):
    told = [*sentences, *(claim.better_statement for claim in all_claims())]
    told += [text for row in all_harms() for text in (row.counted, row.whom, row.text())]
    told += [text for one in all_effects() for text in (one.known, one.why)]
    for asked in everything().values():
        told += [without_quotes(asked.prompt), *(option.feedback for option in asked.options)]
        told += [option.text for option in asked.options if option.key]
    for text in told:
        assert not re.search(pattern, text, flags=re.I), f"{text[:90]!r}: {HARM_TRAPS[pattern][0]}"


@pytest.mark.parametrize("pattern", HARM_TRAPS)
def test_each_pattern_would_catch_the_mistake_it_names(pattern):
    why, mistake = HARM_TRAPS[pattern]
    assert re.search(pattern, mistake, flags=re.I)
    assert len(why) > 15


#: What lesson 07 must hold, and why.
HELD = {
    r"Childline|Where to find help|Where-to-find-help": "help is one click away",
    r"cannot be woken": "the sign that decides",
    r"112 in Europe, 999 in the UK, 911": "the number to call",
    r"on their side": "what to do until help comes",
    r"not medical advice": "what it is",
    r"24 .{0,20}30 of 100": "users beside people who never used it",
    r"Nobody was assigned": "why cause stays open",
    r"In treatment, too": "the heading recreational does not mean that treatment is free of it",
    r"no interstitial cystitis, a lasting inflammation of the bladder, was seen": "what the label says",
    r"suicide": "part of the deaths",
    r"naloxone": "works against opioids only",
    r"prints no (?:index|amounts)": "why no ratio stands here",
    r"more than 24 hours": "what persisting meant",
    r"319 came back": "who was lost",
    r"projected": "what is not counted yet",
    r"has yellow skin or eyes and with it fever, shivering or confusion": "an emergency of the bile ducts",
    r"half of 22 people with swollen kidneys.{0,160}29 people with bladder trouble": "what swollen kidneys can cost",
    r"liver values became normal in one\. Of ten people .{0,40} one had liver failure": "not in all does it go back",
    r"the crew is there to treat": "why to say what was taken",
    r"newer bulletin, to March 2025": "where the numbers end",
}


@pytest.mark.parametrize("pattern", HELD)
def test_lesson_07_says_what_it_must(lesson, pattern):
    if lesson.path.stem.startswith("07"):
        assert re.search(pattern, lesson.text), HELD[pattern]


def test_every_percentage_in_lesson_07_has_people_or_a_row_near_it(lesson):
    """In the prose before the tasks: a percentage stands in a sentence that also says of whom, or by which count."""
    if not lesson.path.stem.startswith("07"):
        return
    whom = re.compile(
        r"\b(?:people|users|students|those|patients|readers|studies|charts|deaths|women|men|children|them|adults|events|"
        r"placebo|spray|ducts|certificates|cases|wastewater|odds|questionnaire|came|accidents|missing|used it|mood|"
        r"bladder|withdrawal|craving|methamphetamine|drug)\b"
    )
    for cell in lesson.prose:
        for sentence in re.split(r"(?<=[.!?;])\s+", without_quotes(cell.source)):
            if re.search(r"\d ?%", sentence):
                assert whom.search(sentence), sentence


def triaged(lesson):
    """Return what stands under each of the headings of "When to call", by the heading."""
    text = next(cell.source for cell in lesson.prose if cell.source.startswith("### When to call"))
    parts = re.split(r"\*\*(Call the emergency number|Until help comes:|The same day:|Soon:)\*\*", text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_nothing_that_needs_a_doctor_today_is_left_for_soon(lesson):
    """Yellow skin, blood that can be seen and lasting voices are of the same day; yellow with fever is an emergency."""
    if not lesson.path.stem.startswith("07"):
        return
    found = triaged(lesson)
    soon = found["Soon:"].split("\n\n")[0]
    assert "a doctor" in soon
    assert not re.search(r"yellow|blood|voices|fear\b|belly|fever|no urine", soon)
    today = found["The same day:"]
    for sign in ("yellow skin or eyes", "blood in the urine that can be seen", "pain of the belly that grows or stays",
                 "voices or fear that last more than a day", "fever with pain in the side or back"):  # fmt: skip
        assert sign in today
    assert re.search(r"yellow skin or eyes .*fever, shivering or confusion", found["Call the emergency number"])


@pytest.mark.parametrize("id", ["effect_kidney", "effect_bile"])
def test_the_map_promises_no_recovery_where_series_disagree_or_nobody_looked(id):
    assert effect(id).recovers == "not known"


def test_swollen_kidneys_stand_beside_what_they_can_cost():
    swollen, bladder = harm("ou2020_swollen"), harm("ou2020_bladder")
    assert (swollen.value, swollen.people, bladder.value, bladder.people) == (50, 22, 7, 29)
    assert swollen.compared_with == bladder.id
    assert {"ou2020_swollen", "ou2020_bladder", "uclh2025_failure", "chun2025_normal"} <= set(harm_rows("bladder"))
