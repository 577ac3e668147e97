"""What does a class need? Tables from what was measured, with the arithmetic. See `hub.py` beside this file."""

from __future__ import annotations

import math
import pathlib
from collections.abc import Mapping, Sequence
from typing import Any

BEGIN, END = "<!-- load -->", "<!-- /load -->"
CLASSES = (30, 200, 2000)
#: The Littlest JupyterHub's guide advises 20 to 40 % more than was measured, for students who play around.
HEADROOM = 1.3
#: Everybody comes, starts, and does a lesson's first run within so long; the processors must be able to bear that.
WITHIN_S = 300
#: Shares of a machine's time that may be planned with, so that a slider's step finds a free processor.
PLANNED = 0.7

Run = Mapping[str, Any]

#: What others plan with: who, how many students, how much memory for each.
PUBLISHED = (
    (
        "[Data 8, Berkeley](https://github.com/berkeley-dsep-infra/datahub/issues/8193), 2026",
        "1,400",
        "1 GB; 2 GB was asked for, for a week, and then not needed",
    ),
    (
        "[Programming, UBC](https://github.com/UBC-MDS/programming-in-python-for-data-science/issues/60), 2020",
        "50, of whom 30 at once",
        "300 MB planned; 100 to 200 MB measured for a chapter",
    ),
    (
        "[mybinder.org](https://github.com/jupyterhub/mybinder.org-deploy/pull/697), 2018",
        "about 100 at once on a machine",
        "450 MB planned; 20 GB in use at most, which is 200 MB for each",
    ),
    (
        "[Zero to JupyterHub](https://zero-to-jupyterhub.readthedocs.io/en/latest/user-resources.html), its default",
        "any",
        "1 GB guaranteed",
    ),
    (
        "[The Littlest JupyterHub](https://tljh.jupyter.org/en/latest/howto/admin/resource-estimation.html), its guide",
        "40 to 60 % of a class at once",
        "what was measured, and 20 to 40 % more; 128 MB for the hub",
    ),
)


def latest(runs: Sequence[Run], settings: str) -> list[Run]:
    """Return the last run of each lesson and size of class with these settings, of those who came one by one."""
    found = {(run["lesson"], run["students"]): run for run in runs if run["settings"] == settings and run["spread_s"]}
    return [found[which] for which in sorted(found)]


def middle(run: Run, what: str, digits: int = 0) -> str:
    """Return the median and, where several were measured, the 95th percentile."""
    told = run[what] if what in run else run["took_s"][what]
    if told is None:
        return "none"
    median, p95 = (f"{told[part]:.{digits}f}" for part in ("median", "p95"))
    return median if told["n"] == 1 else f"{median} / {p95}"


