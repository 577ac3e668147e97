"""Sentences from templates: each slot says its number as it asks to, and a template cannot lose one."""

import json

import pytest

from ketlessons.stage.live_figure import Reading
from ketlessons.stage.saying import SAID, Printed, printed, say


@pytest.mark.parametrize(
    ("template", "value", "told"),
    [
        ("{x:percent}", 0.0004, "under 0.1 %"),
        ("{x:clock}", 72, "3 days"),
        ("{x:ng_ml}", 161.6, "162 ng/mL"),
        ("{x:signed.2}", -0.254, "−0.25"),
        ("{x:mv}", -72.5, "−72.5 mV"),
        ("{x:whole_percent}", 0.573, "57 %"),
        ("{x:um}", 0.43, "0.43 µM"),
        ("{x:.2f}", 0.126, "0.13"),
        ("{x}", "word", "word"),
        ("{x:upper}", "word", "Word"),
        ("{x:counted.comparison}", 1, "one comparison"),
        ("{x:counted.comparison}", 12, "12 comparisons"),
    ],
)
def test_a_slot_says_its_value_as_it_asks(template, value, told):
    assert say(template, x=value) == told


def test_no_name_of_a_slot_hides_a_code_of_the_standard_format():
    for name in SAID:
        with pytest.raises(ValueError, match="format"):
            format(1.5, name)


def test_a_slot_without_a_value_is_named():
    with pytest.raises(KeyError, match="lead"):
        say("{lead:signed.1} points")


def test_a_cell_is_its_text_to_whoever_sends_it_and_its_numbers_to_whoever_asks():
    cell = printed("{:percent} to {:percent}", 0.151, 0.409)
    assert cell == "15 % to 41 %"
    assert json.loads(json.dumps([cell])) == ["15 % to 41 %"]
    assert cell.values == (0.151, 0.409)
    with pytest.raises(ValueError, match="unpack"):
        cell.value  # noqa: B018
    assert Printed("none").values == ()


def test_a_reading_keeps_the_numbers_of_its_sentence_unrounded_and_its_words_apart():
    told = Reading.of({"one": "{drug}: {removed:percent}."}, "one", {"drug": "ketamine", "removed": 0.12345})
    assert told.sentence == "ketamine: 12 %."
    assert told.numbers == {"removed": 0.12345}
