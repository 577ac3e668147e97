"""The clock jumps by more than a day while students work, ahead and back: is anything lost, is anybody locked out?"""

import contextlib
import datetime
import json
import os
import pathlib
import signal
import subprocess
import time

import httpx
import hubhouse
import pytest
from hubhouse import KERNEL
from ledger import Ledger, notebook
from pupil import Pupil, wait

from ketlessons.record import lines

AHEAD_H = 26
RECORD = "my-lessons/my-record.jsonl"


@contextlib.contextmanager
def culler(house, folder: pathlib.Path, *more: str):
    """Run the hub's own culler once more, looking every two seconds; yield what it says. `more` changes its command."""
    (pid,) = [one for one in house.children("hub") if b"jupyterhub_idle_culler" in _words(one, "cmdline")]
    command, variables = (_words(pid, name).decode().split("\0")[:-1] for name in ("cmdline", "environ"))
    changed = {word.partition("=")[0] for word in more} | {"--cull-every"}
    command = [word for word in command if word.partition("=")[0] not in changed]
    command += [*(word for word in more if not word.endswith("=")), "--cull-every=2", "--Application.log_level=DEBUG"]
    said = folder / "culler.log"
    with said.open("wb") as log:
        env = dict(one.split("=", 1) for one in variables)
        running = subprocess.Popen(command, env=env, cwd="/", stdout=log, stderr=log)
    try:
        wait("the culler has looked", lambda: b"ready servers" in said.read_bytes())
        yield said
        assert running.poll() is None, said.read_text()
    finally:
        running.kill()
        running.wait()


def _words(pid: int, name: str) -> bytes:
    with contextlib.suppress(OSError):
        return pathlib.Path(f"/proc/{pid}/{name}").read_bytes()
    return b""


@pytest.fixture(scope="module")
def people(clocks):
    """Return the students of the second hub; ann has a server."""
    house, _ = clocks
    people = house.people("ann", "ben", "dora")
    assert people["ann"].log_in().status_code == 302
    people["ann"].start_server()
    yield people
    for one in people.values():
        one.close()


def _server(house) -> int:
    (pid,) = house.processes(house.account("ann").pw_uid, "student/server.py")
    return pid


def _kept(house) -> list[dict]:
    return [one for one in lines.read((house.students / "ann" / RECORD).read_bytes()).entries if one.get("of")]


def _a_copy_of(pupil: Pupil) -> Pupil:
    copy = Pupil(pupil.address, pupil.name, pupil.password)
    copy.http.cookies = httpx.Cookies(pupil.http.cookies)
    return copy


