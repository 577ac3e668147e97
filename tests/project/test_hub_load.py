"""Is what `benchmarks/hub.py` says true to the protocol, and to its own arithmetic?"""

import importlib.util
import json
import sys

import pytest
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from repository import ROOT


def benchmark(name: str):
    """Return a module of `benchmarks/`, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def student():
    return benchmark("hub_student")


@pytest.fixture(scope="module")
def table():
    return benchmark("hub_table")


PARTS = [{"msg_id": "1"}, {}, {"note": "µM"}, {"code": "1 + 1"}]


def test_the_server_reads_what_a_student_sends(student):
    channel, parts = deserialize_msg_from_ws_v1(student.pack("control", PARTS))
    assert channel == "control"
    assert [json.loads(part) for part in parts] == PARTS


def test_a_student_reads_what_the_server_sends_with_its_buffers(student):
    sent = serialize_msg_to_ws_v1([*(json.dumps(part).encode() for part in PARTS), b"pixels"], "iopub")
    assert student.unpack(sent) == ("iopub", PARTS)


SPECS = (
    {"controls": [{"name": "dose", "kind": "range", "grid": list(range(30)), "value": 4},
                  {"name": "who", "kind": "choice", "options": [["a", "A"], ["b", "B"]], "value": "a"}]},
    {"controls": [{"name": "who", "kind": "choice", "options": [["a", "A"], ["b", "B"]], "value": "a"}]},
    {"controls": [{"name": "on", "kind": "switch", "value": False}]},
)  # fmt: skip


@pytest.mark.parametrize("spec", SPECS, ids=["slider", "choice", "switch"])
def test_a_hand_sets_every_control_to_what_it_allows(student, spec):
    hand = student.Student("http://127.0.0.1:1", "anybody", "", None, seed=3)
    steps = list(hand._steps(spec))
    assert len(steps) == (student.DRAG_STEPS if "grid" in spec["controls"][0] else 1)
    for values in steps:
        for control in spec["controls"]:
            allowed = control.get("grid") or [value for value, _ in control.get("options", [])] or [True, False]
            assert values[control["name"]] in allowed


def told(median: float, most: float) -> dict:
    return {"n": 2, "median": median, "p95": most, "most": most}


def run(students: int, settings: str, **changed) -> dict:
    """Return a class as `benchmarks/hub.py` keeps it, with round numbers."""
    return {
        "students": students, "finished": students, "settings": settings, "date": "2026-11-26", "cores": 2,
        "memory_gb": 25.3, "python": "3.11.7", "packages": {"jupyterhub": "5", "jupyterlab": "4"}, "lesson": "02-block",
        "spread_s": 30, "think_s": 1, "play_s": 40, "machine_load_before": 9.5, "machine_busy_share": 0.75,
        "fault_count": 0,
        "took_s": {"log_in": told(1, 2), "server": told(3, 4), "kernel": told(5, 6)},
        "server_pss_mb": told(100, 100),
        "kernel_pss_mb": told(110, 120), "student_pss_mb": told(210, 220), "student_rss_mb": told(260, 261),
        "server_cpu_s": told(2, 2), "kernel_cpu_s": told(5, 5), "moving_cpu_s_per_minute": told(1.4, 2),
        "hub_pss_mb": 140, "hub_cpu_s": 3.0 + students, "slider_starting_ms": told(20, 90),
        "slider_moving_ms": told(15, 60), **changed,
    }  # fmt: skip


def row(text: str, start: str) -> list[str]:
    """Return the cells of the row that begins so."""
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {start} |")]
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_what_two_hundred_need_is_what_was_measured_times_two_hundred(table):
    text = table.needs([run(1, "student"), run(5, "student")])
    memory, starting, moving, hub = row(text, "200")[1:]
    # 200 x 220 MB (the largest) x 1.3 and the hub's 140 MB; 200 x 7 s in 300 s, and x 1.4 s a minute, at 70 %.
    assert memory.endswith("= 57")
    assert starting.endswith("= 7")
    assert moving.endswith("= 7")
    # Five students cost the hub 8 s, one cost it 4 s: one second for each.
    assert hub == "200 x 1.00 s = 200 s of one processor"


def test_of_a_class_that_was_held_twice_the_later_one_counts(table):
    older, newer = run(5, "student", hub_pss_mb=1), run(5, "student", hub_pss_mb=2)
    assert table.latest([older, run(1, "student"), newer, run(9, "plain")], "student") == [run(1, "student"), newer]


def test_the_dearest_lesson_decides_how_much_memory_is_planned(table):
    dear = run(2, "student", lesson="09-put", student_pss_mb=told(250, 300))
    runs = table.latest([dear, run(5, "student"), run(1, "student")], "student")
    assert [(one["lesson"][:2], one["students"]) for one in runs] == [("02", 1), ("02", 5), ("09", 2)]
    # 30 x 300 MB x 1.3 and the hub's 140 MB; the hub's share still from one student against five.
    memory, *_, hub = row(table.needs(runs), "30")[1:]
    assert memory.endswith("= 12")
    assert hub.startswith("30 x 1.00 s")


def test_a_class_that_came_all_at_once_has_a_table_of_its_own(table):
    rush = run(9, "student", spread_s=0, finished=7, patience_s=30, faults=["the server did not come"])
    assert table.latest([run(1, "student"), rush], "student") == [run(1, "student")]
    assert row(table.at_once([run(1, "student"), rush]), "9")[1:] == [
        "30", "1 / 2", "3 / 4", "20 / 90", "7", "the server did not come"
    ]  # fmt: skip
    assert "did anything fail" in table.verdict([run(1, "student")])
    assert "2 students did not get through, and 3 things" in table.verdict(
        [run(1, "student"), {**rush, "fault_count": 3}]
    )


def test_before_and_after_stand_side_by_side_for_classes_held_both_ways(table):
    plain = run(5, "plain", student_pss_mb=told(267, 267))
    text = table.before_and_after([plain], [run(1, "student"), run(5, "student")])
    assert [line.split("|")[5].strip() for line in text.splitlines()[2:]] == ["267", "210"]


def test_a_class_in_which_nobody_moved_a_slider_says_so(table):
    text = table.measured([run(1, "student", slider_moving_ms=None)])
    assert row(text, "02")[8] == "none"


def test_a_page_keeps_all_but_what_stands_between_the_marks(table, tmp_path):
    page, runs = tmp_path / "page.md", [run(1, "student"), run(5, "student"), run(5, "plain")]
    page.write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n")
    table.renew(page, runs)
    text = page.read_text()
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "\nold\n" not in text
    assert table.tables(runs) in text


@pytest.mark.parametrize("text", ["", "<!-- begin: written by benchmarks/hub.py -->"])
def test_a_page_without_both_marks_is_left_as_it_is(table, tmp_path, text):
    page = tmp_path / "page.md"
    page.write_text(text)
    with pytest.raises(ValueError, match="once each"):
        table.renew(page, [run(1, "student"), run(5, "student")])
    assert page.read_text() == text


def test_one_size_of_class_is_not_enough_for_a_table(table):
    with pytest.raises(ValueError, match="two sizes"):
        table.tables([run(1, "student")])


def test_pages_show_what_is_kept_of_the_last_measurement(table):
    runs = json.loads((ROOT / "benchmarks" / "hub.json").read_text())
    for page in (ROOT / "docs").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        if table.BEGIN in text:
            shown = text.partition(table.BEGIN)[2].partition(table.END)[0].strip()
            assert shown in ("", table.tables(runs).strip()), f"python benchmarks/hub.py --write {page}"


def test_what_is_kept_names_no_machine(table):
    runs = json.loads((ROOT / "benchmarks" / "hub.json").read_text())
    assert {run["settings"] for run in runs} == {"plain", "student"}
    for run in runs:
        assert run["cores"] > 0
        assert run["machine_load_before"] >= 0
        assert not [fault for fault in run["faults"] if "/" in fault]
