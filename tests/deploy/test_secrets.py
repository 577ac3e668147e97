"""Who can read the hub's secrets and its folders?"""

import os
import stat

import pytest
from kethub.places import LONGEST_ROOT, Places
from kethub.upkeep import keys


@pytest.fixture
def places(tmp_path_factory):
    # A path as short as the hub asks for, whatever pytest calls its folders.
    base = tmp_path_factory.getbasetemp()
    root = base / "h"
    found = object.__new__(Places)
    object.__setattr__(found, "root", root)
    before = os.umask(0)
    try:
        found.prepare()
    finally:
        os.umask(before)
    return found


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_secret_is_long_stays_and_is_its_owners_alone(places):
    before = os.umask(0)  # even where the system would let all read
    try:
        one = keys.secret(places.secrets, "cookie")
    finally:
        os.umask(before)
    assert len(bytes.fromhex(one)) == 32
    assert keys.secret(places.secrets, "cookie") == one
    assert keys.secret(places.secrets, "proxy") != one
    assert mode(places.secrets / "cookie") == 0o600


def test_a_secret_that_others_could_read_is_not_used(places):
    keys.secret(places.secrets, "supervisor")
    (places.secrets / "supervisor").chmod(0o640)
    with pytest.raises(PermissionError, match="can be read by others"):
        keys.secret(places.secrets, "supervisor")


def test_nobody_else_looks_into_state_or_lists_students(places):
    assert mode(places.state) == mode(places.secrets) == mode(places.logs) == 0o700
    assert mode(places.students) == mode(places.run) == 0o711
    assert mode(places.root) == mode(places.releases) == 0o755
    places.state.chmod(0o777)
    places.prepare()
    assert mode(places.state) == 0o700


def test_a_root_in_which_sockets_have_no_room_is_refused(tmp_path):
    with pytest.raises(ValueError, match="at most 40"):
        Places(tmp_path / ("x" * LONGEST_ROOT))


def test_a_kernels_socket_fits_below_the_longest_root(tmp_path):
    uid = "1000000000"
    kernel = "kernel-" + "x" * 36 + "-ipc-5"
    assert LONGEST_ROOT + len(f"/run/{uid}/{kernel}") <= 107
