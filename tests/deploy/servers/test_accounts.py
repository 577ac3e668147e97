"""Whose is a student's folder, when it is new, as it was, or brought back from a backup?"""

import os
from types import SimpleNamespace

import pytest
from kethub.servers import accounts

OTHER = SimpleNamespace(pw_uid=os.getuid() + 4711, pw_gid=os.getgid() + 4711)
SAME = SimpleNamespace(pw_uid=os.getuid(), pw_gid=os.getgid())


@pytest.fixture
def given(monkeypatch):
    """Return what was given to somebody, and to whom; nothing really is."""
    told = []

    def chown(path, uid, gid, follow_symlinks=True):
        told.append((str(path), uid, gid, follow_symlinks))

    monkeypatch.setattr(os, "chown", chown)
    return told


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "anna"
    (place / "my-lessons").mkdir(parents=True)
    (place / "my-lessons/my-record.jsonl").write_text("{}")
    (place / "away").symlink_to(tmp_path)
    return place


def test_all_in_a_folder_from_a_backup_becomes_the_accounts(folder, given):
    accounts.own_folder(folder, OTHER)
    inside = {str(folder / name) for name in ("my-lessons", "my-lessons/my-record.jsonl", "away")}
    assert {path for path, *_ in given} == inside | {str(folder)}
    assert {(uid, gid) for _, uid, gid, _ in given} == {(OTHER.pw_uid, OTHER.pw_gid)}
    # What a link leads to is another's.
    assert not any(follow for path, _, _, follow in given if path in inside)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_is_the_accounts_is_not_walked_through(folder, given):
    accounts.own_folder(folder, SAME)
    assert [path for path, *_ in given] == [str(folder)]
