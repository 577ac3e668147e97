"""One vial, two numbers: bars, curve, sentence and table against the labels and the equation written out."""

import itertools

import numpy as np
import pytest

from ketlessons.explorers import EXPLORERS

#: Base and salt, as the labels print them.
LABELS = {"label_uk_50": (50, 57.7), "label_spravato_28": (28, 32.3), "label_esketamine_25": (25, 28.83),
          "label_vet_100": (100, 115.36)}  # fmt: skip
START = {"product": "label_uk_50", "read_as": "base", "ph": 4.5}


@pytest.fixture(scope="module")
def figure():
    return EXPLORERS["same_vial"]().figure


def shown(figure, **setting):
    return figure.frame({**START, **setting}).reading


@pytest.mark.parametrize(("product", "read_as"), itertools.product(LABELS, ("base", "salt")))
def test_bars_and_table_hold_base_and_salt_as_the_number_is_read(figure, product, read_as):
    told, (base, salt) = shown(figure, product=product, read_as=read_as), LABELS[product]
    if read_as == "salt":
        base, salt = base * 237.73 / 274.19, base
    rows = dict(told.rows)
    assert rows["Base"].value == pytest.approx(base)
    assert rows["Hydrochloride"].value == pytest.approx(salt)
    moving = figure.moving
    whole = moving["base in the salt"].get_width() + moving["hydrogen chloride"].get_width()
    assert whole / moving["base"].get_width() == pytest.approx(salt / base)
    assert moving["hydrogen chloride"].get_x() == pytest.approx(moving["base in the salt"].get_width())
    assert rows["Base missing if the number were salt"].value == pytest.approx(1 - 237.73 / 274.19)


@pytest.mark.parametrize("ph", [2, 3.5, 5.5, 7.4, 7.5, 10])
def test_the_dot_lies_on_the_curve_of_the_equation(figure, ph):
    told = shown(figure, ph=ph)
    charged = 1 / (1 + 10 ** (ph - 7.5))
    (x,), (y,) = figure.moving["now"].get_data()
    assert (x, y) == (ph, pytest.approx(100 * charged))
    (curve,) = [line for line in figure.moving["now"].axes.lines if len(line.get_xdata()) > 100]
    assert np.interp(ph, curve.get_xdata(), curve.get_ydata()) == pytest.approx(y, abs=0.05)
    assert told.numbers["charged"] == pytest.approx(charged)
    assert figure.moving["now in words"].get_text() in told.sentence


def test_sentences(figure):
    assert shown(figure, ph=7.4).sentence == (
        "UK injection, 50 mg/mL: the label counts the base. It lies in 57.7 mg/mL of hydrochloride, 1.154 times as "
        "much; the molar masses say 1.153. At pH 7.4, that of blood, 56 % of ketamine carries a charge."
    )
    assert shown(figure, product="label_spravato_28", read_as="salt", ph=5.5).sentence == (
        "Nasal spray device, 28 mg: whoever takes 28 mg for the hydrochloride expects 24.3 mg of base, 13 % less than "
        "there is. At pH 5.5, which the US label of the injection allows (3.5 to 5.5), 99.0 % of ketamine carries a "
        "charge."
    )


def test_the_slider_speaks_its_values_as_a_ph():
    (slider,) = [one for one in EXPLORERS["same_vial"]().controls if one.name == "ph"]
    assert (slider.texts[0], slider.texts[25], slider.texts[54], slider.texts[-1]) == (
        "pH 2", "pH 4.5", "pH 7.4", "pH 10")  # fmt: skip


def test_no_share_is_rounded_up_to_all(figure):
    assert "over 99.9 % of ketamine" in shown(figure, ph=2).sentence
    assert "0.3 % of ketamine" in shown(figure, ph=10).sentence
