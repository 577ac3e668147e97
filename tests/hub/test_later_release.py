"""A new release is laid while students have edits: does anybody lose a word, and does everybody get the new lesson?"""

import json

import pytest
from hubhouse import write_anew
from ledger import Ledger, sources

LESSON = "02"
NEW = "A sentence that only the newer release has."


@pytest.fixture
def later(house):
    """Return the name of a newer release: a copy of the one in use, in which one lesson has changed."""
    now = (house.root / "current").resolve()
    try:
        release = house.copied_release("later")
        (lesson,) = release.glob(f"env/lib/python3*/site-packages/ketlessons/_lessons/{LESSON}-*.ipynb")
        content = json.loads(lesson.read_text())
        content["cells"].insert(1, {"cell_type": "markdown", "id": "newer", "metadata": {}, "source": NEW})
        write_anew(lesson, json.dumps(content).encode())
        yield release.name
    finally:
        house.command("rollback", now.name)


def test_a_new_release_leaves_edits_alone(house, ann, ben, later, fault):
    with fault("a new release laid while a student has edits") as one:
        one.tries = 2
        (name,) = (path.name for path in house.lessons("ann").glob(f"{LESSON}-*.ipynb") if "(new" not in path.name)
        ledger = Ledger(one)
        content = ann.saved(f"my-lessons/{name}")
        deleted = content["cells"].pop(4)
        content["cells"][2]["source"] = "What ann has written."
        assert ledger.save(ann, f"my-lessons/{name}", content) == 200
        before = (house.lessons("ben") / name).read_bytes()
        house.command("rollback", later)  # to a release by its name: the same step as an upgrade's last
        # Who works goes on with the old release until the server starts again.
        assert ann.ask("GET", f"{ann.home}api/status").status_code == 200
        for pupil in (ann, ben):
            house.api("DELETE", f"users/{pupil.name}/server")
            pupil.visit(f"/hub/spawn/{pupil.name}")
        for pupil in (ann, ben):
            pupil.start_server()
        mine = json.loads((house.lessons("ann") / name).read_text())
        assert sources(mine) == sources(content)
        assert deleted["id"] not in [cell.get("id") for cell in mine["cells"]]
        beside = house.lessons("ann") / name.replace(".ipynb", " (new).ipynb")
        assert ("markdown", NEW) in sources(json.loads(beside.read_text()))
        followed = house.lessons("ben") / name
        assert followed.read_bytes() != before
        assert ("markdown", NEW) in sources(json.loads(followed.read_text()))
        assert not followed.with_name(beside.name).exists()
        one.shown = "edits and deletions stay; the newer lesson lies beside; a copy without edits follows"
        folder = house.students / "ann"
        ledger.account(folder, folder / "my-lessons/my-record.jsonl")
