"""What the receptor's figures say is about receptors, and never about how their numbers were looked up."""

import itertools
import re

import pytest

from ketlessons.explorers import EXPLORERS, five_states

#: "read off the curve" and "readers" are for learners; that a number "was not read" is not.
OF_OUR_READING = re.compile(r"\bread\b(?! off)|\bunread\b|\bsource\b")


@pytest.mark.parametrize("name", ["block_curve", "channel_clock", "hundred_channels", "use_dependence"])
def test_no_words_tell_of_our_reading(name, settings_of, read_svg):
    explorer = EXPLORERS[name]()
    for setting in settings_of(explorer):
        frame = explorer.figure.frame(setting)
        cells = itertools.chain(frame.reading.columns, *frame.reading.rows)
        picture = read_svg(explorer.figure.stage() + frame.svg).itertext()
        words = " ".join([frame.reading.sentence, *cells, *picture])
        assert not OF_OUR_READING.search(words), (setting, words)


def test_no_words_of_the_five_states_tell_of_our_reading(read_svg):
    picture = five_states()
    words = " ".join([picture.sentence, *read_svg(picture.figure.stage()).itertext()])
    assert not OF_OUR_READING.search(words)
