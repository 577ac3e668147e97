"""Which messages does a page take, when those between it and its kernel come late, twice, or in another order?

The real browser side talks to the real explorer or question, and nothing goes between them by itself: each test takes
every letter to the kernel and every answer to the page, and the page's clock stands still until it is told to go.
"""

from __future__ import annotations

import json

import pytest
from matplotlib.figure import Figure

from ketlessons import ask
from ketlessons.explorers import Explorer, Panel, Preset, Range
from ketlessons.quiz import everything
from ketlessons.stage.live_figure import LiveFigure, Reading

START_UM = 10
#: Longer than a page waits for the end of a hand's moves before it speaks.
REST_MS = 400

#: A stand-in for Jupyter's widget model. Like Jupyter's own it tells of a change only where something has changed, and
#: of all changes in a message after all of them are made.
HOUSE = """
({ source, state }) => {
  const listeners = {};
  const equal = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const tell = (event, ...what) => { for (const callback of [...(listeners[event] ?? [])]) callback(...what); };
  const change = (values) => {
    const changed = Object.keys(values).filter((name) => !equal(state[name], values[name]));
    for (const name of changed) state[name] = values[name];
    for (const name of changed) tell(`change:${name}`);
  };
  const sent = [];
  const inner = { comm_live: true };
  const house = { said: [], sent, inner, fails: false, answers: true, known: true, closed: false, connected: null };
  const model = {
    get: (name) => state[name],
    set: (name, value) => change({ [name]: value }),
    save_changes() {},
    on: (event, callback) => { (listeners[event] ??= []).push(callback); },
    off: (event, callback) => { listeners[event] = (listeners[event] ?? []).filter((one) => one !== callback); },
    send: (content) => { if (house.closed) throw new Error('closed'); sent.push(JSON.parse(JSON.stringify(content))); },
    widget_manager: {
      get_model: async () => inner,
      _get_comm_info: () => {
        if (house.fails) return Promise.reject(new Error('no line'));
        if (!house.answers) return new Promise(() => {});
        return Promise.resolve(house.known ? { [state._spec.id]: {} } : {});
      },
      kernel: { connectionStatusChanged: {
        connect: (callback) => { house.connected = callback; },
        disconnect: () => { house.connected = null; },
      } },
    },
  };
  house.model = model;
  house.tell = tell;
  house.listening = () => Object.values(listeners).flat().length;
  house.bring = (message) => {
    if (message.method === 'custom') tell('msg:custom', message.content);
    if (message.method === 'update') change(message.state);
  };
  house.open = async () => {
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const el = document.body.appendChild(document.createElement('div'));
    el.className = 'view';
    house.leave = await (await import(address)).default.render({ model, el });
  };
  new MutationObserver((changes) => {
    const lines = new Set(changes.map(({ target }) => target.closest?.('.kl-said')).filter(Boolean));
    for (const line of lines) if (line.textContent) house.said.push(line.textContent.trim());
  }).observe(document.body, { childList: true, subtree: true });
  window.house = house;
  document.body.replaceChildren();
  return house.open();
}
"""

SHOWN = """
(number) => {
  const view = document.querySelectorAll('.view')[number];
  return {
    value: view.querySelector('.kl-value').textContent,
    dot: view.querySelector('.kl-moving').innerHTML,
    sentence: view.querySelector('.kl-sentence').textContent,
  };
}
"""


