"""The still map of where a dose goes: every share is a row, said as it is drawn."""

import pytest
from pictures import word_boxes
from second_solution import share_by_mouth

from ketlessons.evidence import fact, value
from ketlessons.explorers import body_map
from ketlessons.stage.words import whole_percent


@pytest.fixture(scope="module")
def picture():
    return body_map()


def test_the_map_says_each_number_that_it_draws(picture):
    expected = {
        "vein": 1.0,
        "muscle": value("f_im_label"),
        "nose": value("f_nasal_label_84"),
        "tongue": value("f_sublingual_rolan"),
        "second": value("f_sublingual_chong2009"),
        "mouth": share_by_mouth("s_ketamine"),
        "other": value("f_oral_s_fanta"),
    }
    assert picture.figure.update().numbers == pytest.approx(expected)
    drawn = [line for words, _ in word_boxes(picture.figure.figure) if "%" in words for line in words.splitlines()]
    assert len(drawn) == len(expected)
    for words, share in zip(drawn, expected.values(), strict=True):
        assert words.startswith(whole_percent(share))
        assert words.removesuffix(",") in picture.sentence
    assert not any(
        fact(id).reported for id in ("f_im_label", "f_nasal_label_84", "f_sublingual_rolan", "f_sublingual_chong2009")
    )
    assert "reported" not in picture.sentence


def test_no_other_number_is_drawn(picture):
    words = [words for words, _ in word_boxes(picture.figure.figure) if "%" not in words]
    assert words
    assert not [text for text in words if any(letter.isdigit() for letter in text)]


def test_the_words_of_the_map_do_not_run_into_each_other(picture):
    boxes = word_boxes(picture.figure.figure)
    width, height = picture.figure.size_px
    for number, (words, box) in enumerate(boxes):
        assert 0 < box.x0 < box.x1 < width, words
        assert 0 < box.y0 < box.y1 < height, words
        for other, its in boxes[number + 1 :]:
            assert not box.overlaps(its), (words, other)
