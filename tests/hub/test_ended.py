"""Hub, proxy, supervisor or a server is ended with SIGKILL while students work: what goes on, and what is lost?"""

import os
import signal
import time

import pytest
import websocket
from hubhouse import KERNEL, alive
from ledger import Ledger, notebook
from pupil import wait

RECORD = "my-lessons/my-record.jsonl"


@pytest.fixture
def works(ann, ben, house):
    """Return a function that lets both students work, and one that looks whether all of it is there afterwards."""

    def begin(fault, name):
        ledgers, kernels = {}, {}
        for one in (ann, ben):
            ledgers[one.name], kernels[one.name] = Ledger(fault), one.new_kernel("my-lessons")
            assert kernels[one.name].run("mine = 41").error == ""
            assert ledgers[one.name].answer(kernels[one.name], f"{name}-before") == ""
            assert ledgers[one.name].save(one, f"my-lessons/{name}.ipynb", notebook("before")) == 201
        return ledgers, kernels

    def end(ledgers, kernels):
        for one in (ann, ben):
            folder = house.students / one.name
            ledgers[one.name].account(folder, folder / RECORD)
            kernels[one.name].hang_up()
            one.ask("DELETE", f"{one.home}api/kernels/{kernels[one.name].name}")

    return begin, end


def test_the_hub_is_killed_while_students_work(house, ann, ben, works, fault):
    begin, end = works
    with fault("hub killed (kill -9), starts again") as one:
        ledgers, kernels = begin(one, "hub")
        one.tries = 2
        for again in range(one.tries):
            # A cell runs while the hub goes and comes.
            running = kernels["ben"].send("import time\nfor i in range(20): time.sleep(0.1)\nmine += 1\nprint('done')")
            before = house.kill("hub")
            assert kernels["ann"].run("print(mine)").said == "41\n", "a kernel does not go on without the hub"
            ledgers["ann"].answer(kernels["ann"], f"hub-without-{again}")
            ledgers["ann"].save(ann, "my-lessons/hub.ipynb", notebook("without the hub", str(again)))
            said, kind, content = "", "", {}
            while kind != "status" or content["execution_state"] != "idle":
                kind, content = kernels["ben"].heard(running)
                said += content.get("text", "")
            assert said == "done\n"
            seconds = house.came_back("hub", before)
            for pupil in (ann, ben):
                assert pupil.logged_in(), "everybody must log in again"
                assert kernels[pupil.name].run("print(mine)").said == ("41\n" if pupil is ann else f"{42 + again}\n")
                ledgers[pupil.name].answer(kernels[pupil.name], f"hub-after-{again}")
                assert ledgers[pupil.name].save(pupil, "my-lessons/hub.ipynb", notebook("after", str(again))) == 200
        one.shown = f"cells run and answers are kept without it; it is back after {seconds:.0f} s; nobody logs in again"
        end(ledgers, kernels)


def test_the_proxy_is_killed_while_students_work(house, ann, ben, works, fault):
    begin, end = works
    with fault("proxy killed (kill -9), starts again") as one:
        ledgers, kernels = begin(one, "proxy")
        one.tries = 2
        for again in range(one.tries):
            running = kernels["ben"].send("import time\nprint('on')\nfor i in range(10): time.sleep(0.1)\nmine += 1")
            while kernels["ben"].heard(running)[0] != "stream":
                pass
            before = house.kill("proxy")
            with pytest.raises((OSError, websocket.WebSocketException)):  # the line is cut, and that is heard
                list(iter(lambda k=kernels["ben"], of=running: k.heard(of), None))
            seconds = house.came_back("proxy", before)
            for pupil in (ann, ben):
                wait(f"the server of {pupil.name} behind the new proxy", lambda who=pupil: _reached(who))
                kernels[pupil.name].connect()  # as a page does by itself
                wait("the cell ends", lambda k=kernels[pupil.name]: k.run("print(mine)").said, pause_s=0.5)
                assert kernels[pupil.name].run("print(mine)").said == ("41\n" if pupil is ann else f"{42 + again}\n")
                ledgers[pupil.name].answer(kernels[pupil.name], f"proxy-after-{again}")
                assert ledgers[pupil.name].save(pupil, "my-lessons/proxy.ipynb", notebook("after", str(again))) == 200
        one.shown = f"lines are cut and taken up again after {seconds:.0f} s; kernels go on meanwhile"
        end(ledgers, kernels)


def _reached(pupil) -> bool:
    return pupil.ask("GET", f"{pupil.home}api/status").status_code == 200


def test_the_supervisor_is_killed_and_the_hub_is_started_again(house, ann, ben, works, fault):
    begin, end = works
    with fault("supervisor killed (kill -9), the hub started again") as one:
        ledgers, kernels = begin(one, "supervisor")
        one.tries = 1
        left = [house.pid("hub"), house.pid("proxy")]
        house.kill("supervisor")
        assert kernels["ann"].run("print(mine)").said == "41\n"
        house.command("start", "--background")
        # What runs now is looked after: hub and proxy are new ones, and a proxy that ends is started again.
        time.sleep(1)
        assert not [pid for pid in left if alive(pid)], "an old hub or proxy stands in the way of the new one"
        assert all(alive(house.pid(what)) for what in ("hub", "proxy"))
        before = house.kill("proxy")
        house.came_back("proxy", before)
        for pupil in (ann, ben):
            wait(f"the server of {pupil.name}", lambda who=pupil: _reached(who))
            kernels[pupil.name].connect()
            assert kernels[pupil.name].run("print(mine)").said == "41\n"
            ledgers[pupil.name].answer(kernels[pupil.name], "supervisor-after")
        one.shown = "hub and proxy are looked after again; kernels go on"
        end(ledgers, kernels)


def test_a_students_server_is_killed(house, ann, ben, works, fault):
    begin, end = works
    with fault("a student's server killed (kill -9)") as one:
        ledgers, kernels = begin(one, "server")
        one.tries = 1
        (server,) = house.processes(house.account("ann").pw_uid, "student/server.py")
        os.kill(server, signal.SIGKILL)
        start = time.monotonic()
        assert kernels["ben"].run("print(mine)").said == "41\n", "a classmate is touched"
        page = wait("the hub offers to start it again", lambda: _offered(ann))
        noticed = time.monotonic() - start
        assert "Start" in page.text or "start" in page.text
        ann.start_server()
        one.shown = f"told after {noticed:.0f} s, and started again from the hub's page; what was saved is there"
        old = kernels["ann"].name
        assert old not in [kernel["id"] for kernel in ann.kernels()]
        kernels["ann"] = ann.new_kernel("my-lessons")
        seen = kernels["ann"].run("from ketlessons import record; print([e.get('of') for e in record.entries()])").said
        assert "server-before" in seen
        ledgers["ann"].answer(kernels["ann"], "server-after")
        # Nothing of the old server is left behind.
        wait("its kernels have gone", lambda: len(house.processes(house.account("ann").pw_uid, KERNEL)) <= 1)
        end(ledgers, kernels)


def _offered(pupil):
    """Return the page that offers to start the server, or None."""
    page = pupil.visit(f"/user/{pupil.name}/lab")
    return page if page.url.path.startswith("/hub/") and page.status_code < 500 else None
