"""No lead is said more exactly than its row was printed: every text of both figures against the tables' own digits."""

import re

import pytest
from drawn import every_setting, reading
from printed import digits_of

from ketlessons import published
from ketlessons.explorers import EXPLORERS
from ketlessons.stage.words import signed

_NUMBER = re.compile(r"−?\d+\.\d+(?!\d)")
#: Shares of sites and transporters are no leads.
_SHARES = re.compile(r"(?:under )?\d+(?:\.\d+)?(?: to \d+(?:\.\d+)?)? %")


def written(one):
    """What a comparison may print: its numbers, each with the decimals of its row."""
    digits = digits_of(*one.rows)
    return [signed(number, digits) for number in (one.value, one.low, one.high) if number is not None]


@pytest.mark.parametrize("name", ["hours_and_weeks", "target_and_effect"])
def test_no_lead_has_more_decimals_than_its_row(name):
    explorer = EXPLORERS[name]()
    rows = {f"{one.label}, {one.time_label}": written(one) for one in published.comparisons("smd")}
    allowed = {text for texts in rows.values() for text in texts}
    assert {"1.8", "1.4", "2.2", "0.87", "1.00"} <= allowed
    seen, single = set(), 0
    for setting in every_setting(explorer):
        if setting.get("scale", "smd") != "smd":
            continue
        told = reading(explorer, **setting)
        texts = [told.sentence, *(news.said for news in told.brief)]
        texts += [cell for _, *cells in told.rows for cell in cells]
        said = {number for text in texts for number in _NUMBER.findall(_SHARES.sub("", text))}
        assert said <= allowed, (setting, said - allowed)
        seen |= said
        for head, cell, *_ in told.rows:
            if head in rows:
                single += 1
                assert _NUMBER.findall(cell) == rows[head], (head, cell)
    assert single > 20
    assert {"1.8", "1.4", "2.2", "0.1", "1.00"} <= seen
