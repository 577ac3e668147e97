"""One form laid over the other: what covers, ringed, said and listed, against the orders of four arms."""

import itertools

import numpy as np
import pytest

from ketlessons.explorers import EXPLORERS


@pytest.fixture(scope="module")
def figure():
    return EXPLORERS["lay_mirror_forms"]().figure


def shown(figure, form, held, turn_deg):
    return figure.frame({"form": form, "held": held, "turn_deg": turn_deg}).reading


def test_a_form_covers_itself_once_and_its_mirror_never(figure):
    for held, turn in itertools.product("0123", range(0, 360, 30)):
        same, mirrored = (dict(shown(figure, form, held, turn).rows)["Arms that cover"].value for form in "sr")
        assert same == (4 if turn == 0 else 1)
        assert mirrored == (2 if turn % 120 == 0 else 1)


def test_rings_and_words_say_what_covers(figure):
    for form, held, turn in itertools.product("sr", "0123", (0, 30, 120, 240)):
        told = shown(figure, form, held, turn)
        many = told.numbers["many"]
        assert len(figure.moving["rings"].get_xdata()) == many
        words = [one.get_text() for one in figure.moving["words"]]
        assert words[1] == f"{many:g} of 4 cover"
        assert sum("covers" in one for one in words) == many
        assert sum(cell == "covers" for _, cell in told.rows) == many


SENTENCES = {
    ("r", "0", 0): ("two", "(R) over (S), held at the nitrogen and turned by 0°: 2 of 4 arms cover, "),
    ("r", "0", 30): ("one", "(R) over (S), held at the nitrogen and turned by 30°: 1 of 4 arms covers, "),
    ("s", "3", 120): (
        "places",
        "(S) over (S), held at the ring's next carbon and turned by 120°: 1 of 4 arms covers, ",
    ),
    ("s", "1", 0): ("all", "(S) over (S), held at the ketone's carbon and turned by 0°: all 4 of 4 arms cover. "),
}


@pytest.mark.parametrize("setting", SENTENCES)
def test_each_case_has_its_sentence(figure, setting):
    told = shown(figure, *setting)
    case, head = SENTENCES[setting]
    assert told.case == case
    assert told.sentence.startswith(f"Laid: {head}")


def test_no_letters_lie_over_an_arm_at_any_setting(figure, whole_grid):
    for setting in whole_grid(figure):
        figure.update(**setting)
        for which in ("(S)", "turned"):
            ends = np.transpose(figure.moving[f"tips, {which}"].get_data())
            arms = (np.linspace(0, 1, 40)[:, None, None] * ends).reshape(-1, 2)
            for letters in figure.moving[f"letters, {which}"]:
                box = letters.get_window_extent().transformed(letters.axes.transData.inverted())
                inside = (arms > (box.x0, box.y0 + 0.02)) & (arms < (box.x1, box.y1 - 0.02))
                assert not inside.all(axis=1).any(), (setting, which, letters.get_text())
