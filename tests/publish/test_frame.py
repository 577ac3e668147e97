"""Does the frame hold any body, and nothing that the body did not ask for?"""

import json
import re

from bs4 import BeautifulSoup

from ketlessons.publish.pages.frame import MENU, Heading, frame, theme
from ketlessons.stage.style import PALETTE


def made(**given):
    words = {"description": "About.", "here": "facts.html", **given}
    return BeautifulSoup(frame("Facts & figures", "<h1>Facts</h1>", **words), "html.parser")


def test_the_menu_marks_where_one_is():
    for file, words in MENU:
        current = made(here=file).select("[aria-current=page]")
        assert [(link["href"], link.get_text()) for link in current] == [(file, words)]
    assert not made(here="02-block.html").select("[aria-current]")


def test_every_page_but_the_search_has_a_field_that_leads_there():
    (form,) = made().select("form[role=search]")
    assert (form["action"], form["method"], form.input["name"]) == ("search.html", "get", "q")
    assert made().find("label", attrs={"for": form.input["id"]})
    assert not made(here="search.html").select("form")


def test_contents_are_nested_as_the_headings_are():
    levels = [(2, "a"), (3, "b"), (3, "c"), (2, "d"), (4, "not listed"), (3, "e")]
    soup = made(contents=[Heading(level, text, text) for level, text in levels])
    outer = soup.select_one("nav.contents details > ul")
    tree = [
        (item.find("a").get_text(), [inner.get_text() for inner in item.select(":scope > ul > li > a")])
        for item in outer.find_all("li", recursive=False)
    ]
    assert tree == [("a", ["b", "c"]), ("d", ["e"])]


def test_few_headings_need_no_contents_and_a_deep_one_may_come_first():
    assert not made(contents=[Heading(2, "a", "a"), Heading(2, "b", "b")]).select("nav.contents")
    first = made(contents=[Heading(3, "a", "a"), Heading(2, "b", "b"), Heading(2, "c", "c")])
    assert [link.get_text() for link in first.select("nav.contents a")] == ["a", "b", "c"]


def test_data_cannot_end_its_script():
    soup = made(about={"name": "</script><script>alert(1)</script> é"})
    (script,) = soup.find_all("script", type="application/ld+json")
    assert json.loads(script.string)["name"] == "</script><script>alert(1)</script> é"
    assert len(soup.find_all("script")) == 2


def test_words_are_escaped_and_extras_stand_in_their_places():
    text = frame("<b>", "<h1>x</h1>", description='a "b"', here="x.html", after="<nav>A</nav>", before_end="<i>B</i>")
    assert "<title>&lt;b&gt; - ketlessons</title>" in text
    assert 'content="a &quot;b&quot;"' in text
    assert text.index("</main>") < text.index("<nav>A</nav>") < text.index("<footer>") < text.index("<i>B</i></body>")


def test_light_and_dark_have_every_colour_and_paper_is_light():
    light, dark = theme().split("@media screen and (prefers-color-scheme:dark)")
    for role, value in PALETTE.items():
        assert f"--{role}:{value.light};" in light
        assert f"--{role}:{value.dark};" in dark


def test_every_colour_of_the_styles_has_a_role():
    assert set(re.findall(r"var\(--([\w-]+)\)", made().style.string)) <= set(PALETTE)