def measured(runs: Sequence[Run]) -> str:
    """Return the table of the classes that were held."""
    lines = [
        "| lesson | students | done | server, s | kernel, s | memory: server + kernel, MB | processor: both, s "
        "| slider while others start, ms | slider when all move, ms | machine: load before, busy in class |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for run in runs:
        memory = " + ".join(f"{run[part]['median']:.0f}" for part in ("server_pss_mb", "kernel_pss_mb"))
        cpu = " + ".join(f"{run[part]['median']:.1f}" for part in ("server_cpu_s", "kernel_cpu_s"))
        lines.append(
            f"| {run['lesson'][:2]} | {run['students']} | {run['finished']} "
            f"| {middle(run, 'server')} | {middle(run, 'kernel')} "
            f"| {memory} = {run['student_pss_mb']['median']:.0f} | {cpu} "
            f"| {middle(run, 'slider_starting_ms')} | {middle(run, 'slider_moving_ms')} "
            f"| {run['machine_load_before']:g}, {100 * run['machine_busy_share']:.0f} % |"
        )
    return "\n".join(lines)


def at_once(runs: Sequence[Run]) -> str:
    """Return what became of classes in which all logged in within one second."""
    lines = [
        "| students | the hub waits for a server, s | log-in, s | server, s | slider while others start, ms | done "
        "| what went wrong |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for run in runs:
        if not run["spread_s"]:
            faults = "; ".join(run["faults"]) or "nothing"
            lines.append(
                f"| {run['students']} | {run['patience_s']} | {middle(run, 'log_in')} | {middle(run, 'server')} "
                f"| {middle(run, 'slider_starting_ms')} | {run['finished']} | {faults} |"
            )
    return "\n".join(lines)


def verdict(runs: Sequence[Run]) -> str:
    """Return what failed in all these classes, in a sentence."""
    lost = sum(run["students"] - run["finished"] for run in runs)
    faults = sum(run["fault_count"] for run in runs)
    if lost or faults:
        return f"In all these classes {lost} students did not get through, and {faults} things went wrong."
    return (
        "In none of these classes did anything fail. What gives way first is time: log-in, start, and then the sliders."
    )


def before_and_after(plain: Sequence[Run], student: Sequence[Run]) -> str:
    """Return what the settings of `deploy/hub/student` save, for classes that were held both ways."""
    lines = [
        "| students | settings | server, MB | kernel, MB | a student, MB | all pages in full, MB | processor, s |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    ways = [{(run["lesson"], run["students"]): run for run in runs} for runs in (plain, student)]
    for which in sorted(ways[0].keys() & ways[1].keys()):
        for name, run in zip(("as Jupyter comes", "`deploy/hub/student`"), (way[which] for way in ways), strict=True):
            cpu = run["server_cpu_s"]["median"] + run["kernel_cpu_s"]["median"]
            numbers = (
                run[part]["median"] for part in ("server_pss_mb", "kernel_pss_mb", "student_pss_mb", "student_rss_mb")
            )
            cells = " | ".join(f"{number:.0f}" for number in numbers)
            lines.append(f"| {run['students']} | {name} | {cells} | {cpu:.1f} |")
    return "\n".join(lines)


def needs(runs: Sequence[Run]) -> str:
    """Return the table for 30, 200 and 2,000 students, and how it was worked out."""
    alone, most = (choose(runs, key=lambda run: run["students"]) for choose in (min, max))
    memory = max(run["student_pss_mb"]["most"] for run in runs)
    start = max(run["server_cpu_s"]["median"] + run["kernel_cpu_s"]["median"] for run in runs)
    moving = max(run["moving_cpu_s_per_minute"]["median"] for run in runs)
    hub_mb = max(run["hub_pss_mb"] for run in runs)
    hub_cpu = (most["hub_cpu_s"] - alone["hub_cpu_s"]) / (most["students"] - alone["students"])
    lines = [
        "| students at once | memory, GB | processors while they start | processors while all move sliders "
        "| the hub itself |",
        "| --- | --- | --- | --- | --- |",
    ]
    for count in CLASSES:
        total = (count * memory * HEADROOM + hub_mb) / 1000
        starting, sliding = count * start / WITHIN_S / PLANNED, count * moving / 60 / PLANNED
        lines.append(
            f"| {count:,} | {count:,} x {memory:.0f} MB x {HEADROOM:g} + {hub_mb:.0f} MB = {total:.0f} "
            f"| {count:,} x {start:.1f} s / {WITHIN_S} s / {PLANNED:g} = {math.ceil(starting)} "
            f"| {count:,} x {moving:.1f} s / 60 s / {PLANNED:g} = {math.ceil(sliding)} "
            f"| {count:,} x {hub_cpu:.2f} s = {count * hub_cpu:.0f} s of one processor |"
        )
    return "\n".join(lines)


def tables(runs: Sequence[Run]) -> str:
    """Return all that stands between the marks."""
    plain, student = latest(runs, "plain"), latest(runs, "student")
    if len({run["students"] for run in student}) < 2:
        raise ValueError("at least two sizes of class are needed, with the settings of deploy/hub/student")
    one, seen = student[0], max(run["finished"] for run in student)
    packages = one["packages"]
    published = "\n".join(f"| {' | '.join(row)} |" for row in PUBLISHED)
    return f"""\
Measured with `benchmarks/hub.py` on {" and ".join(sorted({run["date"] for run in [*plain, *student]}))}:
{one["cores"]} processors shared with other work, which the last column tells, {one["memory_gb"]:.0f} GB of memory,
Python {one["python"]}, JupyterHub {packages["jupyterhub"]}, JupyterLab {packages["jupyterlab"]}; a plain hub, with the
student's settings of `deploy/hub` and without its accounts and limits.
Each student comes within {one["spread_s"]:g} s, logs in, does a lesson cell by cell, with about
{one["think_s"]:g} s between cells, and drags a slider of each figure once. When all are through, everybody drags
sliders for {one["play_s"]:g} s, with rests.
Two numbers are the median and the 95th percentile. Seconds count from the log-in; milliseconds from a step of the
slider until the picture for it, or for a newer step, is back. Memory is that after the whole lesson; pages that
several programs share are counted in parts (PSS).

{measured(student)}

When all log in within the same second, which no class does by itself:

{at_once(runs)}

{verdict(runs)}

What the settings of `deploy/hub/student` save:

{before_and_after(plain, student)}

A class that is there all at once needs, by the largest of these numbers ({seen} students were seen at once, the rest is
arithmetic):

{needs(student)}

Memory: {100 * (HEADROOM - 1):.0f} % more than was measured, since students try things. Processors: planned for
{100 * PLANNED:.0f} % of their time, and for a class that starts and does the lesson within
{WITHIN_S // 60} minutes; with fewer it takes longer.
The hub is one program on one processor: all log-ins together take at least its seconds. (Another class found
[the same limit](https://github.com/neurohackademy/nh2020-jupyterhub/issues/44) at two log-ins a second.) Each further
open lesson costs one more kernel.

What others plan with:

| who | students | memory for each |
| --- | --- | --- |
{published}
"""


def renew(page: pathlib.Path, runs: Sequence[Run]) -> None:
    """Write the tables into a page, between their marks.

    Raises
    ------
    ValueError
        When the page lacks a mark.
    """
    text = page.read_text(encoding="utf-8")
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise ValueError(f"{page} needs the lines {BEGIN} and {END}, once each")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{tables(runs)}\n{END}{after}", encoding="utf-8")
