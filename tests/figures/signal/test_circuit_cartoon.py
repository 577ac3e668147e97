"""The circuit cartoon: what it says at each pair of blocks, against the check table and the equations of balance."""

import itertools

import numpy as np
import pytest

from ketlessons.explorers import EXPLORERS
from ketlessons.figures.signal.circuit_cartoon import DRUGS, Case
from ketlessons.published.signal.circuit import breakeven, firing

GRID = range(0, 101, 5)
REST_E, REST_I = 3.0773, 3.9218


@pytest.fixture(scope="module")
def picture():
    return EXPLORERS["circuit_cartoon"]().figure


@pytest.fixture(scope="module")
def told(picture):
    def at(block_i=0.0, block_e=0.0, drug="1"):
        return picture.update(block_i=float(block_i), block_e=float(block_e), drug=drug)

    return at


def cell(reading, head):
    (found,) = [row[1] for row in reading.rows if row[0] == head]
    return found


#: Block on interneurons and on pyramidal cells in percent, rates of pyramidal cells and interneurons: the check table.
TABLE = [
    (0, 0, 3.0773, 3.9218), (10, 0, 3.3848, 3.8848), (30, 0, 4.4384, 3.8382), (50, 0, 7.9181, 3.9528),
    (0, 10, 2.5744, 3.7240), (0, 50, 1.7033, 3.3643), (10, 10, 2.7479, 3.6660), (50, 50, 2.0032, 3.0319),
]  # fmt: skip


@pytest.mark.parametrize(("block_i", "block_e", "rate_e", "rate_i"), TABLE)
def test_rates_are_those_of_the_check_table(picture, told, block_i, block_e, rate_e, rate_i):
    reading = told(block_i, block_e)
    assert cell(reading, "Pyramidal cells").value == reading.numbers["e_hz"] == pytest.approx(rate_e, abs=6e-5)
    assert cell(reading, "Interneurons").value == reading.numbers["i_hz"] == pytest.approx(rate_i, abs=6e-5)
    assert picture.moving["rates now"].get_xdata() == pytest.approx([rate_e, rate_i], abs=6e-5)
    assert (*picture.moving["now"].get_xdata(), *picture.moving["now"].get_ydata()) == (block_i, block_e)


def test_every_case_is_reached_and_each_says_what_is_true_there(told):
    seen = set()
    for block_i, block_e in itertools.product(GRID, GRID):
        reading = told(block_i, block_e)
        seen.add(reading.case)
        gain, brake = reading.numbers["e_hz"] / REST_E - 1, reading.numbers["i_hz"] / REST_I - 1
        if reading.case is Case.REST:
            assert block_i == block_e == 0
        elif reading.case is Case.SAME:
            assert abs(gain) <= 0.0101
        elif reading.case in (Case.LESS, Case.EVEN_LESS):
            assert gain < -0.009
            assert (block_i == block_e) == (reading.case is Case.EVEN_LESS)
        else:
            assert gain > 0.009
            assert (brake < -0.05) == (reading.case is Case.MORE_AND_BRAKE_SLOWS)
            assert ("is not reproduced" in reading.sentence) == (reading.case is Case.MORE)
    assert seen == set(Case)


def test_the_sentence_says_that_it_is_a_cartoon_or_draws_the_line_to_rats(told, picture, read_svg):
    assert told().sentence.startswith("In this cartoon")
    words = " ".join(text.text for text in read_svg(picture.stage()).iter("{http://www.w3.org/2000/svg}text"))
    assert "A cartoon" in words
    assert "an assumption of this lesson" in words


def test_the_green_field_ends_at_break_even(told):
    for block_e in (5, 10, 20, 30, 35):
        needed = cell(told(0, block_e), "Block on interneurons that would make up for it").value
        assert 2.4 < needed / (block_e / 100) < 2.61
        assert firing(block_e / 100, needed).rate_e_hz == pytest.approx(REST_E, abs=6e-5)
    assert cell(told(0, 50), "Block on interneurons that would make up for it") == "more than there is"
    assert breakeven(0.5) is None


@pytest.mark.parametrize("drug", DRUGS)
def test_the_path_of_a_made_up_drug_is_two_one_site_curves(picture, told, drug):
    told(drug=drug)
    on_i, on_e = (np.asarray(part) / 100 for part in picture.moving["path"].get_data())
    conc = on_i / (1 - on_i)
    np.testing.assert_allclose(on_e, conc / (conc + float(drug)), rtol=1e-9)
    assert conc[0] == pytest.approx(0.003)
    assert conc[-1] == pytest.approx(1000)


PEAKS = {
    "5": "raises it to 3.4 Hz at most, and with more drug lowers it to 1.6 Hz",
    "10": "raises it to 4.3 Hz at most",
}


@pytest.mark.parametrize("drug", DRUGS)
def test_only_a_selective_drug_raises_the_rate(told, drug):
    sentence = told(30, 0, drug).sentence
    assert PEAKS.get(drug, "never raises it, at any concentration") in sentence
    assert ("blocks both kinds of cells alike" in sentence) == (drug == "1")
    named = cell(told(30, 0, drug), "The made-up drug")
    assert named.value == float(drug)
    assert named in sentence


def test_the_drawn_inputs_thin_with_the_block(picture, told):
    told(30, 80)
    loop, onto = (picture.moving[f"NMDA input of {cells}"] for cells in ("pyramidal cells", "interneurons"))
    assert onto.get_linewidth() - loop.get_linewidth() == pytest.approx(2.5)
    assert [text.get_text() for text in picture.moving["what is left"]] == ["NMDA, 20 % left", "NMDA, 70 % left"]
