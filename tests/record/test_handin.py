"""The page to hand in: it holds a learner's work, and runs nothing that a student wrote."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from ketlessons import my_record, record
from ketlessons.record import handin

PNG = base64.b64encode(
    base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
).decode()
HOSTILE = [
    "<script>alert(1)</script>",
    "</pre></td></table><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus=alert(1) '",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "]]><!--<style>*{display:none}</style>",
    "{body}{style}{0}",
    "</title><meta http-equiv=refresh content='0;url=https://example.org'>",
    "&lt;b&gt; &amp;#60;script&#62;",
    "\u202e<b>gnp.exe\u2066 \0 \x1b[31m \ud800",
    "<base href=//example.org><form action=//example.org><input>",
    "<a href='https://example.org' target=_top>your mark is here</a>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
]
#: All that a page may hold.
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "section", "footer"),
    *("table", "caption", "thead", "tr", "th", "tbody", "td", "pre", "blockquote", "figure", "img", "figcaption"),
}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "scope", "class", "tabindex", "alt", "src"}


class Parts(HTMLParser):
    """What a browser's parser would find."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.images, self.words, self.comments = [], [], [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag == "img":
            self.images.append(dict(attrs))

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        self.comments.append(data)


def filled(place, words, png=PNG):
    record.add("answer", words, of=words, asked=words, said=words, kind=words, answer=words, right=words)
    record.add("answer", "02", of=words, asked=words, said=words, right=False)
    record.add("built", "02", of=words, source=words, said=words, right=True)
    record.add("reflection", "09", of=words, asked=words, said=words)
    record.add("picture", "04", of=words, title=words, said=words, png=png)
    return handin.page(record.journal().entries(), name=words)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_student_wrote_is_text_and_nothing_else(place, words):
    page = filled(place, words)
    found = Parts(page)
    assert set(found.tags) <= TAGS
    assert set(found.attributes) <= ATTRIBUTES
    assert (found.tags.count("style"), found.tags.count("meta"), found.tags.count("img")) == (1, 4, 1)
    assert not found.comments
    shown = handin._UNSEEN.sub("\ufffd", words)
    assert "".join(found.words).count(shown) >= 9, "and all of it is there"
    assert not handin._UNSEEN.search(page)


def test_the_page_forbids_everything_but_its_own_style_and_pictures_in_it(place):
    page = filled(place, "words")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert rules == {
        "default-src": "'none'",
        "img-src": "data:",
        "style-src": f"'sha256-{digest}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert "http" not in re.sub(r'http-equiv="', "", page)
    assert "style=" not in page


@pytest.mark.parametrize(
    "png",
    [
        "data:text/html,<script>alert(1)</script>",
        base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>").decode(),
        f'{PNG}" onerror="alert(1)',
        "",
        "not base64 at all",
        "é" * 20,
    ],
)
def test_a_picture_that_is_none_is_left_out(place, png):
    found = Parts(filled(place, "words", png))
    assert not found.images
    assert "words: the picture could not be read." in "".join(found.words)


def test_a_picture_is_shown_with_its_words(place):
    (image,) = Parts(filled(place, "words")).images
    assert image == {"alt": "Picture: words", "src": f"data:image/png;base64,{PNG}"}


def test_it_shows_the_newest_answer_the_code_that_passed_and_every_thought(place):
    record.add("answer", "02", of="02-a", asked="Which?", said="the first", right=False)
    record.add("answer", "02", of="02-a", asked="Which?", said="the second", right=True)
    record.add("built", "02", of="hill", source="def f(): good", said="It agrees.", right=True)
    record.add("built", "02", of="hill", source="def f(): later", said="Not yet.", right=False)
    record.add("reflection", "09", of="last", asked="What next?", said="One\n  two")
    words = "".join(Parts(handin.page(record.journal().entries(), "Sam")).words)
    assert "the second" in words
    assert "the first" not in words
    assert "def f(): good" in words
    assert "later" not in words
    assert "One\n  two" in words
    assert "Lesson 02 Block the NMDA receptor" in words
    assert "Work to hand in: Sam" in words
    only = "".join(Parts(handin.page(record.journal().entries(), only=["09"])).words)
    assert "the second" not in only
    assert "two" in only


def test_nothing_of_lesson_08_is_on_it_even_if_a_record_from_elsewhere_holds_some(place, tmp_path):
    record.journal().add("answer", lesson="08", of="08-a", said="secret")
    my_record.hand_in(tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text()
    assert "secret" not in page
    assert "Nothing was handed in." in page


def test_an_empty_record_makes_a_page_too(place):
    assert "Nothing was handed in." in handin.page(())
