"""Questions of every kind, and a review of them: by keyboard alone, answered by page and kernel alike."""

from __future__ import annotations

import hands
import pytest

from ketlessons.quiz import Number, everything, question
from ketlessons.quiz.shown.telling import told

SEED = 7
SET_UP = f"from ketlessons.quiz import ask, memory, review; memory.draw_from({SEED})"


@pytest.fixture
def asked(scratch):
    """Return a function that asks one question, or a review, and returns the page and the widget."""

    def make(source: str, name: str):
        page = scratch(SET_UP, source, name=name)
        (found,) = hands.answereds(page)
        return page, found

    return make


def test_several_keys_by_keyboard(asked, artifacts, axe):
    page, several = asked('ask("02-several-conditions")', "several")
    one = question("02-several-conditions")
    assert several.feedback.get_attribute("role") == "status"
    several.press(several.button("Check my answer"), "Enter")
    several.said("Tick at least one")
    # From box to box with Tab, a tick with Space; the third one is not true.
    boxes = several.root.locator("input[type=checkbox]")
    boxes.first.focus()
    for index in range(boxes.count()):
        if index in (0, 1, 2):
            several.page.keyboard.press("Space")
        several.page.keyboard.press("Tab")
    several.page.keyboard.press("Enter")
    several.said("4 of 5 right")
    assert several.answer() == [0, 1, 2]
    beside = several.root.locator("fieldset > .kl-feedback").all_inner_texts()
    for option, words in zip(one.options, beside, strict=True):
        assert option.feedback in words
    assert beside[2].startswith("Not quite: this does not hold.")
    for index in range(boxes.count()):
        assert boxes.nth(index).get_attribute("aria-describedby")
    page.photograph(artifacts / "several.png", several.root)
    # A tick that is taken away takes its feedback along.
    several.press(boxes.nth(2), "Space")
    assert not several.root.locator("fieldset > .kl-feedback").nth(2).inner_text()
    several.press(several.button("Check my answer"), "Enter")
    several.said("5 of 5 right")
    assert several.answer() == [0, 1]
    assert not axe(page)


def test_a_number_by_keyboard(asked, artifacts, axe):
    page, number = asked('ask("04-number-plateau")', "number")
    drawn = question("04-number-plateau").drawn(SEED)
    assert drawn.prompt in number.root.locator("legend").inner_text()
    field, unit = number.root.locator("input"), number.root.locator("select")
    field.focus()
    number.page.keyboard.type("abc")
    number.page.keyboard.press("Enter")
    number.said("Choose a unit first")
    number.page.keyboard.press("Tab")
    number.page.keyboard.press("ArrowDown")
    assert unit.input_value() == "ng/mL"
    number.press(field, "Enter")
    number.said("Write one number")
    assert number.answer() is None

    def write(words):
        field.focus()
        number.page.keyboard.press("Control+a")
        number.page.keyboard.type(words)
        number.page.keyboard.press("Enter")

    by_volume = drawn.wrong[0]
    write(f"{by_volume.value:.2f}".replace(".", ","))
    assert by_volume.feedback in number.said("Not quite")
    assert number.answer()["seed"] == SEED
    page.photograph(artifacts / "number.png", number.root)
    summary = number.root.locator("summary")
    number.press(summary, "Enter")
    assert drawn.feedback in number.root.locator("details").inner_text()
    write(f"{drawn.key * 1.01:.4g} ng/mL")
    assert drawn.feedback in number.said("Right.")
    assert not summary.is_visible()
    unit.focus()
    number.page.keyboard.press("ArrowDown")
    write(f"{drawn.key:.4g}")
    number.said("a thousand times too large")
    assert number.answer()["unit"] == "µg/mL"
    assert not axe(page)


def test_an_order_by_keyboard(asked, artifacts, axe):
    page, order = asked('ask("02-order-trap")', "order")
    one = question("02-order-trap")
    names = {step.id: step.name for step in one.steps}
    now = one.started(SEED)
    steps = order.root.locator("ol.kl-order > li .kl-step")
    texts = {step.text: step.id for step in one.steps}
    assert [texts[text] for text in steps.all_inner_texts()] == now
    order.press(order.button("Check my order"), "Enter")
    order.said("Move at least one")
    right = [step.id for step in one.steps]
    for place, id in enumerate(right):
        button = order.button(f"Move up: {names[id]}")
        button.focus()
        for _ in range(now.index(id) - place):
            order.page.keyboard.press("Enter")
            assert order.focused == f"Move up: {names[id]}", "the focus was lost"
        if id != now[place]:
            order.said(f"{names[id]}: now {place + 1} of {len(right)}.")
            now.remove(id)
            now.insert(place, id)
    assert [texts[text] for text in steps.all_inner_texts()] == right
    # A typical swap: the drug is out before the gate has opened again.
    order.press(order.button(f"Move up: {names['leave']}"), "Enter")
    order.press(order.button("Check my order"), "Enter")
    assert one.swaps[1].feedback in order.said("4 of 6 stand in their place")
    page.photograph(artifacts / "order.png", order.root)
    order.press(order.button(f"Move down: {names['leave']}"), "Enter")
    order.press(order.button(f"Move down: {names['leave']}"), "Enter")
    order.said(f"{names['leave']} stands last already.")
    order.press(order.button("Check my order"), "Enter")
    order.said("6 of 6 stand in their place")
    assert order.answer() == right
    assert not axe(page)


