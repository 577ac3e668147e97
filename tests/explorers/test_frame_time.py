"""Does a frame stay on the thread that asks for it, and does it take little of it?"""

import threading
import time

import pytest
from frametime import others_s, visit

from ketlessons.explorers import EXPLORERS

SETTINGS = 40
#: Of a bare figure of matplotlib. 10 ms are a quarter of it on the machine of benchmarks/README.md; the rest is room.
MOST = 0.3
#: A single round may be disturbed; only what is slow in each of them is slow.
ROUNDS = 5


@pytest.fixture(scope="module")
def first():
    return visit(EXPLORERS, SETTINGS)


def test_other_threads_would_be_seen():
    def work():
        end = time.thread_time() + 0.05
        while time.thread_time() < end:
            pass

    before = others_s()
    helper = threading.Thread(target=work)
    helper.start()
    helper.join()
    assert others_s() - before > 0.04


def test_no_frame_wakes_other_threads(first):
    drawn = sum(map(sum, first.frames.values()))
    assert drawn > 0.5
    assert first.others < 0.01 * drawn, f"{1000 * first.others:.0f} ms on other threads, {1000 * drawn:.0f} ms in all"


def test_no_frame_takes_long_beside_a_bare_figure(first):
    # Each setting is seen for the first time, as by a hand that moves a control there.
    shares = {name: [one / first.bare for one in times] for name, times in first.frames.items()}
    for _ in range(ROUNDS - 1):
        slow = [name for name, found in shares.items() if max(found) > MOST]
        if not slow:
            return
        again = visit(slow, SETTINGS)
        for name in slow:
            shares[name] = [min(a, b / again.bare) for a, b in zip(shares[name], again.frames[name], strict=True)]
    assert {name: round(max(found), 2) for name, found in shares.items() if max(found) > MOST} == {}
