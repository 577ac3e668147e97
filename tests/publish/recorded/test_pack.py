"""Packing: nothing is lost, whatever the pictures hold, and what does not fit the form is refused."""

import gzip
from types import SimpleNamespace as Made

import numpy as np
import pytest
import unpacked

from ketlessons.publish.recorded import paths
from ketlessons.publish.recorded.pack import pack
from ketlessons.publish.recorded.pieces import sections, template
from ketlessons.publish.recorded.varints import folded, varints

#: Numbers and outlines that are written in a way of their own, and words that look like marks.
ODD = (
    'd="M0 0"',
    "<text>-0 00 007 1.50 1e5 12.0 x3 #12 kl12ab3456</text>",
    '<path d="M-0.1 -5L1e+06 3Z" fill="none"/>',
    '<path d="M-0 1L2 3" fill="none"/>',
    '<path d="M1 2L3" fill="none"/>',
    '<path d="M1.25 2L3 4" fill="none"/>',
    '<path d="M-12.3 4C1 2 3 4 5 6Q7 8 9 10L99999.9 -0.1Z" fill="none"/>',
    "",
)


def picture(svg="", sentence="", columns=(), rows=(), brief=()):
    news = [Made(subject=subject, said=said, steady=steady, of=of) for subject, said, steady, of in brief]
    return Made(svg=svg, reading=Made(sentence=sentence, columns=columns, rows=rows, brief=news))


def told(frame):
    reading = frame.reading
    return {
        "svg": frame.svg,
        "sentence": reading.sentence,
        "columns": list(reading.columns),
        "rows": [list(row) for row in reading.rows],
        "brief": [[one.subject, one.said, one.steady, one.of] for one in reading.brief],
    }


def test_odd_pictures_come_back_to_the_last_letter():
    frames = [
        picture(
            svg,
            f"At {n} of {n / 7:.2f}; 12.0 (007), −3, 1,000: {svg}",
            ("A", ""),
            (("", "b"), (f"{n}", svg)),
            (("S", "", n % 2 == 0, "" if n % 3 else f"of {n}"),),
        )
        for n, svg in enumerate(ODD)
    ]
    opened = unpacked.Unpacked(pack([sections(frame) for frame in frames], (2, 4), {"spec": "ß < 1"}))
    assert opened.head["spec"] == "ß < 1"
    assert [opened.picture(place) for place in range(8)] == [told(frame) for frame in frames]


def test_random_outlines_come_back_to_the_last_digit():
    random = np.random.default_rng(7)
    frames = []
    for place in range(60):
        points = random.integers(-9999, 9999, (2 + place % 3, 2)) / 10
        body = "L".join(f"{x:g} {y:g}" for x, y in points)
        frames.append(picture(f'<path d="M{body}" fill="none"/><path d="M{place} 1L{place / 10:g} 2" fill="none"/>'))
    opened = unpacked.Unpacked(pack([sections(frame) for frame in frames], (3, 4, 5), {}))
    assert [opened.picture(place)["svg"] for place in range(60)] == [frame.svg for frame in frames]


def test_what_repeats_is_kept_once():
    word = "A sentence that is said again and again, word by word."
    one = pack([sections(picture(word, word))], (1,), {})
    many = pack([sections(picture(word, word))] * 500, (500,), {})
    assert len(many) < len(one) + 60


def test_the_same_pictures_give_the_same_bytes():
    drawn = [sections(picture(f'<path d="M{n} 1L2 3" fill="none"/>', f"{n}")) for n in range(6)]
    assert pack(drawn, (6,), {}) == pack(drawn, (6,), {})
    assert gzip.decompress(pack(drawn, (6,), {}))


def test_too_few_pictures_are_refused():
    with pytest.raises(ValueError, match=r"pictures: 1 for 4 settings; allowed: one for each"):
        pack([sections(picture())], (2, 2), {})


def test_a_negative_number_has_to_be_folded():
    with pytest.raises(ValueError, match=r"numbers: -1 is negative"):
        varints([3, -1])
    assert list(varints(folded(np.array([-1, 64])))) == [1, 128, 1]
    assert varints([]) == b""


@pytest.mark.parametrize("piece", ["", "M", "M1 2L3", "L1e5 2", "M-0 1", "M1.25 2", "MM1 2", "<text>"])
def test_what_is_no_outline_or_cannot_be_written_again_is_left_as_it_is(piece):
    assert paths.parsed(piece) is None


def test_an_outline_is_read_in_tenths():
    found = paths.parsed("M1 -2.5C1 2 3 4 5 6Z")
    assert found.letters == "MCZ"
    assert found.points.tolist() == [[10, 10, 30, 50], [-25, 20, 40, 60]]


def test_numbers_in_words_keep_their_noughts():
    assert template("12.50 of 7", False) == ("\x012 of \x010", (1250, 7))
    assert template("12.5 of 7.0", True).numbers == (125, 70)
