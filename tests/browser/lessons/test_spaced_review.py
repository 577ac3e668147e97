"""The mixed review of lesson 09 on a real page: weak questions first, answers kept, and another run asks others."""

from __future__ import annotations

import datetime
import json
from unittest import mock

import hands
import pytest
from keeping import kept_at, written
from repository import ROOT

from ketlessons.quiz import memory, question

#: Two that were not right, one that was right and is due again, one that is not due; each of another lesson.
WEAK, ALSO_WEAK, DUE, RESTING = "02-check-potent", "04-check-onset", "06-check-seven", "07-check-days"
#: Days since each was answered.
SINCE_D = {ALSO_WEAK: 3, WEAK: 2, DUE: 2, RESTING: 0.1}


def review_cell() -> str:
    """Return the cell of lesson 09 that asks."""
    cells = json.loads((ROOT / "notebooks" / "09-put-it-together.ipynb").read_text(encoding="utf-8"))["cells"]
    (found,) = (
        source for cell in cells if "review(" in (source := "".join(cell["source"])) and cell["cell_type"] == "code"
    )
    return found


def answer(of: str, right: bool) -> None:
    """Let a learner have answered so long ago."""
    at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=SINCE_D[of])
    asked = question(of)
    chosen = next(index for index, option in enumerate(asked.options) if option.key is right)
    with mock.patch("ketlessons.record.entries.now", return_value=at.isoformat(timespec="milliseconds")):
        memory.keep(asked, chosen)


@pytest.fixture
def place(tmp_path):
    """Return where the record of a learner lies who has been here before."""
    place = tmp_path / "my-record.jsonl"
    with kept_at(place):
        for of in SINCE_D:
            answer(of, of in (DUE, RESTING))
    assert [(entry["of"], entry["right"]) for entry in written(place)] == [
        (ALSO_WEAK, False),
        (WEAK, False),
        (DUE, True),
        (RESTING, True),
    ]
    return place


def asks(review) -> list[str]:
    return [spec["question"] for spec in review.ask("w._spec['items']")]


def head(review) -> str:
    return review.root.locator(".kl-review-head").inner_text()


def test_what_is_weak_comes_first_and_another_run_asks_other_things(scratch, place, artifacts, axe):
    # Which new ones come is drawn from a learner's seed, which is the same here in both kernels.
    start = f"import os\nos.environ |= {{'KETLESSONS_RECORD': {str(place)!r}, 'KETLESSONS_SEED': '7'}}"
    page = scratch(start, review_cell(), name="spaced-review")
    (review,) = hands.answereds(page)
    first = asks(review)
    assert first[:3] == [ALSO_WEAK, WEAK, DUE], "the oldest of the weak ones, the other, and then what is due"
    assert RESTING not in first
    assert len(first) == 12
    assert head(review).startswith("Mixed review (2 not right last time, 1 due again, ")
    specs = review.ask("w._spec['items']")
    for at, (of, right) in enumerate([(ALSO_WEAK, False), (WEAK, True), (DUE, True)]):
        spec = specs[at]
        assert f"question {at + 1} of 12" in head(review)
        assert spec["prompt"] in review.root.locator("legend").inner_text()
        assert not review.root.locator("input:checked").count(), f"{of} begins with its old answer"
        turned = spec if right else {**spec, "options": [{**one, "key": not one["key"]} for one in spec["options"]]}
        review.answer_rightly(turned)
        review.said("Right." if right else "Not quite")
        if not at:
            page.photograph(artifacts / "spaced-review.png", review.root)
            assert not axe(page)
        review.press(review.button("Next question"), "Enter")
    # What was answered is in the file, behind what was there before.
    kept = [(entry["of"], entry["right"]) for entry in written(place)]
    assert kept[len(SINCE_D) :] == [(ALSO_WEAK, False), (WEAK, True), (DUE, True)]

    def asked_next() -> list[str]:
        (again,) = hands.answereds(page)
        assert again.answer() == {"at": 0, "given": {}}
        assert "last time" not in head(again), "nothing is left that was not right before today"
        page.photograph(artifacts / "spaced-review-again.png", again.root)
        return asks(again)

    page.run_cell(1)
    second = asked_next()
    assert not {ALSO_WEAK, WEAK, DUE, RESTING} & set(second), "what was answered today waits"
    assert len(second) == 12
    # Another kernel finds the same in the record.
    page.page.evaluate(hands.ENDS["restarted"])
    page.run_all()
    assert asked_next() == second
    assert [(entry["of"], entry["right"]) for entry in written(place)] == kept
