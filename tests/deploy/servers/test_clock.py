"""Are idle times counted on a clock that nobody sets, whatever the machine's clock does?"""

import asyncio
import datetime
import time
from types import SimpleNamespace

import pytest
from configfile import run
from kethub.servers import clock
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.platform.asyncio import BaseAsyncIOLoop

LIMIT_S, OLDEST_S = 5400.0, 43200.0


class Course:
    """A culler's decisions on one server while time goes by."""

    def __init__(self):
        self.now_s = 1000.0
        self.idle = clock.Idle(OLDEST_S, lambda: self.now_s)
        self.server = {"url": "/user/ann/", "started": "2026-11-26T08:00:00Z", "last_activity": "2026-11-26T09:00:00Z"}

    def ends(self, after_s: float = 0.0, inactive: object = None, **news: str) -> bool:
        """Return whether the server is ended some time later, after news of it."""
        self.now_s += after_s
        self.server |= news
        return self.idle(inactive=inactive, inactive_limit=LIMIT_S, server=self.server)


@pytest.fixture
def course():
    return Course()


@pytest.mark.parametrize("days", [1, -1, 400])
def test_a_clock_that_was_set_ends_no_server(course, days):
    assert not course.ends()
    assert not course.ends(120, inactive=datetime.timedelta(days=days))
    assert not course.ends(LIMIT_S - 121, inactive=datetime.timedelta(days=days))


def test_a_server_of_which_nothing_is_heard_ends_when_its_time_is_over(course):
    assert not course.ends()
    assert not course.ends(LIMIT_S - 1)
    assert course.ends(1, inactive=datetime.timedelta(days=-1)), "a clock that was set back keeps it for ever"


def test_news_of_any_time_begin_the_time_anew(course):
    assert not course.ends()
    assert not course.ends(LIMIT_S - 1, last_activity="2020-01-01T00:00:00Z")
    assert not course.ends(LIMIT_S - 1)
    assert course.ends(1)


def test_an_old_server_ends_though_it_works_and_a_new_one_in_its_place_does_not(course):
    for hour in range(12):
        assert not course.ends(0 if hour == 0 else 3600, last_activity=f"{hour}")
    assert course.ends(3600, last_activity="12")
    assert not course.ends(1, started="2026-11-26T20:00:00Z")


def test_of_two_servers_each_has_its_own_time(course):
    assert not course.ends()
    course.server = {**course.server, "url": "/user/ben/"}
    assert not course.ends(LIMIT_S)
    course.server = {**course.server, "url": "/user/ann/"}
    assert course.ends()


def test_no_activity_lies_in_the_future():
    now = datetime.datetime(2026, 11, 26, 12)
    before, soon, later = (now + datetime.timedelta(seconds=s) for s in (-86400, 30, 86400))
    assert [clock.not_later(one, now) for one in (None, before, soon, later)] == [None, before, soon, now]


@pytest.fixture
def back_then(monkeypatch):
    """Return a function that sets the machine's clock back by a day, for Python alone."""
    whole = time.time

    def change():
        monkeypatch.setattr(time, "time", lambda: whole() - 86400)

    return change


def _ticks(change) -> int:
    """Return how often something is done that is done each 20 ms, within half a second after the clock was set back."""

    async def half_a_second() -> int:
        done = []
        again = PeriodicCallback(lambda: done.append(IOLoop.current().time()), 20)
        again.start()
        await asyncio.sleep(0.1)
        change()
        before = len(done)
        await asyncio.sleep(0.5)
        again.stop()
        return len(done) - before

    return asyncio.run(half_a_second())


@pytest.mark.parametrize("file", ["config", "server_config"])
def test_what_is_done_again_and_again_goes_on_when_the_clock_is_set_back(hub, file, back_then, monkeypatch):
    monkeypatch.setattr(BaseAsyncIOLoop, "time", IOLoop.time)
    assert _ticks(back_then) <= 1, "tornado stands still no more by itself: clock.steady is not needed"
    monkeypatch.undo()
    monkeypatch.setattr(BaseAsyncIOLoop, "time", IOLoop.time)
    if file == "config":
        clock.steady()
    else:
        run(hub / "kethub/server_config.py")
    assert _ticks(back_then) > 10


@pytest.fixture
def kernels(hub, monkeypatch):
    """Return a student's kernels, of which one is idle, on a clock of the test's; and those that were put to sleep."""
    monkeypatch.setattr(BaseAsyncIOLoop, "time", IOLoop.time)
    monkeypatch.setenv("KETLESSONS_KERNEL_IDLE_S", "3600")
    config = run(hub / "kethub/server_config.py")
    kind = config.ServerApp.kernel_manager_class
    asleep = []

    async def sleep(self, kernel_id):
        asleep.append(kernel_id)

    monkeypatch.setattr(kind.__mro__[2], "cull_kernel_if_idle", sleep)
    many = kind(config=config)
    many._kernels["one"] = SimpleNamespace(last_activity="at nine", execution_state="idle")
    now = [5000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])

    def look(after_s: float) -> bool:
        now[0] += after_s
        asyncio.new_event_loop().run_until_complete(many.cull_kernel_if_idle("one"))
        return bool(asleep)

    return many, look


def test_a_kernel_is_put_to_sleep_by_a_clock_that_nobody_sets(kernels):
    many, look = kernels
    assert many.cull_idle_timeout == 3600
    assert many.cull_interval == 120
    assert not look(0)
    assert not look(3599)
    many._kernels["one"].last_activity = "at ten"
    assert not look(1)
    assert not look(3599)
    assert look(1)


def test_a_dead_kernel_is_taken_away_at_once(kernels):
    many, look = kernels
    many._kernels["one"].execution_state = "dead"
    assert look(0)
