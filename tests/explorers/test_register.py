"""The register: one line an explorer, and each line leads to a figure that opens with a question."""

from pathlib import Path

import pytest

from ketlessons import explorers, figures
from ketlessons.explorers.register import LEFT, LIVE, STILL

EVERY = LIVE | STILL


@pytest.mark.parametrize("name", EVERY)
def test_a_line_leads_to_what_a_lesson_shows(name):
    show = getattr(explorers, name)
    assert (show.__name__, type(show()).__name__) == (name, "Explorer" if name in LIVE else "Still")
    assert "?" in show.__doc__


def test_nothing_is_registered_twice_and_everything_that_draws_is_registered():
    assert not LIVE.keys() & STILL.keys()
    folder = Path(figures.__file__).parent
    # A figure's builder has the name of its file; what several figures of a wing share has none of that name.
    found = {
        (path.parent.name, path.stem) for path in folder.glob("*/*.py") if f"\ndef {path.stem}(" in path.read_text()
    }
    assert found == {(wing, name) for name, wing in EVERY.items()}


@pytest.mark.parametrize("name", LIVE)
def test_what_moves_has_something_to_move_and_says_what_to_try(name):
    panel = getattr(explorers, name)().figure.panel
    assert 1 <= len(panel.controls) <= 5
    assert panel.hint.endswith((".", "?"))


@pytest.mark.parametrize(("old", "now"), LEFT.items())
def test_an_older_copy_of_a_lesson_is_told_the_name_of_now(old, now):
    assert now in EVERY
    assert old not in EVERY
    with pytest.raises(AttributeError, match=rf"no attribute '{old}'; write explore.{now}\(\)"):
        getattr(explorers, old)
    with pytest.raises(AttributeError, match=r"no attribute 'nothing'$"):
        getattr(explorers, "nothing")  # noqa: B009
