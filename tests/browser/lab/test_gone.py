"""Does a page notice that its kernel is gone, say so, and claim nothing that nobody heard?"""

from __future__ import annotations

import hands
import pytest

from ketlessons.quiz import questions

PREDICTION = next(q for q in questions().values() if q.kind == "predict")
CELLS = ("from ketlessons import ask, explore, reveal", "explore.block_curve()", f'ask("{PREDICTION.id}")')


@pytest.fixture(params=hands.ENDS)
def gone(request, scratch):
    """Return page, explorer and question of a notebook whose kernel has gone."""
    page = scratch(*CELLS, name=f"gone-{request.param.replace(' ', '-')}")
    (explorer,), (quiz,) = hands.widgets(page)
    explorer.press(explorer.control("conc_um"), "ArrowRight")
    explorer.settle("ArrowRight")
    page.page.evaluate(hands.ENDS[request.param])
    return page, explorer, quiz


def test_a_page_whose_kernel_is_gone_says_so_and_claims_nothing(gone):
    _, explorer, quiz = gone
    before = explorer.read()
    quiz.choose(1)
    explorer.press(explorer.control("conc_um"), "End")
    explorer.wait("the figure says what to do", lambda: "Run this cell again" in explorer.read()["trouble"])
    quiz.wait("the question says that nothing was kept", lambda: "could not be kept" in quiz.feedback.inner_text())
    after = explorer.read()
    # What is shown still belongs together: the control has gone back to the picture.
    for part in ("controls", "moving", "caption", "label"):
        assert after[part] == before[part], part
    explorer.press(explorer.control("conc_um"), "ArrowLeft")
    explorer.press(explorer.button("Reset"), "Enter")
    again = explorer.read()
    assert (again["controls"], again["caption"]) == (before["controls"], before["caption"])
    assert "Run this cell again" in again["trouble"]
    quiz.choose(0)
    assert "Committed" not in quiz.feedback.inner_text()
    explorer.wait("it is spoken", lambda: "Run this cell again" in explorer.read()["said"])


@pytest.mark.parametrize("gone", ["restarted"], indirect=True)
def test_a_restart_is_told_though_nobody_moves_anything(gone):
    _, explorer, quiz = gone
    explorer.wait("the figure says what to do", lambda: "Run this cell again" in explorer.read()["trouble"])
    quiz.wait("so does the question", lambda: "Run this cell again" in quiz.feedback.inner_text())


@pytest.mark.parametrize("gone", ["restarted"], indirect=True)
def test_after_a_restart_the_cells_run_again_work_and_the_reveal_says_what_to_run(gone):
    page, _, _ = gone
    page.run_all()
    (explorer,), (quiz,) = hands.widgets(page)
    explorer.press(explorer.control("conc_um"), "ArrowRight")
    assert not explorer.settle("ArrowRight")["trouble"]
    assert quiz.answer() == -1
    quiz.choose(1)
    quiz.wait("committed", lambda: "Committed" in quiz.feedback.inner_text())
    assert quiz.answer() == 1


def test_one_lost_move_is_sent_again(scratch):
    page = scratch(*CELLS[:2], name="lost-move")
    (explorer,), _ = hands.widgets(page)
    page.page.evaluate(
        """() => {
            const send = WebSocket.prototype.send;
            window.dropped = 0;
            WebSocket.prototype.send = function (data) {
                const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
                if (!window.dropped && text.includes('"move"')) { window.dropped = 1; return; }
                return send.call(this, data);
            };
        }"""
    )
    explorer.press(explorer.control("conc_um"), "End")
    moved = explorer.read()["controls"]
    assert page.page.evaluate("() => window.dropped") == 1
    shown = explorer.settle("a lost message")
    assert shown["controls"] == moved
    assert not shown["trouble"]


def test_run_all_keeps_what_was_committed_and_spoils_nothing(scratch):
    page = scratch(*CELLS, f'reveal("{PREDICTION.id}")', name="run-all-again")
    text = """i => window.jupyterapp.shell.currentWidget.content.widgets[i].node
                .querySelector('.jp-OutputArea').innerText"""
    before = page.page.evaluate(text, 3)
    assert "not committed" in before
    for option in PREDICTION.options:
        assert option.feedback not in before, "the reveal spoils a question that was not answered"
    _, (quiz,) = hands.widgets(page)
    quiz.choose(1)
    quiz.wait("committed", lambda: quiz.answer() == 1)
    page.run_all()
    _, (quiz,) = hands.widgets(page)
    assert quiz.answer() == 1
    assert quiz.radios.nth(1).is_checked()
    quiz.wait("what was committed is shown again", lambda: "Committed" in quiz.earlier.inner_text())
    assert not quiz.feedback.inner_text(), "what was committed before is spoken again"
    after = page.page.evaluate(text, 3)
    assert f"You predicted: {PREDICTION.options[1].text}" in after
