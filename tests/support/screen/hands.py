"""A pair of hands on the keyboard, a pair of eyes on the page, and a look into the kernel: what a browser test needs.

`Explorer` and `Quiz` stand for one live widget on an open lesson. They move it by keyboard only, read what the page
shows, read what the kernel holds, and wait until the two agree. Whatever they complain about names lesson, cell and
control.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import time

import livelab

#: An answer later than this is a fault of the lesson, not a slow machine.
PATIENCE_S = 20.0

#: Runs in the page: everything one explorer shows, read in one go, so that it belongs to one moment.
READ = """
selector => {
  const root = document.querySelector(selector);
  const shown = node => Boolean(node) && !node.hidden && getComputedStyle(node).display !== 'none';
  const svg = root.querySelector('.kl-figure svg');
  // A picture is told by two sums over its markup, which are soon compared, and are not sent from process to process.
  const told = text => {
    let one = 0x811c9dc5, other = text.length;
    for (let i = 0; i < text.length; i += 1) {
      one = Math.imul(one ^ text.charCodeAt(i), 0x01000193);
      other = Math.imul(other ^ text.charCodeAt(i), 0x85ebca6b) ^ (other >>> 13);
    }
    return `${text.length} letters, ${(one >>> 0).toString(16)} ${(other >>> 0).toString(16)}`;
  };
  const controls = {};
  for (const input of root.querySelectorAll('input[name], select[name]')) {
    controls[input.name] = {
      value: input.type === 'range' ? Number(input.value) : input.type === 'checkbox' ? input.checked : input.value,
      beside: input.labels[0]?.querySelector('.kl-value, output')?.textContent
        ?? input.closest('.kl-control').querySelector('.kl-value, output')?.textContent ?? null,
      spoken: input.getAttribute('aria-valuetext'),
    };
  }
  const table = root.querySelector('.kl-numbers table');
  const cells = row => [...row.cells].map(cell => cell.textContent);
  return {
    label: svg.getAttribute('aria-label'),
    caption: root.querySelector('.kl-sentence').textContent,
    moving: told(root.querySelector('.kl-moving').innerHTML),
    said: root.querySelector('.kl-said').textContent,
    trouble: shown(root.querySelector('.kl-trouble')) ? root.querySelector('.kl-trouble').textContent : '',
    controls,
    table: table && shown(root.querySelector('.kl-numbers')) ? [...table.rows].map(cells) : null,
  };
}
"""

#: Runs in the page: the live widgets of a lesson, each with its cell and its kernel-side id, marked for later.
FIND = """
view => {
  const found = [];
  window.jupyterapp.shell.currentWidget.content.widgets.forEach((cell, index) => {
    if (cell.model.type !== 'code') return;
    const ids = cell.model.outputs.toJSON().filter(o => o.data?.[view]).map(o => o.data[view].model_id);
    cell.node.querySelectorAll('.jp-OutputArea .kl').forEach((root, place) => {
      root.dataset.test = `${index}-${place}`;
      found.push({
        cell: index, mark: root.dataset.test, model_id: ids[place], quiz: root.classList.contains('kl-quiz'),
        sort: root.classList.contains('kl-sort'), review: root.classList.contains('kl-review'),
        kind: root.dataset.kind ?? '',
        title: root.getAttribute('aria-label') ?? root.querySelector('legend, .kl-title')?.textContent ?? '',
      });
    });
  });
  return found;
}
"""

#: What the kernel holds of an explorer `w`.
HELD = "{'values': w.values, 'drawn': w._frame['values'], 'sentence': w.sentence, 'table': w.table}"

#: How a kernel goes, in words of the page.
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
ENDS = {
    "restarted": f"() => {KERNEL}.restart()",
    # As when memory runs out: nobody says goodbye, and JupyterLab starts a new kernel by itself.
    "killed": f"""() => {{
        const kernel = {KERNEL};
        const back = new Promise((resolve) => {{
            let gone = false;
            kernel.statusChanged.connect((_, status) => {{
                if (status === 'autorestarting' || status === 'restarting') gone = true;
                if (gone && status === 'idle') resolve();
            }});
        }});
        kernel.requestExecute({{ code: 'import os; os._exit(1)', store_history: false }}).done.catch(() => null);
        return back;
    }}""",
    "shut down": "() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()",
}


class Problems:
    """What was found wrong, gathered, so that one run names everything instead of the first thing only.

    Used as a context: at its end it fails with everything that was found.
    """

    def __init__(self):
        self.found: list[str] = []

    def expect(self, holds: object, complaint: str) -> bool:
        """Note a complaint unless something holds; return whether it held."""
        if not holds:
            self.found.append(complaint)
        return bool(holds)

    @contextlib.contextmanager
    def part(self, where: str):
        """Note whatever fails inside, and go on after it."""
        try:
            yield self
        except Exception as error:
            self.found.append(f"{where}: {error if isinstance(error, AssertionError) else repr(error)}")

    def __enter__(self) -> Problems:
        return self

    def __exit__(self, kind, error, _trace) -> None:
        if kind is not None and not issubclass(kind, AssertionError):
            return
        if error is not None:
            self.found.append(str(error))
        if self.found:
            told = "\n".join(f"- {line}" for line in self.found)
            raise AssertionError(f"{len(self.found)} found:\n{told}") from None


class Widget:
    """One live widget on an open lesson."""

    def __init__(self, lesson: livelab.LessonPage, found: dict):
        self.lesson, self.page = lesson, lesson.page
        self.cell, self.model_id, self.title = found["cell"], found["model_id"], found["title"]
        self.mark = found["mark"]
        self.selector = f'[data-test="{self.mark}"]'
        self.root = self.page.locator(self.selector)

    @property
    def name(self) -> str:
        """Lesson, cell and title, for messages. Cells count from 0, as in the file."""
        return f"{self.lesson.notebook}, cell {self.cell}, “{self.title[:60]}”"

    def ask(self, expression: str):
        """Return what a Python expression gives in the kernel; in it, `w` is this widget."""
        return self.lesson.ask_kernel(self._about(expression))

    def _about(self, expression: str) -> str:
        return f"(lambda w: {expression})(widget({self.model_id!r}))"

    def show(self) -> None:
        """Bring the widget to the screen and wait until nothing shifts any more."""
        self.lesson.steady(in_the_middle=self.selector)

    def pixels(self, selector: str) -> bytes:
        """Return what a part of this widget looks like on the screen."""
        return self.root.locator(selector).first.screenshot()

    def press(self, target, key: str) -> None:
        """Press a key on an element that has the focus, or gets it."""
        target.focus()
        self.page.keyboard.press(key)

    def wait(self, what: str, holds, patience_s: float = PATIENCE_S):
        """Call `holds` until it returns something true; return that, or complain about `what`."""
        end = time.monotonic() + patience_s
        while True:
            answer = holds()
            if answer:
                return answer
            if time.monotonic() > end:
                raise AssertionError(f"{self.name}: {what}, not seen in {patience_s:g} s")
            time.sleep(0.03)


class Explorer(Widget):
    """One live figure with its controls."""

    def __init__(self, lesson: livelab.LessonPage, found: dict):
        super().__init__(lesson, found)
        self.specs = {spec["name"]: spec for spec in self.ask("[c.spec() for c in w.controls]")}
        self.presets = self.ask("[p.spec() for p in w.presets]")

    def control(self, name: str):
        """Return the element of a control."""
        return self.root.locator(f':is(input, select)[name="{name}"]')

    def button(self, text: str):
        """Return a button by its exact words."""
        return self.root.get_by_role("button", name=text, exact=True)

    def read(self) -> dict:
        """Return what the page shows now."""
        return self.page.evaluate(READ, self.selector)

    def kernel(self) -> dict:
        """Return what the kernel holds now."""
        return self.ask(HELD)

    def expected(self, name: str, value) -> dict:
        """Return what the page should show for a control that has this value in the kernel."""
        spec = self.specs[name]
        if "grid" not in spec:
            return {"value": value, "beside": None, "spoken": None}
        index = min(range(len(spec["grid"])), key=lambda i: abs(spec["grid"][i] - value))
        return {"value": index, "beside": spec["texts"][index], "spoken": spec["texts"][index]}

    def differences(self, page: dict, kernel: dict) -> list[str]:
        """Return where page and kernel, or two things on the page, disagree."""
        found = []
        if kernel["drawn"] != kernel["values"]:
            found.append(f"the kernel has drawn {kernel['drawn']}, but holds {kernel['values']}")
        if page["label"] != f"Picture: {self.title}":
            found.append(f"the picture of {self.title!r} is called {page['label']!r}")
        if page["caption"] != kernel["sentence"]:
            found.append(f"the page says {page['caption']!r}, the kernel {kernel['sentence']!r}")
        for name, value in kernel["values"].items():
            shown, expected = page["controls"].get(name), self.expected(name, value)
            if shown != expected:
                found.append(f"control {name} shows {shown}, the kernel's {value!r} should show {expected}")
        if page["table"] is not None and page["table"] != kernel["table"]:
            found.append(f"the table on the page is {page['table']}, the kernel's {kernel['table']}")
        return found

    def settle(self, after: str) -> dict:
        """Wait until controls, picture, sentence, table and kernel agree; return what the page shows."""
        return self.agree(after)[0]

    def agree(self, after: str) -> tuple[dict, dict]:
        """Wait until controls, picture, sentence, table and kernel agree; return what page and kernel hold."""
        end = time.monotonic() + PATIENCE_S
        while True:
            # The kernel is asked first: it takes one message after the other, so it has taken the move when it answers.
            kernel, page, rests = self.lesson.ask_kernel_and_look(self._about(HELD), READ, self.selector)
            differences = self.differences(page, kernel)
            if rests and not differences:
                return page, kernel
            if time.monotonic() > end:
                told = "; ".join(differences) or "the page does not come to rest"
                raise AssertionError(f"{self.name}, after {after}: {told}")
            time.sleep(0.02)

    def next_option(self, name: str) -> None:
        """Move a drop-down list one option on, by keyboard."""
        choice = self.control(name)
        before = choice.input_value()
        self.press(choice, "ArrowDown")
        if sys.platform == "darwin" and choice.input_value() == before:
            # There the arrow opens the system's own menu, which is no part of the page and out of the test's reach.
            self.page.keyboard.press("Escape")
            values = [value for value, _ in self.specs[name]["options"]]
            choice.select_option(values[min(values.index(before) + 1, len(values) - 1)])

    def reset(self) -> dict:
        """Press Reset and wait for the default picture."""
        self.press(self.button("Reset"), "Enter")
        shown, kernel = self.agree("Reset")
        defaults, values = {name: spec["value"] for name, spec in self.specs.items()}, kernel["values"]
        assert values == defaults, f"{self.name}, control Reset: the values are {values}, the defaults {defaults}"
        return shown

    def start(self) -> dict:
        """See that the picture stands as at first; press Reset where it does not."""
        shown, kernel = self.agree("coming to it")
        at_first = kernel["values"] == {name: spec["value"] for name, spec in self.specs.items()}
        return shown if at_first else self.reset()

    def numbers_open(self) -> bool:
        """Return whether the table is shown."""
        return self.read()["table"] is not None

    def toggle_numbers(self, key: str = "Enter") -> dict:
        """Press the button that shows or hides the table."""
        button = self.root.locator("button[aria-expanded]")
        self.press(button, key)
        return self.settle(f"{button.text_content()} pressed")


class Quiz(Widget):
    """One question."""

    def __init__(self, lesson: livelab.LessonPage, found: dict):
        super().__init__(lesson, found)
        self.kind = self.ask("w.question.kind")
        self.kept = self.ask("w.question.kept")
        self.options = self.ask("[{'text': o.text, 'key': o.key, 'feedback': o.feedback} for o in w.question.options]")
        self.title = self.ask("w.question.id")

    @property
    def radios(self):
        """The radio buttons."""
        return self.root.locator("input[type=radio]")

    @property
    def feedback(self):
        """The line that answers, and is spoken."""
        return self.root.locator(".kl-feedback[role=status]")

    @property
    def earlier(self):
        """What was answered before the page or the cell was opened: shown, and not spoken."""
        return self.root.locator(".kl-feedback:not([role]):not(:empty)")

    def choose(self, index: int) -> None:
        """Choose an option and press the button, by keyboard only."""
        now = self.root.evaluate(
            """root => {
                const all = [...root.querySelectorAll('input[type=radio]')];
                const at = all.findIndex(one => one.checked);
                all[Math.max(at, 0)].focus();
                return at;
            }"""
        )
        if now < 0:
            self.page.keyboard.press("Space")
            now = 0
        for _ in range(abs(index - now)):
            self.page.keyboard.press("ArrowDown" if index > now else "ArrowUp")
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")

    def answer(self) -> int:
        """Return the answer the kernel holds."""
        return self.ask("w.answer")


class Answered(Widget):
    """One question with several keys, a number or an order; or several questions, one at a time; or cards to sort."""

    @property
    def feedback(self):
        """The line that answers, and is spoken."""
        return self.root.locator(".kl-feedback[role=status]")

    @property
    def earlier(self):
        """What was answered before the page or the cell was opened: shown, and not spoken."""
        return self.root.locator(":scope > .kl-feedback:not([role]):not(:empty)")

    @property
    def focused(self) -> str:
        """What the element with the focus is called."""
        return self.page.evaluate(
            "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
        )

    def button(self, text: str):
        """Return a button by its exact words."""
        return self.root.get_by_role("button", name=text, exact=True)

    def said(self, what: str) -> str:
        """Wait until words are in the line that is spoken; return all of it."""
        self.wait(f"{what!r} is said", lambda: what in self.feedback.inner_text())
        return self.feedback.inner_text()

    def answer(self):
        """Return the answer the kernel holds."""
        return self.ask("w.answer")

    def answer_rightly(self, spec: dict) -> None:
        """Answer the question of a review that is shown, by keyboard; `spec` is what the page was told of it."""
        keyboard = self.page.keyboard
        if spec["kind"] == "check":
            # Options are shuffled: walk to the key.
            place = spec["order"].index(next(i for i, option in enumerate(spec["options"]) if option["key"]))
            self.root.locator("input").first.focus()
            keyboard.press("Space")
            for _ in range(place):
                keyboard.press("ArrowDown")
            keyboard.press("Tab")
        elif spec["kind"] == "several":
            for box, index in zip(self.root.locator("input").all(), spec["order"], strict=True):
                if spec["options"][index]["key"]:
                    self.press(box, "Space")
            self.button("Check my answer").focus()
        elif spec["kind"] == "number":
            self.root.locator("input").focus()
            keyboard.type(f"{spec['key']:.5g}")
            if len(spec["units"]) > 1:
                self.press(self.root.locator("select"), "ArrowDown")
            self.button("Check my answer").focus()
        else:
            now = list(spec["start"])
            for place, step in enumerate(spec["steps"]):
                self.button(f"Move up: {step['name']}").focus()
                for _ in range(now.index(step["id"]) - place):
                    keyboard.press("Enter")
                now.remove(step["id"])
                now.insert(place, step["id"])
            self.button("Check my order").focus()
        keyboard.press("Enter")


class Sorting(Answered):
    """One question that asks to sort cards."""

    @property
    def lists(self):
        """The native list of each card."""
        return self.root.locator("select")

    def put(self, index: int, steps: int) -> None:
        """Move a card so many places down its list, by keyboard only."""
        self.lists.nth(index).focus()
        for _ in range(steps):
            self.page.keyboard.press("ArrowDown")

    def check(self) -> None:
        """Press the button, by keyboard."""
        self.press(self.root.get_by_role("button"), "Enter")

    def on_board(self) -> dict[str, list[str]]:
        """Return what stands in each place of the board."""
        return self.root.evaluate(
            """root => Object.fromEntries([...root.querySelectorAll('.kl-column')].map(
                 column => [column.querySelector('p').textContent,
                            [...column.querySelectorAll('li:not(.kl-none)')].map(card => card.textContent)]))"""
        )


def sortings(lesson: livelab.LessonPage) -> list[Sorting]:
    """Return the questions that ask to sort cards, of a lesson that has been run."""
    return [Sorting(lesson, found) for found in lesson.page.evaluate(FIND, livelab.WIDGET_VIEW) if found["sort"]]


def answereds(lesson: livelab.LessonPage) -> list[Answered]:
    """Return the questions of other kinds and the reviews of a lesson that has been run, in reading order."""
    found = lesson.page.evaluate(FIND, livelab.WIDGET_VIEW)
    return [Answered(lesson, one) for one in found if one["review"] or one["kind"] not in ("", "predict", "check")]


def widgets(lesson: livelab.LessonPage) -> tuple[list[Explorer], list[Quiz]]:
    """Return the explorers and the questions with options of a lesson that has been run, in reading order."""
    explorers, quizzes = [], []
    for found in lesson.page.evaluate(FIND, livelab.WIDGET_VIEW):
        assert found["model_id"], (
            f"{lesson.notebook}, cell {found['cell']}: a widget without a view in the cell's output"
        )
        if found["sort"] or found["review"] or found["kind"] not in ("", "predict", "check"):
            continue
        if found["quiz"]:
            quizzes.append(Quiz(lesson, found))
        else:
            explorers.append(Explorer(lesson, found))
    return explorers, quizzes


_PERCENT = re.compile(r"(under )?(\d+(?:\.\d+)?) %")


def percents_not_in_table(sentence: str, table: list[list[str]]) -> list[str]:
    """Return the shares a sentence states that no row of the table gives, at the precision of the sentence.

    >>> table = [["What", "Share"], ["Open", "7.2 %"], ["Blocked", "15.9 %"], ["Gone", "4 of 100"]]
    >>> percents_not_in_table("7 % are open, 16 of 100 blocked, 4 of 100 gone.", table)
    []
    >>> percents_not_in_table("8 % are open.", table)
    ['8 %']
    """
    sentence, *rows = (re.sub(r"(\d+) of 100\b", r"\1 %", text) for text in (sentence, *map(" ".join, table[1:])))
    in_table = [(bool(under), float(number)) for row in rows for under, number in _PERCENT.findall(row)]
    missing = []
    for match in _PERCENT.finditer(sentence):
        under, number = bool(match[1]), match[2]
        step = 10.0 ** -len(number.partition(".")[2])
        near = (abs(float(number) - value) <= step / 2 + 1e-9 for was_under, value in in_table if was_under == under)
        if not any(near):
            missing.append(match[0])
    return missing


def notebook(*sources: str) -> str:
    """Return the text of a notebook with these code cells."""
    code = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [{**code, "id": f"cell-{index}", "source": source} for index, source in enumerate(sources)]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells})