def test_the_clock_of_the_machine_jumps_a_day_ahead_and_back(clocks, people, tmp_path, fault):
    house, hands = clocks
    ann, ben, dora = people["ann"], people["ben"], people["dora"]
    with fault("the clock jumps 26 hours ahead, and back, for all programs") as one, culler(house, tmp_path) as culled:
        one.tries, ledger, server = 2, Ledger(one), _server(house)
        line, cut = ann.new_kernel("my-lessons"), ann.new_kernel("my-lessons")
        assert [kernel.run(f"mine = {n}").error for kernel, n in ((line, 41), (cut, 42))] == ["", ""]
        key = line.run("import os; print(os.environ['JUPYTERHUB_API_TOKEN'])").said.strip()
        cut.hang_up()  # as when the network is away: nobody is seen to look at this lesson
        assert ledger.answer(line, "clock-before") == ""
        assert ledger.save(ann, "my-lessons/clock.ipynb", notebook("before")) == 201
        assert ben.log_in().status_code == 302
        copied, old = _a_copy_of(ann), _a_copy_of(ben)
        assert [dora.log_in("wrong word").status_code for _ in range(5)] == [403] * 5

        hands.set(AHEAD_H)
        jumped, looked = time.monotonic(), len(culled.read_bytes())
        assert dora.log_in().status_code == 429, "who guesses need not wait"
        assert not ann.logged_in(), "a cookie of a day and more still opens the hub"
        assert ledger.answer(line, "clock-ahead") == "", "an answer is not kept while nobody is logged in"
        assert ann.log_in().status_code == 302
        ann.log_out()
        assert ann.log_in().status_code == 302, "nobody comes in"
        assert ann.come_in()
        assert ledger.save(ann, "my-lessons/clock.ipynb", notebook("ahead")) == 200
        _tells(house, key, ahead_h=AHEAD_H)
        # The hub and with it its culler start anew: they look at once.
        before = house.kill("hub")
        house.came_back("hub", before)
        time.sleep(max(0.0, jumped + 20 - time.monotonic()))  # the server looks for idle kernels each 15 s
        assert {line.name, cut.name} <= {kernel["id"] for kernel in ann.kernels()}, "a kernel at work was put to sleep"
        assert [kernel.run("print(mine)").said for kernel in (line, cut)] == ["41\n", "42\n"]
        said = culled.read_bytes()[looked:].decode()
        assert "Not culling server ann" in said, said
        assert "Culling server" not in said.replace("Not culling server", ""), said
        assert _server(house) == server, "a server at work was ended"

        hands.set()
        assert ledger.answer(line, "clock-back") == ""
        assert ann.logged_in(), "everybody must log in again"
        assert ledger.save(ann, "my-lessons/clock.ipynb", notebook("back")) == 200
        fresh = Pupil(house.address, "ben", ben.password)
        assert fresh.log_in().status_code == 302, "nobody comes in"
        assert not copied.logged_in(), "a cookie that was ended by a log-out lives again"
        assert old.logged_in(), "a cookie of some seconds is taken for one of a day"
        # No activity is left in the future, where nothing newer would be believed.
        wait("an activity of now", lambda: _last_activity(house) < _now() + datetime.timedelta(minutes=2), 50)
        # What the server does again and again goes on: a kernel that ends is started again.
        (first, *_) = kernels = house.processes(house.account("ann").pw_uid, KERNEL)
        os.kill(first, signal.SIGKILL)
        wait("a new kernel", lambda: set(house.processes(house.account("ann").pw_uid, KERNEL)) - {*kernels}, 30)
        # So does what the hub does: it sees a server that ended.
        os.kill(server, signal.SIGKILL)
        wait("the hub sees that a server has ended", lambda: "/user/ann" not in str(_routes(house)), 60)
        ann.start_server()
        line = ann.new_kernel("my-lessons")
        ran = line.run("from ketlessons import record; print([e['of'] for e in record.entries() if e.get('of')])")
        assert ran.said == f"{ledger.answers}\n", "the answers are not in the order in which they were given"
        kept = _kept(house)
        assert [entry["of"] for entry in kept] == ledger.answers
        at = [datetime.datetime.fromisoformat(entry["at"]) for entry in kept]
        assert at[1] - at[0] > datetime.timedelta(hours=AHEAD_H - 1), "the clock of the kernel was not set"
        assert at[2] < at[1]
        one.shown = "log-ins of more than a day end, all else goes on; answers stay in their order"
        ledger.account(house.students / "ann", house.students / "ann" / RECORD)
        line.hang_up()


def test_the_clock_of_the_hub_alone_jumps(clocks, people, tmp_path, fault):
    house, hands = clocks
    ann, ben = people["ann"], people["ben"]
    with fault("the clock jumps ahead and behind, for the hub alone") as one:
        one.tries, ledger, server = 3, Ledger(one), _server(house)
        line = ann.new_kernel("my-lessons")
        assert line.run("mine = 41").error == ""
        with culler(house, tmp_path) as culled:
            for hours in (AHEAD_H, -AHEAD_H, 0):
                hands.set(hours, ("hub",))
                looked = len(culled.read_bytes())
                assert ledger.answer(line, f"hub-alone-{hours}") == ""
                fresh = Pupil(house.address, "ben", ben.password)
                assert fresh.log_in().status_code == 302, f"{hours:+} h: nobody comes in"
                if not ann.logged_in():
                    assert ann.log_in().status_code == 302
                assert ann.come_in()
                assert ledger.save(ann, "my-lessons/alone.ipynb", notebook(f"{hours}")) in (200, 201)
                wait("it looks", lambda since=looked: b"Not culling server ann" in culled.read_bytes()[since:], 20)
        assert _server(house) == server
        assert line.run("print(mine)").said == "41\n"
        assert [entry["of"] for entry in _kept(house)][-3:] == ledger.answers
        line.hang_up()
        ledger.account(house.students / "ann", house.students / "ann" / RECORD)
        # The trap works: a culler that goes by the machine's clock ends the server.
        hands.set(AHEAD_H)
        with culler(house, tmp_path, "--config=", "--max-age=43200"):
            wait("the server is ended", lambda: "/user/ann" not in str(_routes(house)), 30)
        hands.set()
        one.shown = "nobody is locked out, and no server is ended"


