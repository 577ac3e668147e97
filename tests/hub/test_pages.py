"""What does a student see? A kernel, two tabs and a full disk, in a real browser behind the real hub."""

import json
import os
import pathlib
import shutil
import signal
import subprocess

import hands
import livelab
from hubhouse import KERNEL
from ledger import Ledger, notebook, sources

from ketlessons.quiz import questions
from ketlessons.record import lines

PREDICTION = next(q for q in questions().values() if q.kind == "predict" and q.lesson == "02")
CELLS = ("from ketlessons import ask, explore", "explore.block_curve()", f'ask("{PREDICTION.id}")')


def lesson(context, pupil, name: str) -> livelab.LessonPage:
    """Open a notebook in this student's JupyterLab."""
    return livelab.LessonPage(context, f"{pupil.address}/user/{pupil.name}/lab?from=test", name)


def test_a_kernel_is_killed_in_the_middle_of_a_lesson(house, ann, as_user, fault):
    with fault("a student's kernel killed (kill -9) in mid-lesson") as one:
        one.tries = 1
        name = "my-lessons/gone.ipynb"
        ann.save(name, json.loads(hands.notebook(*CELLS)))
        uid = house.account("ann").pw_uid
        before = set(house.processes(uid, KERNEL))
        page = lesson(as_user(ann), ann, name)
        page.run_all()
        (explorer,), (quiz,) = hands.widgets(page)
        explorer.press(explorer.control("conc_um"), "ArrowRight")
        explorer.settle("ArrowRight")
        quiz.choose(1)
        quiz.wait("committed", lambda: "Committed" in quiz.feedback.inner_text())
        (kernel,) = set(house.processes(uid, KERNEL)) - before
        os.kill(kernel, signal.SIGKILL)
        explorer.wait("the figure says what to do", lambda: "Run this cell again" in explorer.read()["trouble"], 40)
        one.shown = explorer.read()["trouble"]
        page.run_all()
        (explorer,), (quiz,) = hands.widgets(page)
        explorer.press(explorer.control("conc_um"), "ArrowRight")
        assert not explorer.settle("ArrowRight")["trouble"]
        assert quiz.answer() == 1, "the answer that was committed is lost"
        record = house.lessons("ann") / "my-record.jsonl"
        kept = [entry.get("of") for entry in lines.read(record.read_bytes()).entries]
        one.acknowledged, one.lost = 1, int(PREDICTION.id not in kept)
        page.close()


def test_two_tabs_on_one_notebook(house, ben, as_user, fault):
    with fault("two tabs on one notebook, and two kernels on one record") as one:
        one.tries = 2
        name = "my-lessons/twice.ipynb"
        ledger = Ledger(one)
        assert ledger.save(ben, name, notebook("first = 1")) == 201
        context = as_user(ben)
        page = lesson(context, ben, name)
        # Another tab, or another machine, saves meanwhile.
        assert ledger.save(ben, name, notebook("second = 2")) == 200
        page.page.evaluate(
            """() => { const model = window.jupyterapp.shell.currentWidget.content.model;
                       [...model.cells][0].sharedModel.setSource('third = 3'); }"""
        )
        page.page.evaluate("() => { window.jupyterapp.commands.execute('docmanager:save'); }")
        dialog = page.page.locator(".jp-Dialog")
        dialog.wait_for()
        one.shown = f"JupyterLab asks: “{' '.join(dialog.inner_text().split())[:80]}...”; nothing is overwritten"
        assert sources(json.loads((house.students / "ben" / name).read_text())) == [("code", "second = 2")]
        kernels = [ben.new_kernel("my-lessons") for _ in range(2)]
        for turn in range(3):
            for which, kernel in enumerate(kernels):
                assert ledger.answer(kernel, f"tab-{which}-{turn}") == ""
        for kernel in kernels:
            kernel.hang_up()
            ben.ask("DELETE", f"{ben.home}api/kernels/{kernel.name}")
        ledger.account(house.students / "ben", house.lessons("ben") / "my-record.jsonl")
        page.page.close()


def test_the_disk_is_full(house, ben, as_user, fault):
    folder = house.students / "ben/small"
    account = house.account("ben")
    folder.mkdir()
    options = f"size=384k,mode=700,uid={account.pw_uid},gid={account.pw_gid}"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
    mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    if not mounted:  # as in some containers: a limit on the size of files stands in, set on the programs that run
        os.chown(folder, account.pw_uid, account.pw_gid)
    try:
        with fault(
            f"disk full on save ({'a file system of 384 kB' if mounted else 'a limit on the size of files'})"
        ) as one:
            one.tries = 4
            (folder / ".copied.json").write_text("{}")  # a learner's own folder: the record lies here
            ledger = Ledger(one)
            assert ledger.save(ben, "small/work.ipynb", notebook("before")) == 201
            kernel = ben.new_kernel("small")
            assert ledger.answer(kernel, "disk-before") == ""
            page = lesson(as_user(ben), ben, "small/work.ipynb")
            filler = _fill(folder, house, account.pw_uid, mounted)
            told = ledger.answer(kernel, "disk-full", long=12000)
            assert "not saved in your record" in told, told
            assert ledger.save(ben, "small/work.ipynb", notebook("x" * 300_000)) >= 400
            page.page.evaluate(
                """() => { const model = window.jupyterapp.shell.currentWidget.content.model;
                           [...model.cells][0].sharedModel.setSource('y'.repeat(300000)); }"""
            )
            page.page.evaluate("() => { window.jupyterapp.commands.execute('docmanager:save'); }")
            dialog = page.page.locator(".jp-Dialog")
            dialog.wait_for()
            words = " ".join(dialog.inner_text().split())
            assert "Error" in words, words
            one.shown = f"JupyterLab: “{words[:80]}”; the question: “{told[:70]}”"
            # What was saved before is whole.
            assert sources(json.loads((folder / "work.ipynb").read_text())) == [("code", "before")]
            _make_room(filler, house, account.pw_uid)
            assert ledger.answer(kernel, "disk-room") == ""
            ledger.answers.append("disk-full")  # it waited, and came along
            assert ledger.save(ben, "small/work.ipynb", notebook("after")) == 200
            kernel.hang_up()
            page.page.close()
            ledger.account(house.students / "ben", folder / "my-record.jsonl")
    finally:
        for one in ben.kernels():
            ben.ask("DELETE", f"{ben.home}api/kernels/{one['id']}")
        if mounted:
            subprocess.run(["umount", "-l", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _fill(folder: pathlib.Path, house, uid: int, mounted: bool) -> pathlib.Path | None:
    """Leave no room."""
    if not mounted:
        for pid in house.processes(uid):
            subprocess.run(["prlimit", f"--pid={pid}", "--fsize=4096:536870912"], check=False)
        return None
    filler = folder / "film.mp4"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return filler


def _make_room(filler: pathlib.Path | None, house, uid: int) -> None:
    if filler:
        filler.unlink()
        return
    for pid in house.processes(uid):
        subprocess.run(["prlimit", f"--pid={pid}", "--fsize=536870912:536870912"], check=False)
