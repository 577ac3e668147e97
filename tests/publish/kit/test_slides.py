"""Do the slides hold every picture of the class with its name, no note for teachers, and answers behind a step?"""

import html
import re

import pytest
from bs4 import BeautifulSoup
from kept_back import found, in_class, reads, secrets

from ketlessons.publish.folding import hidden
from ketlessons.publish.kit.slide_kinds import groups
from ketlessons.publish.kit.slides import deck


@pytest.fixture(scope="module")
def decks(scripts):
    return {name: deck(one) for name, one in scripts.items()}


def pictures(notebook, home):
    """Return name and caption of each picture of a saved lesson, of its parts for home or of the rest."""
    folded, names = set(hidden(notebook)), []
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" in data and (index in folded) == home:
                (name,) = re.findall(r'<img alt="([^"]*)"', data["text/html"])
                names.append((html.unescape(name), data["text/plain"]))
    return names


def test_every_picture_of_the_class_is_there_once_with_its_name_and_its_sentence(path, decks, saved):
    soup = BeautifulSoup(decks[path.stem], "html.parser")
    text = " ".join(soup.get_text(" ").split())
    wanted = pictures(saved[path.stem], home=False)
    assert [image["alt"] for image in soup.select("figure img")] == [name for name, _ in wanted]
    assert all(soup.find("img", alt=name)["src"].startswith("data:image/png;base64,") for name, _ in wanted)
    for _, sentence in wanted:
        first = sentence.split(". ")[0].rstrip(".")
        assert first in text
    cover = soup.select_one(".title img")
    assert cover is not None
    assert f"![{cover['alt']}]" in saved[path.stem].cells[0].source


def test_what_is_said_beside_a_table_is_there_too(path, decks, saved):
    """Whom to call at once stands before the table of help lines, and not in it."""
    folded, text = set(hidden(saved[path.stem])), " ".join(reads(decks[path.stem]).split())
    for index, cell in enumerate(saved[path.stem].cells):
        for output in cell.get("outputs", []):
            markup = output.get("data", {}).get("text/html", "")
            if index not in folded and "help_lines(" in cell.source and "<table" in markup:
                said = [" ".join(one.get_text().split()) for one in BeautifulSoup(markup, "html.parser").find_all("p")]
                assert said
                assert all(one in text for one in said), said


def test_what_is_for_home_or_for_teachers_is_left_out(path, decks, saved):
    notebook = saved[path.stem]
    assert not found(secrets(notebook).notes, reads(decks[path.stem]))
    for name, _ in pictures(notebook, home=True):
        assert f'alt="{html.escape(name)}"' not in decks[path.stem]
    assert not re.findall(r"<h2[^>]*>At home: ", decks[path.stem])


def test_answers_wait_for_a_step(path, decks, saved):
    kept_back = secrets(in_class(saved[path.stem]))
    soup = BeautifulSoup(decks[path.stem], "html.parser")
    for step in soup.select(".step"):
        step.decompose()
    assert not found((*kept_back.answers, *kept_back.feedback), reads(str(soup)))
    assert found(kept_back.answers, reads(decks[path.stem])) == list(kept_back.answers)


def test_it_is_one_page_that_fetches_nothing(path, decks):
    soup = BeautifulSoup(decks[path.stem], "html.parser")
    assert soup.html["lang"] == "en"
    assert soup.title.string.startswith(path.stem[:2])
    assert len(soup.find_all("h1")) == 1
    assert "default-src 'none'" in soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert not soup.find_all(["link", "iframe", "object", "video", "audio"])
    assert not [one for one in soup.find_all(src=True) if not one["src"].startswith("data:")]
    assert not [one for one in soup.find_all("a") if not one["href"].startswith("https://")]


def test_slides_are_numbered(path, decks):
    numbers = re.findall(r'<p class="number">(\d+) of (\d+)</p>', decks[path.stem])
    assert numbers == [(str(place), str(len(numbers))) for place in range(1, len(numbers) + 1)]
    assert len(numbers) > 20


def test_the_same_lesson_gives_the_same_slides(scripts, decks):
    name = "02-block-the-nmda-receptor"
    assert deck(scripts[name]) == decks[name]


@pytest.mark.parametrize(
    ("counts", "most", "wanted"),
    [
        ([], 10, []),
        ([50], 10, [[0]]),
        ([4, 4, 4], 12, [[0, 1, 2]]),
        ([9, 9, 1], 18, [[0], [1, 2]]),  # no slide with one word, where two can share
        ([5, 5, 5, 5], 15, [[0, 1], [2, 3]]),
    ],
)
def test_blocks_share_as_few_slides_as_they_need(counts, most, wanted):
    assert groups(counts, most) == wanted