def _routes(house) -> dict:
    return house.api("GET", "proxy")


def _last_activity(house) -> datetime.datetime:
    """Return when the hub thinks that ann's server did something last."""
    (ann,) = [user for user in house.api("GET", "users") if user["name"] == "ann"]
    return datetime.datetime.fromisoformat(ann["servers"][""]["last_activity"])


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _tells(house, key: str, ahead_h: float) -> None:
    """Tell the hub of an activity now, as ann's server does by itself each five minutes."""
    now = (_now() + datetime.timedelta(hours=ahead_h)).isoformat()
    asked = f"http://127.0.0.1:{house.inner}/hub/api/users/ann/activity"
    told = httpx.post(
        asked,
        headers={"Authorization": f"token {key}"},
        content=json.dumps({"servers": {"": {"last_activity": now}}, "last_activity": now}),
        trust_env=False,
    )
    assert told.status_code == 200, told.text
    assert _last_activity(house) > _now() + datetime.timedelta(hours=ahead_h - 1)


#: Runs with the release's own programs: a day by a clock that nobody sets, and what the hub then thinks of a cookie.
OLD = """
import asyncio, types
from kethub.people import authenticator
now, ended = [0.0], []
authenticator.end_sessions = lambda db, name: ended.append(name)
one = object.__new__(authenticator.ClassAuthenticator)  # it needs no database for that
one.__dict__.update(clock=lambda: now[0], _came_s={{}})
authenticator.ClassAuthenticator.db = None
user = types.SimpleNamespace(name="ann")
page = lambda key: types.SimpleNamespace(get_token=lambda: key, cookie_max_age_days=1)
for seconds, key in {asked!r}:
    now[0] = seconds
    print(asyncio.run(one.refresh_user(user, page(key))), ended)
"""


def test_a_cookie_of_a_day_does_not_live_again(house):
    """A clock that is set back makes it look younger; the hub counts a day by a clock that nobody sets as well."""
    release = (house.root / "current").resolve()
    asked = [(0.0, None), (86399.0, None), (90000.0, "the key of a server"), (90000.0, None)]
    done = subprocess.run(
        [release / "env/bin/python", "-c", OLD.format(asked=asked)],
        env={**os.environ, "KETLESSONS_HUB": str(house.root), "PYTHONPATH": str(release)},
        cwd=release, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["True []", "True []", "True []", "False ['ann']"], done.stderr


def test_a_log_that_grew_is_put_aside(house):
    """Hub and proxy write on, and nobody but root reads what was put aside."""
    log = house.state / "logs/hub.log"
    with log.open("ab") as file:
        file.write(b"x" * (11 * 2**20) + b"\n")
    aside = wait("the log is put aside", lambda: log.stat().st_size < 2**20 and log.with_name("hub.log.1").stat(), 20)
    assert aside.st_mode & 0o777 == 0o600
    assert aside.st_size > 11 * 2**20
    Pupil(house.address, "nobody-here", "").visit("/hub/login?in-the-new-log")
    wait("the hub writes on", lambda: b"in-the-new-log" in log.read_bytes(), 20)
    assert b"\0" not in log.read_bytes()
    assert hubhouse.alive(house.pid("hub"))