def test_asked_again_an_answer_is_shown_and_not_spoken(scratch):
    page = scratch(SET_UP, 'ask("02-several-conditions")', 'ask("04-number-left")', name="again")
    for widget, answer in zip(hands.answereds(page), ("[0, 1]", "{'seed': 3, 'typed': '1', 'unit': '%'}"), strict=True):
        widget.ask(f"w.set_trait('answer', {answer})")
    for cell in (1, 2):
        page.run_cell(cell)
    several, number = hands.answereds(page)
    several.wait("what was answered is shown", lambda: "5 of 5 right" in several.earlier.inner_text())
    # The numbers are those of the draw that was answered.
    assert question("04-number-left").drawn(3).prompt in number.root.locator("legend").inner_text()
    assert number.root.locator("input").input_value() == "1"
    for widget in (several, number):
        assert not widget.feedback.inner_text(), "what was answered before is spoken again"


@pytest.mark.parametrize("which", ["02", "08"])
def test_a_review_is_walked_through_by_keyboard(asked, artifacts, axe, which):
    page, review = asked(f'review("{which}")', f"review-{which}")
    items = review.ask("w._spec['items']")
    problems = hands.Problems()
    with problems:
        for place, spec in enumerate(items):
            with problems.part(spec["question"]):
                assert f"question {place + 1} of {len(items)}" in review.root.locator(".kl-review-head").inner_text()
                assert spec["prompt"] in review.root.locator("legend").inner_text()
                review.answer_rightly(spec)
                said = (
                    "Right."
                    if spec["kind"] in ("check", "number")
                    else f"{len(spec.get('steps', spec.get('options')))} of"
                )
                review.said(said)
                if place == 0:
                    page.photograph(artifacts / f"review-{which}.png", review.root)
                    problems.found += axe(page)
                review.press(review.button("To the end" if place == len(items) - 1 else "Next question"), "Enter")
        assert f"{len(items)} of {len(items)} answered, {len(items)} right" in review.focused
        kept = [spec["question"] for spec in items if spec["kept"]]
        assert list(review.answer()["given"]) == kept
        assert page.ask_kernel("list(__import__('ketlessons.quiz.memory').quiz.memory._answers)") == kept
        assert bool(kept) == (which != "08"), "an answer to lesson 08 was kept"


# Page and kernel judge alike ------------------------------------------------------------------------------------------

#: Runs in the page: what is said of each answer.
JUDGE = """
([source, spec, answers]) => {
  const KINDS = new Function(`const again = (_, text) => text; ${source}; return KINDS;`)();
  return answers.map(answer => {
    const said = KINDS[spec.kind](spec, 'test', () => {}).show(answer);
    return { right: said.right, text: said.text };
  });
}
"""
#: Runs in the page: what is read of what was typed.
READ = """
([source, typed, unit]) => {
  const numberIn = new Function(`${source}; return numberIn;`)();
  return typed.map(one => numberIn(one, unit).value ?? null);
}
"""


def answers_to(one):
    """Return answers to judge: right ones, wrong ones, and those at the edge of what is accepted."""
    if one.kind in ("check", "predict"):
        return list(range(len(one.options)))
    if one.kind == "several":
        last = len(one.options)
        return [[i for i in range(last) if mask >> i & 1] for mask in range(1, 2**last)]
    if one.kind == "order":
        ids = [step.id for step in one.steps]
        return [ids, ids[::-1], [*ids[1:], ids[0]], [ids[1], ids[0], *ids[2:]]]
    drawn = one.drawn(SEED)
    values = [drawn.key, *(slip.value for slip in drawn.wrong)]
    reach = [drawn.reach, *(slip.reach for slip in drawn.wrong)]
    near = [v + part * r for v, r in zip(values, reach, strict=True) for part in (-1.05, -0.99, 0, 0.99, 1.05)]
    return [
        {"seed": SEED, "typed": f"{value / unit.factor:.12g}", "unit": unit.text}
        for value in near
        for unit in one.units
    ]


@pytest.fixture(scope="module")
def blank(chromium):
    """Return an empty page."""
    page = chromium.new_page()
    yield page
    page.close()


def source():
    from importlib import resources

    return (resources.files("ketlessons.quiz.shown") / "kinds.js").read_text(encoding="utf-8")


def test_the_page_judges_as_the_kernel_does(blank):
    with hands.Problems() as problems:
        for one in everything().values():
            if one.kind in ("sort", "predict"):
                continue
            answers = answers_to(one)
            shown = blank.evaluate(JUDGE, [source(), told(one, SEED), answers])
            for answer, found in zip(answers, shown, strict=True):
                verdict = one.judged(answer)
                problems.expect(found["right"] == verdict.right, f"{one.id}, {answer}: the page says {found}")
                if isinstance(one, Number) or one.kind == "check":
                    problems.expect(verdict.told in found["text"], f"{one.id}, {answer}: {found['text']!r}")


