"""Does a handout hold the lesson, with room to write, and the one for students no answer?"""

import html
import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from kept_back import found, in_class, reads, secrets

from ketlessons.publish.kit.handouts import handout
from ketlessons.quiz import everything
from ketlessons.quiz.kinds.choices import Choice
from ketlessons.quiz.kinds.severals import Several


@pytest.fixture(scope="module")
def sheets(scripts):
    """Return the handouts of each lesson, for students and with answers."""
    return {name: tuple(handout(one, answers=answers) for answers in (False, True)) for name, one in scripts.items()}


def asked(notebook):
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return [everything()[name] for name in re.findall(r'ask\("([\w-]+)"\)', code)]


def test_every_live_figure_is_there_once_with_its_name(path, sheets, saved):
    wanted = []
    for cell in saved[path.stem].cells:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                wanted += map(html.unescape, re.findall(r'<img alt="([^"]*)"', output.data["text/html"]))
    for text in sheets[path.stem]:
        soup = BeautifulSoup(text, "html.parser")
        # What is for home stands at the end on paper, so the order differs.
        assert sorted(image["alt"] for image in soup.select(".figure img")) == sorted(wanted)
        assert all(image["alt"] for image in soup.find_all("img"))


def test_the_students_handout_holds_no_answer_and_no_note_in_any_form(path, sheets, saved):
    student, _ = sheets[path.stem]
    kept_back = secrets(saved[path.stem])
    whole = re.sub(r"base64,[\w+/=]+", "", student)  # attributes and style, too
    text = reads(student)
    for pieces in (kept_back.answers, kept_back.notes, kept_back.feedback):
        assert not found(pieces, whole)
        assert not found(pieces, text)
    assert 'class="answer"' not in whole
    assert not re.search(r"<strong>(\w )?(Right|Not so|Holds|Does not hold)", whole)


def test_no_key_stands_in_the_students_handout_but_among_the_options(path, sheets, saved):
    soup = BeautifulSoup(sheets[path.stem][0], "html.parser")
    options = [one.get_text(" ", strip=True) for one in soup.select(".boxes > li")]
    for listed in soup.select(".boxes, .cards"):
        listed.decompose()
    rest = " ".join(soup.get_text(" ").split())
    for question in asked(saved[path.stem]):
        if isinstance(question, Choice | Several):
            for option in question.options:
                assert sum(one.endswith(option.text) for one in options) == 1, option.text
                assert not option.key or option.text not in rest, f"{question.id} is given away"


def test_options_look_alike(path, sheets):
    for one in BeautifulSoup(sheets[path.stem][0], "html.parser").select(".boxes > li"):
        assert not one.attrs
        assert [child.name for child in one.find_all(True)] in (["strong"], [])


def test_every_task_has_a_box_and_every_answer_its_place(path, sheets, saved):
    student, teacher = (BeautifulSoup(text, "html.parser") for text in sheets[path.stem])
    assert student.select(".tasks > li")
    assert all(len(one.select(".write")) == 1 for one in student.select(".tasks > li"))
    # Parts for home without a picture or a question are not on paper, and with them not their answers.
    kept_back, text = secrets(in_class(saved[path.stem])), reads(sheets[path.stem][1])
    for pieces in (kept_back.answers, kept_back.feedback):
        assert found(pieces, text) == list(pieces)
    assert not teacher.select(".tasks .write") or path.stem.startswith("00")


def test_questions_are_all_there(path, sheets, saved):
    for text in sheets[path.stem]:
        words = " ".join(reads(text).split())
        for question in asked(saved[path.stem]):
            assert " ".join(question.prompt.split()) in words


def test_headings_are_in_order_and_the_page_fetches_nothing(path, sheets):
    for text in sheets[path.stem]:
        soup = BeautifulSoup(text, "html.parser")
        levels = [int(one.name[1]) for one in soup.find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels
        assert soup.html["lang"] == "en"
        assert "default-src 'none'" in soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
        assert not [one for one in soup.find_all(src=True) if not one["src"].startswith("data:")]
        assert not soup.find_all(["link", "script", "iframe"])


def test_titles_say_which_handout_it_is(path, sheets):
    student, teacher = (BeautifulSoup(text, "html.parser").title.string for text in sheets[path.stem])
    assert student.endswith(": handout - ketlessons")
    assert teacher.endswith(": handout with answers - ketlessons")
