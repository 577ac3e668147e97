"""How many students does a hub bear? Students log in, do a whole lesson and move sliders, more of them each time.

python benchmarks/hub.py                       a hub of its own on the loopback address, with 1, 5 and 10 students
python benchmarks/hub.py --students 20 --json benchmarks/hub.json     keep what was measured there
python benchmarks/hub.py --students 20 --spread 0 --patience 30   all at once: what breaks first?
python benchmarks/hub.py --write docs/hub.md   write the table of docs/hub.md anew, from benchmarks/hub.json

Needs Linux, `jupyterhub` beside the library, and `configurable-http-proxy` (`--proxy` names it). Nothing but the
loopback address is reached. Each class has at most ten minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import datetime
import json
import os
import pathlib
import platform
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))

import httpx  # noqa: E402
import hub_table  # noqa: E402

#: What `deploy/hub` gives a student's server and kernels, to be small.
STUDENT = ROOT / "deploy" / "hub" / "student"
TRIM = {"MALLOC_TRIM_THRESHOLD_": "65536"}
PORTS = range(18100, 18200)
BUDGET_S = 600
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100

#: The plainest hub that has a log-in and a server for each student. `deploy/hub` adds who may, and how much.
CONFIG = """
import os, pathlib, sys
c = get_config()  # noqa
here = pathlib.Path({folder!r})
c.JupyterHub.bind_url = "http://127.0.0.1:{public}"
c.JupyterHub.hub_port = {hub}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = {proxy!r}
c.JupyterHub.db_url = f"sqlite:///{{here}}/hub.sqlite"
c.JupyterHub.cookie_secret_file = str(here / "secret")
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = {password!r}
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(here / "{{username}}")
c.Spawner.cmd = [sys.executable, *{server!r}]
c.Spawner.args = ["--allow-root"] if os.getuid() == 0 else []
c.Spawner.default_url = "/lab"
c.Spawner.environment = {environment!r}
c.Spawner.start_timeout = c.Spawner.http_timeout = {patience}
c.JupyterHub.tornado_settings = {{"slow_spawn_timeout": 0}}
"""


def free_ports(count: int) -> list[int]:
    """Return ports of `PORTS` on which nobody listens."""
    found = []
    for port in PORTS:
        with socket.socket() as trial, contextlib.suppress(OSError):
            trial.bind(("127.0.0.1", port))
            found.append(port)
        if len(found) == count:
            return found
    raise RuntimeError("no free port")


@contextlib.contextmanager
def own_hub(names: Sequence[str], lesson: pathlib.Path, password: str, wanted: argparse.Namespace) -> Iterator[tuple]:
    """Start a hub in a folder of its own, with a copy of the lesson for everybody; yield address and process."""
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        for name in names:
            (folder / name).mkdir()
            shutil.copy(lesson, folder / name)
        public, hub, api = free_ports(3)
        environment, server = {"PYTHONPATH": str(ROOT / "src")}, ["-m", "jupyterhub.singleuser"]
        if not wanted.plain:
            environment |= {"JUPYTER_CONFIG_PATH": str(STUDENT), "JUPYTER_PATH": str(STUDENT)} | TRIM
            server = [str(STUDENT / "server.py")]
        config = CONFIG.format(
            folder=place, public=public, hub=hub, api=api, password=password, server=server,
            proxy=[str(wanted.proxy)], environment=environment, patience=wanted.patience,
        )  # fmt: skip
        (folder / "config.py").write_text(config)
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "jupyterhub", "-f", str(folder / "config.py")],
                cwd=folder, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        try:
            wait_for(public, process)
            yield f"http://127.0.0.1:{public}", process.pid
        finally:
            if wanted.log:
                shutil.copy(folder / "log", wanted.log)
            end(process, names)


def wait_for(port: int, process: subprocess.Popen) -> None:
    """Wait until the hub says that it is well."""
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError("the hub ended")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"http://127.0.0.1:{port}/hub/health", trust_env=False).status_code == 200:
                return
        time.sleep(0.3)
    raise RuntimeError("the hub did not come up")


def end(process: subprocess.Popen, names: Sequence[str]) -> None:
    """End the hub, and what it started, by their numbers."""
    own = hub_processes(process.pid)
    process.send_signal(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(60)
    left = [pid for parts in processes_of(names).values() for pids in parts.values() for pid in pids]
    for pid in [*left, *(pid for pid in own if pid != process.pid or process.poll() is None)]:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)


# What processes cost ------------------------------------------------------------------------------------------------


def processes_of(names: Sequence[str]) -> dict[str, dict[str, list[int]]]:
    """Return the processes of each student, kernels apart, found by the name that the hub gives their surroundings."""
    found: dict[str, dict[str, list[int]]] = {name: {"server": [], "kernel": []} for name in names}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            environ = dict(
                line.partition("=")[::2] for line in (folder / "environ").read_text(errors="replace").split("\0")
            )
            name = environ.get("JUPYTERHUB_USER")
            if name in found:
                kind = "kernel" if "/kernel-" in (folder / "cmdline").read_text(errors="replace") else "server"
                found[name][kind].append(int(folder.name))
    return found


def memory_mb(pids: Sequence[int], kind: str = "Pss") -> float:
    """Return what processes hold, MB (10^6 bytes): shared pages counted in parts (Pss) or in full for each (Rss)."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                total += int(line.split()[1]) if line.startswith(f"{kind}:") else 0
    return total * 1024 / 1e6