class Post:
    """What stands between the page of a widget and its kernel; it carries what it is given, when it is told."""

    def __init__(self, page, widget):
        self.page, self.widget = page, widget
        self._answers: list = []
        self._taken = 0  # the number of the last letter that the kernel took
        widget.comm.send = lambda data=None, metadata=None, buffers=None: self._answers.append(data)
        state = {
            name: getattr(widget, name) for name in widget.keys if not name.startswith(("_esm", "_css", "_anywid"))
        }
        state = json.loads(json.dumps(state, default=lambda _: None))
        page.evaluate(HOUSE, {"source": widget._esm, "state": state})

    def letters(self) -> list[dict]:
        """Return all that the page has sent so far."""
        return self.page.evaluate("() => house.sent")

    def take(self, number: int) -> list[dict]:
        """Give the kernel the letter of this number, counted from 1; return what it answers."""
        self._answers.clear()
        self._taken = max(self._taken, number)
        content = self.letters()[number - 1]
        self.widget._handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})
        return json.loads(json.dumps(self._answers))

    def take_from_another_tab(self, seq: int, **content) -> list[dict]:
        """Give the kernel a letter that this page has not written; return what it answers, which comes to all."""
        self._answers.clear()
        content = {"view": "another tab", "seq": seq, **content}
        self.widget._handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})
        return json.loads(json.dumps(self._answers))

    def bring(self, *messages: dict) -> None:
        """Give the page these messages, in this order."""
        for message in messages:
            self.page.evaluate("message => house.bring(message)", message)

    def wait(self, ms: int) -> None:
        """Let the page's clock go on."""
        self.page.clock.run_for(ms)

    def said(self) -> list[str]:
        """Return all that was spoken so far, also what was spoken twice."""
        return self.page.evaluate("() => house.said")

    def open(self) -> None:
        """Open one more view of the same widget on the same page."""
        self.page.evaluate("() => house.open()")

    def text(self, selector: str, view: int = 0) -> str:
        return self.page.locator(".view").nth(view).locator(selector).first.text_content()


class Desk(Post):
    """An explorer with one slider, at both ends of the post."""

    def move(self, conc_um: int, view: int = 0) -> None:
        """Move the slider."""
        self.page.evaluate(
            """([view, place]) => {
                const slider = document.querySelectorAll('.view')[view].querySelector('input[type=range]');
                slider.value = place;
                slider.dispatchEvent(new Event('input', { bubbles: true }));
            }""",
            [view, conc_um],
        )

    def visit(self, *concs_um: int, view: int = 0) -> list[list[dict]]:
        """Move there, each move with its answer before the next one; return the answers."""
        answers = []
        for conc_um in concs_um:
            self.move(conc_um, view)
            answers.append(self.take(len(self.letters())))
            self.bring(*answers[-1])
            assert self.shown(view) == self.at(conc_um)
        return answers

    def answer_all(self) -> None:
        """Let the kernel take all letters that it has not taken, and the page all answers, until nobody sends more."""
        while len(self.letters()) > self._taken:
            self.bring(*self.take(self._taken + 1))

    def told_by_python(self, **values) -> list[dict]:
        """Set controls in Python; return what the kernel tells the page."""
        self._answers.clear()
        self.widget.set(**values)
        return json.loads(json.dumps(self._answers))

    def asked_um(self) -> list[int]:
        """Return which concentrations the page has asked for."""
        return [letter["values"]["conc_um"] for letter in self.letters()]

    def shown(self, view: int = 0) -> dict[str, str]:
        """Return value, picture and sentence as they stand on the page."""
        return self.page.evaluate(SHOWN, view)

    def at(self, conc_um: int) -> dict[str, str]:
        """Return what should stand there at this concentration."""
        frame = self.widget.figure.frame({"conc_um": conc_um})
        dot = self.page.evaluate(
            """svg => { const g = document.createElementNS('http://www.w3.org/2000/svg', 'g');
                        g.innerHTML = svg; return g.innerHTML; }""",
            frame.svg,
        )
        return {"value": f"{conc_um} µM", "dot": dot, "sentence": frame.reading.sentence}


def _explorer() -> Explorer:
    figure = Figure(figsize=(5, 2), dpi=100)
    axes = figure.add_axes((0.1, 0.2, 0.85, 0.7))
    axes.set_xlim(0, 50)
    dot = axes.plot([], [], "o")[0]

    def update(*, conc_um):
        dot.set_data([conc_um], [0.5])
        return Reading(f"A dot at {conc_um:g} µM.", ("Quantity", "Value"), (("Concentration", f"{conc_um:g} µM"),))

    panel = Panel(
        (Range("conc_um", "Concentration", tuple(range(51)), START_UM, "µM"),),
        presets=(Preset("Far right", {"conc_um": 50}),),
    )
    return Explorer(LiveFigure(figure, {"dot": dot}, update, "Dot", panel))


