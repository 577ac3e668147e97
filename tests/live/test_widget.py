"""What a live output leaves in its cell, and what it answers."""

import ipywidgets
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from ketlessons import ask, explore
from ketlessons.live import groups, still
from ketlessons.quiz import questions

CHECK = next(q.id for q in questions().values() if q.kind == "check")


@pytest.fixture
def shell():
    """Return an IPython shell without a kernel, and take it away again."""
    InteractiveShell.clear_instance()
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def outputs_of(shell, thing):
    with capture_output() as captured:
        bundle, _ = shell.display_formatter.format(thing)
    return [output.data for output in captured.outputs] + ([bundle] if bundle else [])


@pytest.mark.parametrize("make", [explore.block_curve, lambda: ask(CHECK)], ids=["explorer", "question"])
def test_a_cell_gets_the_copy_and_then_the_view(shell, make):
    widget = make()
    copy, view = outputs_of(shell, widget)
    assert still.WIDGET_VIEW not in copy
    assert "kl-still" in copy["text/html"]
    assert copy["text/plain"]
    assert view[still.WIDGET_VIEW]["model_id"] == widget.model_id
    # A page that cannot show the view, or drops it, shows nothing for it: no word of it stands twice.
    assert view["text/html"] == ""
    # Paper takes the image of the copy without its words, so they follow it; a question's words stand in the copy.
    assert view.get("text/plain") == (copy["text/plain"] if "image/png" in copy else None)


def test_a_closed_widget_opens_again_when_it_is_shown(shell):
    widget = explore.block_curve()
    widget.set(conc_um=widget.controls[0].grid[-1])
    name, sentence = widget.model_id, widget.sentence
    widget.close()
    assert widget.comm is None
    copy, view = outputs_of(shell, widget)
    assert widget.comm is not None
    assert view[still.WIDGET_VIEW]["model_id"] == widget.model_id == name
    assert copy["text/plain"] == widget.sentence == sentence
    assert widget.layout.comm is not None


def test_a_group_leaves_the_copies_of_what_is_in_it(shell):
    one, two = explore.block_curve(), explore.hundred_channels()
    group = ipywidgets.HBox([one, ipywidgets.VBox([ipywidgets.Label("mine"), two])])
    groups.watch()
    copy, view = outputs_of(shell, group)
    for widget in (one, two):
        assert widget.sentence in copy["text/plain"]
        assert copy["text/html"].count("<figure") == 2
    assert view[still.WIDGET_VIEW]["model_id"] == group.model_id


def test_a_group_without_ours_is_shown_as_always(shell):
    group = ipywidgets.HBox([ipywidgets.Label("mine")])
    groups.watch()
    (only,) = outputs_of(shell, group)
    assert only == group._repr_mimebundle_()


def test_the_page_is_told_by_which_name_the_kernel_knows_the_widget():
    widget = explore.block_curve()
    assert widget._spec["id"] == widget.model_id
    assert widget._spec["patience"] == widget.patience_ms


@pytest.mark.parametrize("content", [None, 3, "move", ["move"], {}, {"type": "dance"}, {"type": None}])
def test_a_message_that_means_nothing_stops_nothing(content):
    widget = explore.block_curve()
    before = dict(widget._frame)
    widget._handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})
    assert widget._frame == before
