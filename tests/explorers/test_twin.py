"""The still copy in a saved notebook: one named image, the sentence under it once, and the sentence as plain text."""

import base64
import io
from html.parser import HTMLParser

import pytest
from matplotlib import image as mpl_image

from ketlessons.explorers import EXPLORERS, five_states

VIEW = "application/vnd.jupyter.widget-view+json"
VOID = {"img", "br", "hr"}


class Page(HTMLParser):
    """Reads HTML as a browser does, and keeps tags, attributes and words."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.images, self.words = [], [], [], {}
        self.feed(html)
        self.close()
        assert self.open == [], "unclosed tags"

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "img":
            self.images.append(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.setdefault(self.open[-1], []).append(data)


def bundle_of(shown):
    found = shown._repr_mimebundle_()
    return found if isinstance(found, tuple) else (found, {})


def check_twin(shown, sentence):
    data, _ = bundle_of(shown)
    assert data["text/plain"] == sentence == repr(shown)
    page = Page(data["text/html"])
    (picture,) = page.images
    assert picture["alt"] == f"Picture: {shown.figure.title}"
    assert " ".join(["".join(page.words["figcaption"]), *page.words.get("li", ())]) == sentence
    assert not {"script", "style", "link", "iframe"} & set(page.tags)
    head, code = picture["src"].split(",", 1)
    assert head == "data:image/png;base64"
    pixels = mpl_image.imread(io.BytesIO(base64.b64decode(code)))
    assert pixels.shape[1] / pixels.shape[0] == pytest.approx(int(picture["width"]) / int(picture["height"]), rel=0.01)
    return data


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_explorer_keeps_one_picture_with_its_sentence(name):
    explorer = EXPLORERS[name]()
    data = check_twin(explorer, explorer.sentence)
    assert data[VIEW]["model_id"] == explorer.model_id
    assert len(data["text/html"]) < 200_000


def test_the_still_picture_of_a_lesson_has_a_twin_and_no_widget():
    picture = five_states()
    assert VIEW not in check_twin(picture, picture.sentence)


def test_the_twin_follows_the_controls_and_repeats_byte_for_byte(toy):
    first = check_twin(toy, toy.sentence)
    toy.set(x=5, look="square")
    second = check_twin(toy, toy.sentence)
    assert first["text/html"] != second["text/html"]
    toy.reset()
    assert bundle_of(toy)[0]["text/html"] == first["text/html"]


@pytest.mark.parametrize("quote", ['"', "'", "<b>", "&amp;", "</figcaption>"])
def test_the_sentence_survives_as_it_is_whatever_signs_it_holds(make_toy, quote):
    toy = make_toy(quote=quote)
    assert quote in toy.sentence
    check_twin(toy, toy.sentence)


def test_the_twin_leaves_the_live_picture_alone(toy):
    before = dict(toy._frame)
    bundle_of(toy)
    assert toy._frame == before
    assert toy.figure.frame(toy.values).svg == before["svg"]


@pytest.mark.parametrize("fail_at", [3, 5])
def test_an_explorer_in_trouble_can_still_be_shown(make_toy, fail_at):
    """A mistake in a figure must not take the whole output away; the words stay, and the live view too."""
    toy = make_toy(fail_at=fail_at)
    toy.x = 5 if fail_at == 5 else 3
    assert toy.last_error
    data, _ = bundle_of(toy)
    assert data["text/plain"] == toy.sentence
    assert VIEW in data