def cpu_s(pids: Sequence[int]) -> float:
    """Return the processor time of processes and of the children they have waited for, s."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            told = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, told[11:15]))
    return total / TICKS


def hub_processes(pid: int) -> list[int]:
    """Return the hub and the proxy it started: what the hub itself costs, without the students' servers."""
    found = [pid]
    with contextlib.suppress(OSError):
        for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            if "JUPYTERHUB_USER=" not in pathlib.Path(f"/proc/{child}/environ").read_text(errors="replace"):
                found += hub_processes(int(child))
    return found


def busy_s() -> float:
    """Return the processor time that the whole machine has spent, s."""
    told = [int(one) for one in pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    return (sum(told) - told[3] - told[4]) / TICKS


def available_mb() -> float:
    """Return the memory that the machine could still give, MB."""
    told = pathlib.Path("/proc/meminfo").read_text()
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("MemAvailable")) * 1024 / 1e6


# A class ------------------------------------------------------------------------------------------------------------


async def hold_class(address: str, hub_pid: int, names: Sequence[str], password: str, wanted: argparse.Namespace):
    """Let students come, do the lesson, wait for one another, and move sliders together; return what was measured."""
    from hub_student import Student

    lesson = pathlib.PurePosixPath(wanted.lesson.name)
    students = [Student(address, name, password, lesson, seed=index) for index, name in enumerate(names)]
    end = time.monotonic() + BUDGET_S
    load, busy, began, own = os.getloadavg()[0], busy_s(), time.monotonic(), time.process_time()

    async def bounded(students: Sequence[Student], what: Any) -> None:
        async def one(student: Student) -> None:
            try:
                await asyncio.wait_for(what(student), max(1.0, end - time.monotonic()))
            except Exception as error:
                said = re.sub(r"'?https?://\S+", "an address", str(error).partition("\n")[0])
                student.faults.append(f"{type(error).__name__}: {said}")

        await asyncio.gather(*map(one, students))

    arrive = {name: student.chance.uniform(0, wanted.spread) for name, student in zip(names, students, strict=True)}
    await bounded(students, lambda student: student.work(arrive[student.name], wanted.think))
    ready = [student for student in students if "lesson" in student.took_s]
    whole = processes_of([student.name for student in ready])
    servers, kernels = ([parts[kind] for parts in whole.values()] for kind in ("server", "kernel"))
    found: dict[str, Any] = {
        "students": len(names),
        "finished": len(ready),
        "spread_s": wanted.spread,
        "machine_load_before": round(load, 1),
        "took_s": {
            what: spread([student.took_s[what] for student in ready])
            for what in ("log_in", "server", "kernel", "cells", "lesson")
        },
        "server_pss_mb": spread([memory_mb(pids) for pids in servers]),
        "kernel_pss_mb": spread([memory_mb(pids) for pids in kernels]),
        "student_pss_mb": spread([memory_mb([*a, *b]) for a, b in zip(servers, kernels, strict=True)]),
        "student_rss_mb": spread([memory_mb([*a, *b], "Rss") for a, b in zip(servers, kernels, strict=True)]),
        "server_cpu_s": spread([cpu_s(pids) for pids in servers]),
        "kernel_cpu_s": spread([cpu_s(pids) for pids in kernels]),
    }
    found["machine_busy_share"] = round((busy_s() - busy) / (time.monotonic() - began) / (os.cpu_count() or 1), 2)
    before = [cpu_s([*a, *b]) for a, b in zip(servers, kernels, strict=True)]
    hub_before, play_began, play_busy = cpu_s(hub_processes(hub_pid)), time.monotonic(), busy_s()
    await bounded(ready, lambda student: student.play(wanted.play))
    minutes = (time.monotonic() - play_began) / 60
    after = [cpu_s([*a, *b]) for a, b in zip(servers, kernels, strict=True)]
    hub = hub_processes(hub_pid)
    found |= {
        "moving_cpu_s_per_minute": spread([(b - a) / minutes for a, b in zip(before, after, strict=True)]),
        "moving_busy_share": round((busy_s() - play_busy) / (60 * minutes) / (os.cpu_count() or 1), 2),
        "slider_starting_ms": spread([ms for student in students for ms in student.starting_ms]),
        "slider_moving_ms": spread([ms for student in students for ms in student.moving_ms]),
        "hub_pss_mb": round(memory_mb(hub), 1),
        "hub_cpu_s": round(hub_before, 1),
        "available_mb": round(available_mb()),
        "benchmark_cpu_s": round(time.process_time() - own, 1),
        "faults": sorted({fault for student in students for fault in student.faults}),
        "fault_count": sum(len(student.faults) for student in students),
    }
    for student in students:
        await student.leave()
    return found


