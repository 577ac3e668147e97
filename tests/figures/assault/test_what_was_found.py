"""What the series say and draw, against counts that are written out here from the abstracts."""

import pytest

#: Events of how many, as printed; where only a share is printed, that.
PRINTED = {
    "alcohol": [(212, 1240), 0.309, (451, 1179), 0.45, (470, 1014), (772 + 215, 1806)],
    "nothing": [(559, 1806), (468, 1179)],
    "unexpected": [(21, 1014), (15, 100), (87, 184)],
    "ketamine": [(2, 184)],
}


def wilson(events, total):
    z, p = 1.959964, events / total
    middle = (p + z * z / (2 * total)) / (1 + z * z / total)
    reach = z / (1 + z * z / total) * (p * (1 - p) / total + z * z / (4 * total**2)) ** 0.5
    return middle - reach, middle + reach


@pytest.mark.parametrize("found", PRINTED)
def test_shares_and_intervals_are_those_of_the_printed_counts(figure, found):
    told = figure.update(found=found, intervals=True)
    for row, printed in zip(told.rows[1:], PRINTED[found], strict=True):
        counted = isinstance(printed, tuple)
        assert row[1].value == pytest.approx(printed[0] / printed[1] if counted else printed)
        if counted:
            assert f"{printed[0]} of {printed[1]:,}" in row[1]
            assert row[2].values == pytest.approx(wilson(*printed), abs=1e-4)
        else:
            assert row[2] == "not known"


@pytest.mark.parametrize("found", PRINTED)
def test_the_marks_stand_at_the_shares_and_rings_are_for_shares_alone(figure, found):
    figure.update(found=found, intervals=False)
    squares = sorted(figure.moving["shares with counts"].get_xdata())
    rings = sorted(figure.moving["shares alone"].get_xdata())
    assert squares == pytest.approx(sorted(100 * a / b for a, b in (p for p in PRINTED[found] if isinstance(p, tuple))))
    assert rings == pytest.approx(sorted(100 * p for p in PRINTED[found] if not isinstance(p, tuple)))


def test_intervals_are_drawn_when_asked_for_and_only_where_there_are_counts(figure):
    figure.update(found="alcohol", intervals=False)
    assert len(figure.moving["intervals"].get_segments()) == 0
    figure.update(found="alcohol", intervals=True)
    assert len(figure.moving["intervals"].get_segments()) == 4


def test_it_never_says_that_alcohol_was_found_in_half_and_leads_with_the_spread(figure):
    told = figure.update(found="alcohol", intervals=False).sentence
    assert told.startswith("Alcohol was found in 17 % to 55 % by series")
    assert "half" not in told
    assert "none of these says how many people had drunk" in told


def test_ketamine_is_two_of_184_and_not_2_3_percent_of_anything(figure, whole_grid):
    told = figure.update(found="ketamine", intervals=True).sentence
    assert "2 of 184" in told
    assert "0.3 % to 3.9 %" in told
    assert "10,680" in told
    for setting in whole_grid(figure):
        assert "2.3 %" not in figure.update(**setting).sentence


def test_what_the_police_took_for_support_is_not_drawn_as_a_drug_not_named(figure, whole_grid):
    for setting in whole_grid(figure):
        told = figure.update(**setting)
        assert "3.0 %" not in told.sentence
        assert not any("England" in row[0] or "claimed" in row[0] for row in told.rows)
