"""Words for learners are about the subject: no explorer of this wing says what was read, or not read, to make it."""

import re

import pytest
from drawn import every_setting, reading
from matplotlib.text import Text

from ketlessons.explorers import EXPLORERS

OUR_READING = re.compile(r"\b(was|were|is|not|nothing|number|interval|lead|day) read\b|\bread (at|here|after|before)\b")


@pytest.mark.parametrize("name", ["both_arms", "hours_and_weeks", "target_and_effect", "wearing_off"])
def test_nothing_is_said_of_our_reading(name):
    explorer = EXPLORERS[name]()
    said = {control.label for control in explorer.controls}
    for setting in every_setting(explorer):
        told = reading(explorer, **setting)
        said |= {told.sentence, *told.columns, *(cell for row in told.rows for cell in row)}
        said |= {text.get_text() for text in explorer.figure.figure.findobj(Text)}
    assert len(said) > 50
    assert not [words for words in said if OUR_READING.search(words) or re.search(r"\bread\b", words)]
