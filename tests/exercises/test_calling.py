"""Calling a learner's function: a clock that is put back, and outputs that are only heard."""

import signal
import sys
import threading
import time

import pytest

from ketlessons import check
from ketlessons.exercises import calling


def endless(*_):
    while True:
        pass


def right(start_ng_ml, half_life_h, time_h):
    return start_ng_ml * 0.5 ** (time_h / half_life_h)


@pytest.fixture(autouse=True)
def short_patience(monkeypatch):
    monkeypatch.setattr(calling, "LIMIT_S", 0.1)


@pytest.fixture
def alarm():
    """Somebody else's alarm that counts how often it rang."""
    rang = []
    before = signal.signal(signal.SIGALRM, lambda *_: rang.append(time.monotonic()))
    yield rang
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def test_an_endless_call_ends_soon():
    began = time.monotonic()
    assert isinstance(calling.call(endless, ()).error, calling.TookTooLong)
    assert time.monotonic() - began < 2.0


def test_somebody_elses_alarm_goes_on(alarm):
    signal.setitimer(signal.ITIMER_REAL, 30.0, 7.0)
    handler = signal.getsignal(signal.SIGALRM)
    calling.call(endless, ())
    assert signal.getsignal(signal.SIGALRM) is handler
    left, every = signal.getitimer(signal.ITIMER_REAL)
    assert 20 < left < 29.95
    assert every == pytest.approx(7.0, abs=0.01)
    assert not alarm


def test_an_alarm_that_was_due_meanwhile_rings_afterwards(alarm):
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    calling.call(endless, ())
    time.sleep(0.1)
    assert len(alarm) == 1


def late(*_):
    time.sleep(0.3)
    return 5


def test_another_thread_has_no_clock_and_just_runs():
    outcomes = []
    thread = threading.Thread(target=lambda: outcomes.append(calling.call(late, ())))
    thread.start()
    thread.join()
    assert outcomes == [calling.Outcome(5)]


def test_a_system_without_the_clock_just_runs(monkeypatch):
    monkeypatch.delattr(signal, "ITIMER_REAL")
    monkeypatch.delattr(signal, "SIGALRM")
    assert calling.call(late, ()).answer == 5
    assert check.decay(right).solved


def test_a_debugger_keeps_its_place():
    def debugger(*_):
        return None

    before = sys.gettrace()
    sys.settrace(debugger)
    try:
        calling.call(endless, ())
        assert sys.gettrace() is debugger
    finally:
        sys.settrace(before)


def test_what_is_printed_without_end_is_heard_and_not_kept():
    with calling.quietly() as heard:
        for number in range(100_000):
            print("line", number)
    assert heard.first == "line 0"
    assert heard.lines == 100_000
    assert len(heard.start) <= 200


def test_a_check_inside_a_learners_function_ends_too():
    def again(start_ng_ml, half_life_h, time_h):
        return check.decay(again)

    assert not check.decay(again).solved
