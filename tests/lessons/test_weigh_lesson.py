"""Lesson 06: evidence that disagrees stands beside what was chosen, in the field's own words too, and it is light."""

import re

import pytest
from told import ROOT

from ketlessons.evidence import fact
from ketlessons.quiz import questions

LESSON = ROOT / "notebooks" / "06-weigh-the-evidence.ipynb"
#: Words that a student needs to read one paper.
TERMS = (
    "risk ratio",
    "odds ratio",
    "number needed to treat",
    "forest plot",
    "heterogeneity",
    "random effects",
    "prediction interval",
    "I²",
    "regression to the mean",
    "functional unmasking",
    "publication bias",
    "funnel plot",
    "winner's curse",
    "intention to treat",
    "minimal important difference",
    "blinding index",
    "sponsor",
)


@pytest.fixture(scope="module")
def cells():
    import nbformat

    return nbformat.read(LESSON, 4).cells


@pytest.fixture(scope="module")
def prose(cells):
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("term", TERMS)
def test_the_fields_own_word_stands_beside_the_plain_one(prose, term):
    assert re.search(rf"\*\*{re.escape(term)}\*\*", prose, flags=re.I)


def test_grade_is_explained_and_said_where_the_reviews_say_it(prose):
    assert "| GRADE |" in prose
    assert prose.count("GRADE") >= 3
    for id in ("grade_munkholm", "grade_cochrane_saline", "grade_cochrane_midazolam"):
        assert "very low" in fact(id).quantity


def test_where_one_source_on_saline_is_quoted_the_other_is_too(prose):
    for paragraph in re.split(r"\n(?:\n|\d\. )", prose):
        if "1.8 standard deviations" in paragraph or "1.10 (" in paragraph:
            assert re.search(r"0\.87|0\.38", paragraph), paragraph
    told = {option.feedback for option in questions()["06-predict-control"].options}
    assert any("1 % with saline" in text and "8.8 %" in text for text in told)


@pytest.mark.parametrize(
    "said",
    [
        r"two (?:open )?trials, two answers",
        r"ketamine arms (?:answered |are |were )?alike",
        r"three small doses",
        r"who got well",
        r"0\.7 to 6\.4",
        r"no such count of unpublished trials",
        r"did not differ significantly between the arms of its two large trials\.",
    ],
)
def test_what_was_not_true_is_gone(prose, said):
    asked = " ".join(
        q.prompt + " ".join(o.feedback for o in q.options) for q in questions().values() if q.id[:2] == "06"
    )
    assert not re.search(said, f"{prose} {asked}")


def test_suicidal_ideas_after_an_infusion_are_told_by_trials_that_disagree(prose):
    (told,) = [part for part in prose.split("\n\n") if part.startswith("**Suicidal ideas.**")]
    for words in ("KETIS", "against saline", "Grunebaum", "against midazolam", "Ten trials", "as reported, KETA"):
        assert words in told
    assert f"stopped after {fact('keta_stopped').value:.0f} of the 100 people planned" in told
    assert "a newer one no significant effect at any time" in told
    assert fact("grunebaum_midazolam").value < 1 / 3 < 1 / 2 < fact("grunebaum_ketamine").value


def test_both_sets_of_people_of_a_trial_are_printed_side_by_side(cells):
    (cell,) = [cell for cell in cells if cell.cell_type == "code" and '"ELEKT-D", "TRANSFORM-2"' in cell.source]
    printed = "".join(output.get("text", "") for output in cell.outputs)
    for share in ("55.4 %", "54 %", "still seen: 69.3 %", "all randomised: 63.4 %", "reported: 50.8 %"):
        assert share in printed


def test_the_analysis_of_the_controls_is_not_made_surer_than_it_is(prose):
    (told,) = [part for part in re.split(r"\n\d\. ", prose) if "1.10 (0.63 to 1.57)" in part]
    assert f"p {fact('wilkinson_gap_p').value}" in told


def test_a_third_pooling_stands_wherever_two_are_said_to_disagree_on_the_control(prose):
    """It is of more people and does not find that the control matters: who answered so has a reason that is heard."""
    places = [part for part in re.split(r"\n(?:\n|\d\. |- )", prose) if re.search(r"0\.38 \(|how much smaller", part)]
    assert len(places) >= 2
    assert all(re.search(r"\b[Tt]hird\b", part) for part in places), places
    (told,) = [part for part in prose.split("\n\n") if part.startswith("**Does the kind of control matter?**")]
    for id in ("price2022_24h", "price2022_7d"):
        assert f"by {fact(id).value:.2f} about" in told
    asked = questions()["06-predict-control"]
    assert "Two poolings" in asked.prompt
    same = next(option for option in asked.options if "about the same" in option.text)
    assert "A third" in same.feedback
    assert "may hold" in same.feedback


def test_no_question_rests_on_the_ends_of_one_prediction_interval():
    asked = questions()["06-check-further"]
    assert not re.search(r"\d\.\d", asked.prompt + " ".join(option.text for option in asked.options))


def open_cells(cells):
    """Return the cells that are seen before a learner opens a folded part."""
    seen, level = [], 0
    for cell in cells:
        heading = re.match(r"(#+) ", cell.source) if cell.cell_type == "markdown" else None
        if heading and len(heading[1]) <= level:
            level = 0
        if not level:
            seen.append(cell)
        if heading and cell.metadata.get("jp-MarkdownHeadingCollapsed"):
            level = len(heading[1])
    return seen


def test_what_is_at_home_is_folded_and_the_way_through_the_class_is_short(cells):
    homes = [cell for cell in cells if cell.source.startswith("### At home")]
    assert len(homes) == 4
    assert all(cell.metadata.get("jp-MarkdownHeadingCollapsed") for cell in homes)
    assert all(len(cell.source.split("\n\n")) == 2 for cell in homes)
    seen = open_cells(cells)
    assert len(seen) <= 38
    prose = (re.sub(r"<details>.*?</details>", "", c.source, flags=re.S) for c in seen if c.cell_type == "markdown")
    assert sum(len(text.split()) for text in prose) < 2250
    for live in ("explore.", "ask("):
        assert all(cell in seen for cell in cells if cell.cell_type == "code" and cell.source.startswith(live))
