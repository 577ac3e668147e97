"""Can cards be sorted by keyboard, does the switch move them, and is nothing spoken that was answered before?"""

from __future__ import annotations

import hands
import pytest

from ketlessons.quiz import Sort, questions

ASKED = next(asked for asked in questions().values() if isinstance(asked, Sort) and asked.switch)
PLACES = [place.id for place in ASKED.places]
CELLS = ("from ketlessons import ask", f"ask({ASKED.id!r})")


@pytest.fixture
def opened(scratch):
    page = scratch(*CELLS, name="sorting")
    (sorting,) = hands.sortings(page)
    return page, sorting


def test_cards_are_sorted_checked_moved_and_kept(opened):
    page, sorting = opened
    first, *_, last = ASKED.cases
    with hands.Problems() as problems:
        sorting.check()
        problems.expect("first" in sorting.feedback.inner_text(), "a check without a card is not refused in words")
        problems.expect(sorting.on_board() == {}, "the board gives the answers away before anything was checked")
        # The first card where it belongs, the second one elsewhere, the others left open.
        right = PLACES.index(ASKED.cards[0].place[first.id])
        wrong = (PLACES.index(ASKED.cards[1].place[first.id]) + 1) % len(PLACES)
        sorting.put(0, right + 1)
        sorting.put(1, wrong + 1)
        sorting.check()
        sorting.wait("the answer reaches the kernel", lambda: sorting.answer()["checked"])
        sorting.wait("it is answered", lambda: f"1 of {len(ASKED.cards)} right" in sorting.feedback.inner_text())
        problems.expect(
            sorting.answer()["placed"] == {ASKED.cards[0].id: PLACES[right], ASKED.cards[1].id: PLACES[wrong]},
            f"the kernel holds {sorting.answer()}",
        )
        verdicts = sorting.root.locator("fieldset > .kl-feedback").all_inner_texts()
        for card, said in zip(ASKED.cards, verdicts, strict=True):
            problems.expect(card.feedback[first.id] in said, f"{card.name}: {said!r}")
        for said, verdict in zip(verdicts, ("Right", "Not quite", "Left open"), strict=False):
            problems.expect(said.startswith(verdict), f"should begin with {verdict}: {said!r}")
        # Each list is described by the feedback of its card, so that who comes back to it hears it.
        described = sorting.lists.evaluate_all(
            "all => all.map(one => document.getElementById(one.getAttribute('aria-describedby')).textContent)"
        )
        problems.expect(described == verdicts, "a list is not described by its own feedback")
        named = sorting.lists.evaluate_all("all => all.map(one => one.labels[0].querySelector('span').textContent)")
        problems.expect(named == [card.text for card in ASKED.cards], f"lists are called {named}")
        board = sorting.on_board()
        problems.expect(
            {card for place in board.values() for card in place} == {card.name for card in ASKED.cards}, f"{board}"
        )
        # The switch, by arrow keys: the cards that belong elsewhere move, and are named.
        radios = sorting.root.locator("input[type=radio]")
        radios.first.focus()
        for case in ASKED.cases[1:]:
            page.page.keyboard.press("ArrowDown")
            sorting.wait("the switch reaches the kernel", lambda id=case.id: sorting.answer()["case"] == id)
            head = sorting.root.locator(".kl-board-head")
            sorting.wait("the board moves", lambda text=case.text, head=head: text in head.inner_text())
        said, board = sorting.feedback.inner_text(), sorting.on_board()
        for place in ASKED.places:
            there = {card.name for card in ASKED.cards if card.place[last.id] == place.id}
            found = {words.split(" (moved from")[0] for words in board[place.text]}
            problems.expect(found == there, f"{place.text}: {board[place.text]}")
        before = ASKED.cases[-2]
        for card in ASKED.cards:
            moved = card in ASKED.moved(before.id, last.id)
            problems.expect((card.name in said) == moved, f"{card.name} moved: {moved}, said {said!r}")
            marked = any(words.startswith(f"{card.name} (moved") for place in board.values() for words in place)
            problems.expect(marked == moved, f"{card.name} is marked as moved: {marked}")
        problems.expect(len(said.split()) <= 25, f"{len(said.split())} words are spoken: {said!r}")
        # Run again: what was answered is shown, and nothing is spoken.
        page.run_cell(1)
        (again,) = hands.sortings(page)
        again.wait("what was answered is shown", lambda: again.on_board() != {})
        problems.expect(again.lists.nth(0).input_value() == PLACES[right], "the cards are back at the start")
        problems.expect(not again.feedback.inner_text(), "what was answered before is spoken again")
        problems.expect(again.earlier.count() == 1, "what was answered before is not told again")


def test_a_saved_copy_prints_the_cards_and_folds_the_answers(opened, artifacts):
    page, sorting = opened
    sorting.put(0, 1)
    sorting.check()
    sorting.wait("it is answered", lambda: "right" in sorting.feedback.inner_text())
    page.photograph(artifacts / "sorting.png", sorting.root)
    html = page.page.evaluate(
        """() => window.jupyterapp.shell.currentWidget.content.widgets[1].model.outputs.toJSON()
             .map(output => output.data?.['text/html'] ?? '').join('')"""
    )
    seen, _, folded = "".join(html).partition("<details>")
    for card in ASKED.cards:
        assert card.text in seen
        for words in card.feedback.values():
            assert words not in seen
            assert words in folded
