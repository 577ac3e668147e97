"""The check of a learner's own Hill equation: what it says besides right and wrong. Answers: `test_answers`."""

import pytest

from ketlessons import check, evidence
from ketlessons.exercises import checking, hill


def right(conc_um, ic50_um, hill):
    return conc_um**hill / (conc_um**hill + ic50_um**hill)


def test_the_praise_holds_published_numbers():
    words = repr(check.hill(right))
    ic50 = evidence.fact("ketamine_ic50_human")
    assert ic50.text() in words
    assert "50 %" in words
    share = right(10.0, ic50.value, evidence.value("ketamine_hill_human"))
    assert f"At 10 µM it gives {100 * share:.0f} %" in words
    seen = evidence.fact("ketamine_block_10um_rat")
    assert f"{100 * seen.value:.0f} %" in words
    assert f"{100 * seen.low:.0f} to {100 * seen.high:.0f} %" in words


def test_a_function_that_knows_only_the_cases_never_raises():
    """The published curve is asked for after the cases: there too a mistake must come back as words."""
    known = {case: right(*case) for case in hill._CASES}
    verdict = check.hill(lambda *case: known[case])
    assert not verdict.solved
    assert "KeyError" in repr(verdict)


def test_the_html_of_a_verdict_is_escaped_and_says_the_same():
    def awkward(conc_um, ic50_um, hill):
        raise ValueError("<b>1 & 2</b>")

    data = check.hill(awkward)._repr_mimebundle_()
    assert "<b>1 & 2</b>" in data["text/plain"]
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in data["text/html"]
    assert data["text/html"].count("<li>") == len(data["text/plain"].splitlines())


@pytest.mark.parametrize("name", [name for name in check.__all__ if name != "harder"])
def test_every_check_is_found_where_lessons_look_for_it(name):
    home = checking if name == "Reply" else __import__(f"ketlessons.exercises.{name}", fromlist=[name])
    assert getattr(check, name) is getattr(home, name)


@pytest.mark.parametrize("name", [name for name in check.__all__ if name not in ("Reply", "harder")])
def test_a_check_without_a_function_says_what_to_give(name):
    assert f"check.{name}(name)" in repr(getattr(check, name)())
