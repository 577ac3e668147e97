"""How long does somebody wait who tries passwords?"""

import pytest
from kethub.people.throttle import Throttle, asked_from


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def throttle(clock):
    return Throttle(clock)


def fail(throttle, times, name="anna", address="10.0.0.1"):
    for _ in range(times):
        throttle.failed(name, address)


def test_five_tries_are_free_and_then_the_wait_doubles(throttle, clock):
    fail(throttle, 4)
    assert throttle.wait_s("anna", "10.0.0.1") == 0
    waits = []
    for _ in range(7):
        fail(throttle, 1)
        waits.append(throttle.wait_s("anna", "10.0.0.1"))
        clock.now += waits[-1]
        assert throttle.wait_s("anna", "10.0.0.1") == 0
    assert waits == [30, 60, 120, 240, 480, 600, 600]


def test_a_classmate_elsewhere_is_not_locked_out(throttle):
    fail(throttle, 20, address="10.0.0.66")
    assert throttle.wait_s("anna", "10.0.0.66") > 0
    assert throttle.wait_s("anna", "10.0.0.1") == 0


def test_guesses_from_many_addresses_are_slowed(throttle):
    for number in range(50):
        fail(throttle, 1, address=f"10.0.1.{number}")
    assert throttle.wait_s("anna", "10.0.2.1") == 30


def test_guesses_at_many_names_from_one_address_are_slowed(throttle):
    for number in range(200):
        fail(throttle, 1, name=f"name{number}")
    assert throttle.wait_s("anna", "10.0.0.1") == 30


def test_who_comes_in_begins_anew_and_does_not_free_an_attacker(throttle):
    fail(throttle, 4)
    fail(throttle, 60, address="10.0.0.66")
    throttle.succeeded("anna", "10.0.0.1")
    fail(throttle, 4)
    assert throttle.wait_s("anna", "10.0.0.66") > 0


def test_old_failures_are_forgotten(throttle, clock):
    fail(throttle, 30)
    clock.now += 3601
    fail(throttle, 1, name="ben")
    assert len(throttle._failures) == 3
    assert throttle.wait_s("anna", "10.0.0.1") == 0


@pytest.mark.parametrize(
    ("forwarded", "behind_https", "address"),
    [
        ("10.0.0.1", False, "10.0.0.1"),
        ("9.9.9.9, 10.0.0.1", False, "10.0.0.1"),  # the browser claims the first; the proxy saw the last
        ("9.9.9.9,10.0.0.1,127.0.0.1", True, "10.0.0.1"),
        ("127.0.0.1", True, "127.0.0.1"),
        ("", False, ""),
    ],
)
def test_a_claimed_address_is_not_believed(forwarded, behind_https, address):
    assert asked_from(forwarded, behind_https) == address