@pytest.fixture(scope="module")
def still_page(new_context):
    """Return an empty page whose clock stands still."""
    page = new_context().new_page()
    page.clock.install(time=0)
    page.goto("about:blank")
    page.clock.pause_at(1000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert not errors, errors


@pytest.fixture
def desk(still_page, monkeypatch):
    # Pictures drawn ahead come by the clock of the kernel; a test that wants one brings it by hand.
    monkeypatch.setattr(Explorer, "_plan_ahead", lambda self, before: None)
    widget = _explorer()
    yield Desk(still_page, widget)
    still_page.evaluate("() => house.leave?.()")
    widget.close()


@pytest.fixture
def patience(desk) -> int:
    return desk.widget.patience_ms


def drawn_ahead(desk: Desk, conc_um: int) -> dict:
    """Return the message that brings a picture before anybody has asked for it."""
    other = _explorer().set(conc_um=conc_um)
    frame = {part: value for part, value in other._frame.items() if part != "mark"}
    other.close()
    return {"method": "custom", "content": {"type": "ahead", "frame": json.loads(json.dumps(frame))}}


# A picture that comes late ------------------------------------------------------------------------------------------


def test_an_answer_that_comes_twice_does_not_replace_a_newer_one(desk):
    first, _ = desk.visit(11, 12)
    desk.bring(*first)
    assert desk.shown() == desk.at(12)
    assert desk.widget.values == {"conc_um": 12}
    desk.wait(REST_MS)
    assert desk.text(".kl-said") == desk.at(12)["sentence"]


def test_two_answers_in_the_wrong_order_end_on_the_newer_one(desk, patience):
    desk.move(11)
    desk.move(12)
    assert desk.asked_um() == [11], "two letters are on their way at once"
    desk.wait(patience)  # so long that the newer wish is sent though the older one was not answered
    assert desk.asked_um() == [11, 12]
    older, newer = desk.take(1), desk.take(2)
    desk.bring(*newer, *older)
    assert desk.shown() == desk.at(12)
    assert desk.widget.values == {"conc_um": 12}


def test_a_new_view_starts_from_the_newest_picture_and_not_from_a_late_one(desk):
    first, _ = desk.visit(11, 12)
    desk.bring(*first)
    desk.open()
    assert desk.shown(1) == desk.at(12)


@pytest.mark.parametrize("how", ["seen before", "drawn ahead"])
def test_a_late_answer_does_not_take_away_a_picture_that_is_shown_from_memory(desk, patience, how):
    if how == "seen before":
        desk.visit(12, START_UM)
    else:
        desk.bring(drawn_ahead(desk, 12))
    before = len(desk.letters())
    desk.move(11)
    desk.move(12)
    assert desk.shown() == desk.at(12), "a picture that is known is not shown at once"
    desk.wait(patience)
    assert desk.asked_um()[before:] == [11, 12]
    # A kernel that was busy takes both, in order; the answer to the older one is late already.
    desk.bring(*desk.take(before + 1))
    assert desk.shown() == desk.at(12), "the picture went a step back"
    desk.wait(REST_MS)
    assert desk.text(".kl-said") == desk.text(".kl-trouble") != "", "what is late is spoken"
    desk.bring(*desk.take(before + 2))
    assert desk.shown() == desk.at(12)
    assert desk.text(".kl-trouble") == "", "the page still says that it waits"


def test_a_late_answer_in_one_of_two_views_takes_no_picture_away(desk, patience):
    desk.open()
    for conc_um in (12, 11):
        desk.move(conc_um, view=1)
        desk.answer_all()
    assert desk.shown(0) == desk.shown(1) == desk.at(11)
    before = len(desk.letters())
    desk.move(12)
    desk.wait(patience)  # what both views ask for was lost, or so it seems: it is sent again
    assert desk.asked_um()[before:] == [12] * 4
    for number in range(before + 1, before + 5):
        desk.bring(*desk.take(number))
        assert desk.shown(0) == desk.shown(1) == desk.at(12), "the picture went a step back"


def test_what_is_drawn_ahead_is_kept_and_not_shown_whenever_it_comes(desk):
    desk.visit(11)
    desk.bring(drawn_ahead(desk, 12))
    assert desk.shown() == desk.at(11)
    desk.move(13)
    desk.bring(drawn_ahead(desk, 10))
    desk.bring(*desk.take(2))
    assert desk.shown() == desk.at(13)


def test_a_picture_drawn_ahead_while_the_hand_waits_for_it_comes_with_the_next_answer(desk):
    desk.move(11)
    desk.move(12)
    desk.bring(drawn_ahead(desk, 12))
    desk.bring(*desk.take(1))
    assert desk.shown() == desk.at(12)
    desk.bring(*desk.take(2))
    assert desk.shown() == desk.at(12)
    assert desk.asked_um() == [11, 12]


# A move of another tab ----------------------------------------------------------------------------------------------


def test_what_another_tab_moves_is_shown_though_it_has_moved_less(desk):
    desk.visit(11, 12, 13)
    desk.bring(*desk.take_from_another_tab(1, type="move", values={"conc_um": 20}))
    assert desk.shown() == desk.at(20)


def test_the_answer_to_another_tab_is_not_taken_for_an_answer_to_this_one(desk, patience):
    desk.move(11)  # and this letter is lost
    desk.bring(*desk.take_from_another_tab(1, type="move", values={"conc_um": 20}))
    assert desk.shown() == {**desk.at(20), "value": "11 µM"}, "the slider was taken out of the hand"
    desk.wait(patience)
    assert desk.asked_um() == [11, 11], "the move was lost"
    desk.bring(*desk.take(2))
    assert desk.shown() == desk.at(11)
    assert desk.widget.values == {"conc_um": 11}


def test_what_python_sets_is_shown_and_not_sent_back(desk):
    desk.visit(11)
    for conc_um, turned in ((30, False), (40, True)):
        messages = desk.told_by_python(conc_um=conc_um)
        for message in messages:  # which change is told first is Jupyter's choice
            names = sorted(message["state"], reverse=turned)
            message["state"] = {name: message["state"][name] for name in names}
        desk.bring(*messages)
        assert desk.shown() == desk.at(conc_um)
    assert desk.asked_um() == [11]


# A letter that is not answered --------------------------------------------------------------------------------------


def test_an_answer_that_comes_while_the_page_asks_for_the_kernel_is_enough(desk, patience):
    desk.page.evaluate("() => { house.answers = false; }")
    desk.move(11)
    desk.wait(patience)
    desk.bring(*desk.take(1))
    assert desk.shown() == desk.at(11)
    desk.wait(10 * patience)
    assert desk.asked_um() == [11], "a move that was answered is sent again"


def test_an_unanswered_letter_is_sent_less_and_less_often(desk, patience):
    desk.move(11)
    sent = []
    for _ in range(64):
        desk.wait(patience)
        sent.append(len(desk.letters()))
    times = [sent.index(number) + 1 for number in sorted(set(sent)) if number > 1]
    assert times == [1, 3, 7, 15, 23, 31, 39, 47, 55, 63]
    assert desk.said()[-1] == desk.text(".kl-trouble")


def test_after_an_answer_the_page_is_as_patient_as_at_first(desk, patience):
    desk.move(11)
    desk.wait(3 * patience)
    desk.move(12)
    desk.bring(*desk.take(3))
    assert desk.asked_um() == [11, 11, 11, 12]
    desk.wait(patience)
    assert desk.asked_um() == [11, 11, 11, 12, 12]
    desk.bring(*desk.take(5))
    desk.move(13)
    desk.wait(patience)
    assert desk.asked_um()[5:] == [13, 13]


BACK = {
    "kernel": "() => house.connected(null, 'connected')",
    "network": "() => window.dispatchEvent(new Event('online'))",
}


@pytest.mark.parametrize("what", BACK)
def test_a_line_that_is_back_is_used_at_once(desk, patience, what):
    desk.move(11)
    desk.wait(3 * patience)
    before = len(desk.letters())
    desk.page.evaluate("() => house.connected(null, 'connecting')")
    assert len(desk.letters()) == before
    desk.page.evaluate(BACK[what])
    assert len(desk.letters()) == before + 1
    desk.bring(*desk.take(before + 1))
    desk.page.evaluate(BACK[what])
    assert len(desk.letters()) == before + 1, "what was answered is sent again"


SILENCES = {"busy": "() => { house.answers = false; }", "no line": "() => { house.fails = true; }"}


@pytest.mark.parametrize("why", SILENCES)
def test_a_kernel_that_only_cannot_be_asked_is_not_called_gone(desk, patience, why):
    desk.page.evaluate(SILENCES[why])
    desk.move(11)
    desk.wait(2 * patience)
    assert desk.asked_um() == [11, 11]
    desk.page.evaluate("() => house.tell('comm_live_update')")
    assert "has not answered yet" in desk.text(".kl-trouble")
    desk.bring(*desk.take(2))
    assert desk.shown() == desk.at(11)
    assert desk.text(".kl-trouble") == ""


ENDS = {
    "told": "() => { house.inner.comm_live = false; house.tell('comm_live_update'); }",
    "found on sending": "() => { house.closed = true; }",
    "found on asking": "() => { house.known = false; }",
    "found without a kernel": "() => { house.fails = true; house.model.widget_manager.kernel = null; }",
}


@pytest.mark.parametrize("how", ENDS)
def test_a_kernel_that_is_gone_is_told_once_and_the_slider_goes_back(desk, patience, how):
    desk.page.evaluate(ENDS[how])
    desk.move(11)
    desk.wait(patience)
    assert "Run this cell again" in desk.text(".kl-trouble")
    assert desk.shown() == desk.at(START_UM)
    desk.wait(REST_MS)
    said = desk.said()
    assert desk.text(".kl-trouble") in said
    desk.page.evaluate(ENDS["told"])
    desk.page.evaluate("() => house.connected(null, 'connected')")
    desk.wait(8 * patience)
    assert desk.said() == said, "it is spoken twice"
    desk.bring(*desk.told_by_python(conc_um=20))
    assert "Run this cell again" in desk.text(".kl-trouble"), "a last word of the kernel takes the notice away"


def test_a_view_that_is_opened_after_the_kernel_is_gone_has_no_controls(desk):
    desk.page.evaluate("() => { house.inner.comm_live = false; }")
    desk.open()
    assert desk.page.locator(".view").nth(1).locator("input, button").count() == 0
    assert desk.text(".kl-sentence", view=1) == desk.at(START_UM)["sentence"]


def test_a_view_that_was_closed_neither_sends_nor_listens(desk, patience):
    desk.visit(12)
    desk.move(11)
    desk.page.evaluate("() => house.leave()")
    desk.wait(8 * patience)
    desk.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    assert desk.asked_um() == [12, 11]
    assert desk.page.evaluate("() => [house.listening(), house.connected === null]") == [0, True]
    assert desk.said() == []


# What is spoken -----------------------------------------------------------------------------------------------------


def test_several_moves_are_spoken_once_when_the_hand_rests(desk):
    answers = desk.visit(11, 12, 13)
    desk.wait(REST_MS)
    assert desk.said() == [desk.at(13)["sentence"]]
    desk.bring(*answers[-1], *answers[0])  # once more, and one of them late
    desk.wait(10 * REST_MS)
    assert len(desk.said()) == 1


# A move that the kernel could not take ------------------------------------------------------------------------------


def test_a_move_that_could_not_be_taken_leaves_the_picture_that_the_kernel_has(desk, monkeypatch):
    desk.visit(12, 11)

    def fail(*_):
        raise RuntimeError("no hands free")

    desk.move(12)  # which is shown at once, because it was seen before
    with monkeypatch.context() as patch:
        patch.setattr(desk.widget, "_take", fail)
        refused = desk.take(3)
    desk.bring(*refused)
    assert desk.shown() == desk.at(11)
    assert desk.widget.values == {"conc_um": 11}
    assert "no hands free" in desk.text(".kl-trouble")
    desk.move(14)
    desk.bring(*refused)  # once more, and late
    assert desk.shown()["value"] == "14 µM", "a late refusal takes the hand's move back"
    desk.bring(*desk.take(4))
    assert desk.shown() == desk.at(14)
    assert desk.text(".kl-trouble") == ""


def test_a_move_that_waits_behind_one_that_could_not_be_taken_is_sent(desk, monkeypatch):
    def fail(*_):
        raise RuntimeError("no hands free")

    desk.move(11)
    desk.move(12)
    with monkeypatch.context() as patch:
        patch.setattr(desk.widget, "_take", fail)
        desk.bring(*desk.take(1))
    assert desk.asked_um() == [11, 12]
    desk.bring(*desk.take(2))
    assert desk.shown() == desk.at(12)


def test_a_picture_that_failed_once_is_not_kept_for_the_next_time(desk, monkeypatch):
    def fail(*_):
        raise RuntimeError("the pen ran dry")

    desk.visit(11)
    desk.move(12)
    with monkeypatch.context() as patch:
        for way in ("frame", "remembered"):
            patch.setattr(desk.widget.figure, way, fail)
        failed = desk.take(2)
    desk.bring(*failed)
    assert "the pen ran dry" in desk.text(".kl-trouble")
    desk.wait(REST_MS)
    assert desk.said()[-1] == desk.text(".kl-trouble")
    desk.visit(13)
    desk.move(12)
    assert desk.shown() == {**desk.at(13), "value": "12 µM"}
    desk.bring(*desk.take(4))
    assert desk.shown() == desk.at(12)


# An answer to a question --------------------------------------------------------------------------------------------


class Choosing(Post):
    """A question with one choice among options."""

    def commit(self, number: int) -> None:
        self.page.locator(".view input[type=radio]").nth(number).evaluate("one => one.click()")
        self.page.locator(".view button").first.evaluate("one => one.click()")

    def chosen(self) -> int:
        find = "() => [...document.querySelectorAll('.view input')].findIndex((one) => one.checked)"
        return self.page.evaluate(find)

    def held(self) -> int:
        return self.widget.answer


class Sorting(Post):
    """A sorting question, of which one card is put somewhere."""

    def commit(self, number: int) -> None:
        self.page.evaluate(
            """place => {
                document.querySelector('.view select').selectedIndex = place + 1;
                document.querySelector('.view .kl-sort > button').click();
            }""",
            number,
        )

    def chosen(self) -> int:
        return self.page.evaluate("() => document.querySelector('.view select').selectedIndex - 1")

    def held(self) -> int:
        values = self.page.evaluate("() => [...document.querySelector('.view select').options].map((one) => one.value)")
        (put,) = self.widget.answer["placed"].values()
        return values.index(put) - 1


SENDING = "Sending your answer"


@pytest.fixture(params=[("predict", Choosing), ("sort", Sorting)], ids=["predict", "sort"])
def question(request, still_page):
    kind, post = request.param
    asked = next(one for one in everything().values() if one.kind == kind and one.kept)
    widget = ask(asked.id)
    yield post(still_page, widget)
    still_page.evaluate("() => house.leave?.()")
    widget.close()


@pytest.mark.parametrize("late", [False, True], ids=["in time", "late"])
def test_the_answer_given_last_is_the_one_that_is_kept_and_shown(question, late):
    question.commit(0)
    question.commit(1)
    assert len(question.letters()) == 1
    if late:
        question.wait(question.widget.patience_ms)
        assert len(question.letters()) == 2
    first = question.take(1)
    question.bring(*first)
    assert question.chosen() == 1, "the answer given last was taken away"
    assert len(question.letters()) == 2, "the answer given last was lost"
    second = question.take(2)
    question.bring(*second)
    assert question.chosen() == question.held() == 1
    told = question.text(".kl")
    assert SENDING not in told
    question.bring(*second)
    assert question.text(".kl") == told, "what stands in a status line is spoken twice"
    question.commit(0)
    question.bring(*[message for message in first if message["method"] == "custom"])  # once more, and late
    assert SENDING in question.text(".kl"), "an old answer is taken for the one to this commit"
    question.bring(*question.take(3))
    assert question.chosen() == question.held() == 0
    assert SENDING not in question.text(".kl")