def spread(values: Sequence[float]) -> dict[str, float] | None:
    """Return how many, the median, the 95th percentile by the nearest rank, and the most."""
    if not values:
        return None
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return {
        "n": len(ordered),
        "median": round(statistics.median(ordered), 1),
        "p95": round(p95, 1),
        "most": round(ordered[-1], 1),
    }


def described(wanted: argparse.Namespace) -> dict[str, Any]:
    """Return the conditions of a run: when, on what, with which settings. Nothing that names the machine."""
    from importlib.metadata import version

    total = pathlib.Path("/proc/meminfo").read_text().split()[1]
    return {
        "date": datetime.date.today().isoformat(),
        "cores": os.cpu_count(),
        "memory_gb": round(int(total) * 1024 / 1e9, 1),
        "system": platform.system(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in ("jupyterhub", "jupyterlab", "jupyter_server", "ipykernel")},
        "lesson": wanted.lesson.stem,
        "settings": "plain" if wanted.plain else "student",
        "think_s": wanted.think,
        "play_s": wanted.play,
        "patience_s": wanted.patience,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--students", type=int, nargs="+", default=[1, 5, 10], metavar="N", help="classes to hold, in turn"
    )
    parser.add_argument("--lesson", type=pathlib.Path, default=ROOT / "notebooks" / "02-block-the-nmda-receptor.ipynb")
    parser.add_argument("--spread", type=float, default=30, help="seconds over which students arrive (default 30)")
    parser.add_argument("--think", type=float, default=1, help="seconds between cells (default 1)")
    parser.add_argument("--play", type=float, default=60, help="seconds at the sliders after the lesson (default 60)")
    parser.add_argument("--patience", type=int, default=180, help="seconds the hub waits for a server (default 180)")
    parser.add_argument("--plain", action="store_true", help="without the settings of deploy/hub/student")
    parser.add_argument("--proxy", type=pathlib.Path, default="configurable-http-proxy", help="the proxy's program")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="keep what was measured in this file")
    parser.add_argument("--log", type=pathlib.Path, metavar="FILE", help="keep the hub's own words of the last class")
    parser.add_argument(
        "--write", type=pathlib.Path, metavar="FILE", help="write the table into this page and measure nothing"
    )
    wanted = parser.parse_args()
    if wanted.write:
        hub_table.renew(wanted.write, json.loads((HERE / "hub.json").read_text()))
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
    kept = []
    for count in wanted.students:
        # Nobody else's hub on this machine has students of these names: they are ended by them.
        names = [f"student-{os.getpid()}-{number:02}" for number in range(1, count + 1)]
        if available_mb() < 350 * count + 1000:
            print(f"{count} students: not tried, {available_mb():.0f} MB of memory are left")
            continue
        with own_hub(names, wanted.lesson, "only-here", wanted) as (address, pid):
            found = asyncio.run(hold_class(address, pid, names, "only-here", wanted))
        kept.append(described(wanted) | found)
        print(json.dumps(kept[-1], indent=1), flush=True)
        if wanted.json:
            before = json.loads(wanted.json.read_text()) if wanted.json.exists() else []
            wanted.json.write_text(json.dumps([*before, kept[-1]], indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