def test_the_page_reads_a_number_as_the_kernel_does(blank):
    from ketlessons.quiz.kinds.numbers import number_in

    typed = ["1", " 1,5 % ", "1.", ".5", ",5", "+3", "\u22123", "-3,2e-4", "1 000", "1\u202f000", "1,000", "1.000"]
    typed += ["1,0000", "12 345,6", "1,2,3", "1.2.3", "", "%", "e5", "1e400", "0x10", "1/2", "five", "5%%", "--1"]

    def kernel(one):
        try:
            return number_in(one, "%")
        except ValueError:
            return None

    assert blank.evaluate(READ, [source(), typed, "%"]) == [kernel(one) for one in typed]


# A page without a kernel, as sites have it: whoever takes an answer only says that it was heard. ---------------------

PAGE = """<!doctype html><meta charset="utf-8"><style>{css}</style><body><div id="here"></div><script type="module">
{script}
const state = {state};
const heard = [];
const model = {{
  get: (name) => state[name],
  on: (name, hear) => {{ if (name === 'msg:custom') heard.push(hear); }},
  off() {{}},
  send(said) {{
    const mark = {{ view: said.view, seq: said.seq }};
    const answer = () => {{
      state.answer = said.answer;
      heard.forEach((hear) => hear({{ type: 'heard', mark, answer: said.answer }}));
    }};
    if (window.busy) window.busy.push(answer);
    else queueMicrotask(answer);
  }},
}};
window.state = state;
await render({{ model, el: document.getElementById('here') }});
</script>"""


def alone(widget) -> str:
    import json

    script = str(widget._esm).replace("export default { render };", "")
    state = json.dumps({"_spec": widget._spec, "answer": widget.answer})
    return PAGE.format(css=widget._css, script=script, state=state)


@pytest.mark.parametrize("colors", ["none", "active"])
def test_a_page_without_a_kernel_asks_and_answers_and_needs_no_colour(new_context, colors, artifacts):
    from ketlessons.quiz import review

    ids = ["02-several-conditions", "04-number-left", "02-order-trap", "06-check-seven"]
    page = new_context(forced_colors=colors).new_page()
    page.set_content(alone(review(ids=ids, seed=SEED)))
    page.wait_for_selector(".kl-review fieldset")
    said = page.locator(".kl-feedback[role=status]")
    page.get_by_label("Glutamate is bound.").check()
    page.get_by_label("The drug was there for several minutes.").check()
    page.get_by_role("button", name="Check my answer").click()
    page.wait_for_function("() => document.querySelector('[role=status]').textContent.startsWith('3 of 5')")
    borders = page.locator("fieldset > .kl-feedback").evaluate_all(
        "all => all.map(one => [one.className, getComputedStyle(one).borderLeftStyle, one.textContent])"
    )
    assert {style for name, style, _ in borders if "kl-wrong" in name} == {"double" if colors == "active" else "solid"}
    assert {style for name, style, _ in borders if "kl-right" in name} == {"solid"}
    for name, _, words in borders:
        assert words.startswith("Right" if "kl-right" in name else "Not quite"), "colour alone tells"
    page.screenshot(path=artifacts / f"alone-{colors}.png")
    page.get_by_role("button", name="Next question").click()
    drawn = question(ids[1]).drawn(SEED)
    assert page.evaluate("() => document.activeElement.textContent").startswith(f"Work it out. {drawn.prompt}")
    page.get_by_label("Your answer").fill(f"{drawn.key:.4g}")
    page.keyboard.press("Enter")
    page.wait_for_selector(".kl-feedback.kl-right")
    assert drawn.feedback in said.inner_text()
    # Back, and what was answered is there, and is not spoken.
    page.get_by_role("button", name="Back").click()
    assert page.get_by_label("Glutamate is bound.").is_checked()
    assert not said.inner_text()
    page.close()


def test_who_is_faster_than_a_busy_kernel_loses_no_answer(new_context):
    from ketlessons.quiz import review

    ids = ["06-check-seven", "07-check-days", "04-check-onset"]
    keys = [next(option.text for option in question(name).options if option.key) for name in ids]
    page = new_context().new_page()
    page.set_content(alone(review(ids=ids, seed=SEED)))
    page.wait_for_selector(".kl-review fieldset")
    page.evaluate("() => { window.busy = []; }")
    for place, key in enumerate(keys):
        page.get_by_label(key).check()
        page.get_by_role("button", name="Check my answer").click()
        assert "Sending" in page.locator(".kl-feedback[role=status]").inner_text(), "nothing is judged unheard"
        page.get_by_role("button", name="To the end" if place == len(ids) - 1 else "Next question").click()
    # The first message is answered, and then the one that waited, which holds all that was given meanwhile.
    for _ in range(2):
        page.evaluate("() => window.busy.shift()()")
    assert sorted(page.evaluate("() => Object.keys(window.state.answer.given)")) == sorted(ids)
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="To the end").click()
    assert "3 of 3 answered, 3 right" in page.locator(".kl-review-end").inner_text()
    page.close()
