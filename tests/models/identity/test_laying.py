"""Forms laid over each other: against all orders of four arms, and against the letter of a signed volume."""

import itertools

import numpy as np
import pytest

from ketlessons.models.identity.laying import arm_directions, places_taken


def volume(arms):
    a, b, c, away = arms
    return np.linalg.det(np.array([a - away, b - away, c - away]))


@pytest.mark.parametrize("held", range(4))
@pytest.mark.parametrize("turn", [0.0, 30.0, 250.0])
def test_the_first_hand_is_s_and_its_mirror_r_however_it_is_held(held, turn):
    """Arms 0, 1, 2 with 3 away: a volume above 0 runs against the clock, which is S."""
    assert volume(arm_directions("first", held, turn)) > 3
    assert volume(arm_directions("mirrored", held, turn)) < -3


def test_against_the_clock_is_a_volume_above_nothing():
    north, west, south_east, below = np.array([[0, 1, 0], [-1, -0.5, 0], [1, -0.5, 0], [0, 0, -1.0]])
    assert volume((north, west, south_east, below)) > 0


@pytest.mark.parametrize("hand", ["first", "mirrored"])
def test_all_arms_stand_apart_as_in_a_tetrahedron(hand):
    arms = arm_directions(hand, 2, 77.0)
    for one, other in itertools.combinations(arms, 2):
        assert np.degrees(np.arccos(one @ other)) == pytest.approx(109.471, abs=1e-3)


def reachable(hand):
    """Which arm lies where, for every way to hold and turn that ends on the places of the first hand held at arm 0."""
    fixed = arm_directions("first", 0)
    found = set()
    for held, turn in itertools.product(range(4), (0.0, 120.0, 240.0)):
        found.add(places_taken(arm_directions(hand, held, turn), fixed))
    return {taken for taken in found if None not in taken}


def even(order):
    return sum(a > b for a, b in itertools.combinations(order, 2)) % 2 == 0


def test_turning_gives_the_even_orders_and_a_mirror_the_odd_ones():
    orders = set(itertools.permutations(range(4)))
    assert reachable("first") == {order for order in orders if even(order)}
    assert reachable("mirrored") == {order for order in orders if not even(order)}
    # Of the odd ones, none leaves more than two arms in their places: so no turn covers a mirror form.
    assert max(sum(arm == place for arm, place in enumerate(order)) for order in reachable("mirrored")) == 2


def test_between_the_places_nothing_is_taken():
    assert places_taken(arm_directions("mirrored", 1, 30.0), arm_directions("first", 1)) == (None, 1, None, None)
