"""What is written into Linux's control groups for one student?"""

import pytest
from kethub.servers import limits

ONE = limits.Limits(memory_mb=1024, cpus=1.5, processes=256, file_mb=512)


def test_groups_of_the_newer_kind(tmp_path):
    (tmp_path / "cgroup.controllers").write_text("cpu memory pids")
    (group,) = limits.groups("kl-anna", ONE, tmp_path)
    assert group == tmp_path / "ketlessons/kl-anna"
    assert (group / "memory.max").read_text() == "1073741824"
    assert (group / "cpu.max").read_text() == "150000 100000"
    assert (group / "pids.max").read_text() == "256"
    for above in (tmp_path, tmp_path / "ketlessons"):  # without this the files above would not be there
        assert (above / "cgroup.subtree_control").read_text() == "+memory +cpu +pids"
    assert limits.bounds_memory([group])


def test_groups_of_the_older_kind(tmp_path):
    for controller in ("memory", "cpu", "pids", "freezer"):
        (tmp_path / controller).mkdir()
    groups = limits.groups("kl-anna", ONE, tmp_path)
    assert {group.relative_to(tmp_path).as_posix() for group in groups} == {
        "memory/ketlessons/kl-anna", "cpu/ketlessons/kl-anna", "pids/ketlessons/kl-anna",
    }  # fmt: skip
    written = {file.name: file.read_text() for group in groups for file in group.iterdir()}
    assert written == {
        "memory.limit_in_bytes": "1073741824", "cpu.cfs_period_us": "100000", "cpu.cfs_quota_us": "150000",
        "pids.max": "256",
    }  # fmt: skip
    assert limits.bounds_memory(groups)


def test_where_no_group_can_be_made_there_is_none(tmp_path):
    (tmp_path / "cgroup.controllers").mkdir()
    (tmp_path / "ketlessons").write_text("in the way")
    assert limits.groups("kl-anna", ONE, tmp_path) == []
    assert not limits.bounds_memory([])


def test_memory_is_limited_by_process_where_only_processors_have_groups(tmp_path):
    (tmp_path / "cpu").mkdir()
    groups = limits.groups("kl-anna", ONE, tmp_path)
    assert len(groups) == 1
    assert not limits.bounds_memory(groups)


@pytest.mark.parametrize("cpus", [0.1, 1, 8])
def test_shares_of_processors_are_whole_microseconds(cpus):
    quota = limits.Limits(512, cpus, 64, 16).version_1()["cpu"]["cpu.cfs_quota_us"]
    assert int(quota) == round(cpus * 100_000)
