"""Is what LaTeX is given whole: every word, every sign, addresses that can break, and nothing that stops it?"""

import json
import pathlib
import re

import pytest

from ketlessons.evidence import fact_table, reference_list
from ketlessons.evidence.display import forms
from ketlessons.evidence.paper import SIGNS, in_latex, on_paper

ROOT = pathlib.Path(__file__).resolve().parents[2]
#: Beyond ASCII, what the four faces of Latin Modern that nbconvert sets (regular, bold, italic, typewriter) have a
#: glyph for, as far as the course says it.
IN_LATIN_MODERN = set(
    "\u00b0\u00b2\u00b5\u00b7\u00b9\u00c2\u00c5\u00d7\u00d8\u00e1\u00e4\u00e5\u00e8\u00ed\u00f1\u00f3\u00f6\u00f8"
    "\u00fc\u0142\u0144\u014d\u0161\u2013\u2014\u2018\u2019\u201c\u201d\u2212\u221e"
)


def body(latex):
    """Return the paragraphs, without what is said before them to set them up."""
    return [line for line in latex.splitlines() if line.endswith(r"\par")]


def test_every_sign_that_means_something_to_latex_is_escaped():
    assert in_latex(r"\ { } $ & # ^ _ ~ %") == (
        r"\textbackslash{} \{ \} \$ \& \# \textasciicircum{} \_ \textasciitilde{} \%"
    )
    assert in_latex('"a"') == r"\textquotedbl{}a\textquotedbl{}"


def test_lines_become_paragraphs_that_hang_from_their_mark():
    first, second, third, fourth = body(on_paper("Title\n- an item\n    Value: 3 %\n\n12. last"))
    assert first == r"\noindent\hangindent0em{}Title\par"
    assert second == r"\noindent\hangindent1em\makebox[1em][l]{-}an item\par"
    assert third == r"\noindent\hangindent2em\hspace*{2em}{}Value: 3 \%\par"
    assert fourth == r"\noindent\hangindent1.5em\makebox[1.5em][l]{12.}last\par"


def test_a_line_that_begins_with_a_bracket_or_a_star_is_no_argument_of_what_stands_before_it():
    for words in ("[3H]MK-801", "*1 is a genotype"):
        assert body(on_paper(words)) == [rf"\noindent\hangindent0em{{}}{words}\par"]


@pytest.mark.parametrize("words", ["24.5 days: 3 ng/mL", "-5 mV", "2.5 h"])
def test_a_number_that_begins_a_sentence_is_no_mark_of_an_item(words):
    assert body(on_paper(words)) == [rf"\noindent\hangindent0em{{}}{words}\par"]


def test_an_address_may_break_and_keeps_its_signs_and_the_sentence_its_stop():
    (line,) = body(on_paper("See https://doi.org/10.1000/a_b%20c#d. 5 % more"))
    assert r"\url{https://doi.org/10.1000/a_b%20c#d}. 5 \% more" in line
    assert r"\do\-" in on_paper("any")


def test_nothing_stays_nothing():
    assert on_paper("") == ""


@pytest.mark.parametrize("text", ["one", "a } b", "{", r"\end{document}", "50 % { of", "~^_"])
def test_groups_are_closed_whatever_the_words(text):
    latex = re.sub(r"\\[\\{}]", "", on_paper(text))
    assert latex.count("{") == latex.count("}")
    assert latex.count(r"\begingroup") == latex.count(r"\endgroup") == 2


def test_each_piece_teaches_the_signs_that_the_fonts_lack():
    for sign, command in SIGNS.items():
        assert rf"\K{{{ord(sign)}}}{{{command}}}" in on_paper("any")
        assert sign not in command


def said():
    """Return every text of the course: what its tables and lessons hold, and what the lessons have shown."""
    for file in [*(ROOT / "data").rglob("*.csv"), *(ROOT / "data").rglob("*.json"), *(ROOT / "data").glob("*.bib")]:
        yield file.name, file.read_text(encoding="utf-8")
    for file in (ROOT / "notebooks").glob("*.ipynb"):
        yield file.name, json.dumps(json.loads(file.read_text(encoding="utf-8")), ensure_ascii=False)


def test_no_sign_of_the_course_vanishes_from_a_pdf():
    """A new sign fails here once: look whether Latin Modern has it, and if not add it to `SIGNS`."""
    for name, text in said():
        lost = {sign for sign in text if ord(sign) > 126} - IN_LATIN_MODERN - set(SIGNS)
        assert not lost, f"{name} says {sorted(lost)}, for which a PDF may have no glyph"


def test_a_table_and_a_list_say_on_paper_what_they_say_in_a_terminal():
    rows = ["ketamine_ic50_human", "mg_slope"]
    for shown in (fact_table(rows, caption="Two rows"), reference_list(rows)):
        data = shown._repr_mimebundle_()
        paper = re.sub(r"\s+", "", re.sub(r"\\url\{([^}]*)\}", r"\1", data["text/latex"]))
        for word in data["text/plain"].split():
            word = re.sub(r"^(-|\d+\.)$", "", word)
            assert (word if word.startswith("http") else in_latex(word)) in paper


def test_what_is_printed_may_be_more_than_what_a_terminal_says():
    assert "all of it" in forms("<p>x</p>", "some", "all of it")["text/latex"]
    assert forms("<p>x</p>", "some")["text/latex"] == on_paper("some")
