"""What does a student do to a hub? Log in, start a server, do a whole lesson, move the sliders.

A student here speaks HTTP and websockets as a browser does: it takes the cookies and the token against forged requests
that the pages give it, follows the redirects of the log-in, fetches what JupyterLab fetches, and moves a slider by the
rule of `wire.js`: one message is in flight, and newer values replace those that wait.
"""

from __future__ import annotations

import asyncio
import html
import itertools
import json
import pathlib
import random
import re
import struct
import time
import urllib.parse
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

#: What JupyterLab speaks to kernels since Jupyter Server 2.
PROTOCOL = "v1.kernel.websocket.jupyter.org"
#: A hand that drags: so many steps, so far apart, then a rest to look.
DRAG_STEPS, STEP_S, REST_S = 12, 0.1, (2.0, 5.0)
#: What JupyterLab asks its server for while it opens, beside its scripts.
ASKED = (
    "lab/api/settings",
    "lab/api/translations/default",
    "lab/api/workspaces/default",
    "api/kernelspecs",
    "api/sessions",
    "api/kernels",
    "api/terminals",
    "api/contents?content=1",
    "lsp/status",
)


def pack(channel: str, parts: list[dict[str, Any]]) -> bytes:
    """Write a message as it travels: how many offsets there are, the offsets, then channel and parts.

    >>> unpack(pack("shell", [{"msg_id": "1"}, {}, {}, {"code": "1"}]))
    ('shell', [{'msg_id': '1'}, {}, {}, {'code': '1'}])
    """
    bodies = [channel.encode(), *(json.dumps(part).encode() for part in parts)]
    offsets = [8 * (len(bodies) + 2)]
    for body in bodies:
        offsets.append(offsets[-1] + len(body))
    return struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets) + b"".join(bodies)


def unpack(message: bytes) -> tuple[str, list[dict[str, Any]]]:
    """Read channel, header, parent, metadata and content; buffers are left out."""
    (count,) = struct.unpack_from("<Q", message)
    offsets = struct.unpack_from(f"<{count}Q", message, 8)
    bodies = [message[start:end] for start, end in itertools.pairwise(offsets)]
    return bodies[0].decode(), [json.loads(body) for body in bodies[1:5]]


class Line:
    """The websocket to one kernel."""

    def __init__(self, socket: WebSocketClientConnection):
        self.socket, self.session = socket, uuid.uuid4().hex
        self.explorers: dict[str, dict[str, Any]] = {}
        self.frames: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()
        self._replies: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._idle: dict[str, asyncio.Event] = {}
        self.errors: list[str] = []
        self.subshell: str | None = None
        self.reader = asyncio.create_task(self._read())

    def send(self, channel: str, kind: str, content: dict[str, Any], subshell: str | None = None) -> str:
        """Send a message and return its number."""
        number = uuid.uuid4().hex
        header = {
            "msg_id": number, "msg_type": kind, "session": self.session, "username": "", "version": "5.4",
            "date": datetime.now(UTC).isoformat(),
        }  # fmt: skip
        if subshell:
            header["subshell_id"] = subshell
        self.socket.write_message(pack(channel, [header, {}, {}, content]), binary=True)
        return number

    async def ask(self, channel: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
        """Send a request and return the content of its reply, when the kernel is idle again."""
        number = self.send(channel, kind, content)
        self._replies[number] = asyncio.get_running_loop().create_future()
        self._idle[number] = asyncio.Event()
        try:
            reply = await self._replies[number]
            await self._idle[number].wait()
        finally:
            del self._replies[number], self._idle[number]
        return reply

    async def _read(self) -> None:
        try:
            await self._follow()
        finally:
            for waiting in self._replies.values():
                if not waiting.done():
                    waiting.set_exception(ConnectionError("the kernel's line was closed"))

    async def _follow(self) -> None:
        while (message := await self.socket.read_message()) is not None:
            _, (header, parent, _, content) = unpack(message)
            number, kind = parent.get("msg_id"), header["msg_type"]
            if kind.endswith("_reply") and number in self._replies:
                self._replies[number].set_result(content)
            elif kind == "status" and content["execution_state"] == "idle" and number in self._idle:
                self._idle[number].set()
            elif kind == "error":
                self.errors.append(f"{content['ename']}: {content['evalue']}")
            elif kind in ("comm_open", "comm_msg"):
                state = content["data"].get("state", {})
                if "controls" in state.get("_spec", {}):
                    self.explorers[content["comm_id"]] = state["_spec"]
                if kind == "comm_msg" and "_frame" in state:
                    self.frames.put_nowait((content["comm_id"], state["_frame"]))


@dataclass
class Student:
    """One student, what they do, and what it took."""

    address: str
    name: str
    password: str
    lesson: pathlib.PurePosixPath  # as the student's server knows it
    seed: int
    took_s: dict[str, float] = field(default_factory=dict)
    starting_ms: list[float] = field(default_factory=list)  # sliders, while others may still be starting
    moving_ms: list[float] = field(default_factory=list)  # sliders, when everybody moves them
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.client = httpx.AsyncClient(base_url=self.address, follow_redirects=True, timeout=180, trust_env=False)
        self.line: Line | None = None

    @property
    def home(self) -> str:
        """Where this student's server is, below the hub's address."""
        return f"/user/{urllib.parse.quote(self.name)}/"

    def cookies_for(self, path: str) -> dict[str, str]:
        """Return the cookies that a browser would send to a path; the longest path wins a name."""
        found = [one for one in self.client.cookies.jar if path.startswith(one.path)]
        return {one.name: one.value or "" for one in sorted(found, key=lambda one: len(one.path))}

    async def log_in(self) -> None:
        """Fill in the log-in form."""
        page = await self.client.get("/hub/login")
        page.raise_for_status()
        token = re.search(r'name="_xsrf"\s+value="([^"]+)"', page.text)
        form = {"username": self.name, "password": self.password}
        form |= {"_xsrf": html.unescape(token[1])} if token else {}
        # The page that follows may start the server, as it does in a browser.
        done = await self.client.post("/hub/login", data=form, headers={"Origin": self.address})
        if done.status_code >= 400 or done.url.path.endswith("/login"):
            raise RuntimeError(f"log-in: {done.status_code}")

    async def start(self) -> None:
        """Ask for the server, wait as the page of the hub does, and open JupyterLab."""
        name = urllib.parse.quote(self.name)
        await self.client.get(f"/hub/spawn/{name}")
        token = self.cookies_for("/hub/api/").get("_xsrf", "")
        progress = f"/hub/api/users/{name}/server/progress"
        async with self.client.stream("GET", progress, params={"_xsrf": token}) as told:
            told.raise_for_status()
            async for line in told.aiter_lines():
                event = json.loads(line.partition(":")[2]) if line.startswith("data:") else {}
                if event.get("failed"):
                    raise RuntimeError("the hub gave the server up")
                if event.get("ready"):
                    break
        page = await self.client.get(self.home + "lab")
        if page.status_code != 200 or not page.url.path.startswith(self.home):
            raise RuntimeError(f"JupyterLab did not come: {page.status_code}")
        self.took_s["server"] = time.monotonic() - self.began
        scripts = re.findall(r'<script[^>]+src="([^"]+)"', page.text)
        for asked in [*map(html.unescape, scripts), *(self.home + asked for asked in ASKED)]:
            answer = await self.client.get(asked)
            if answer.status_code >= 500:
                self.faults.append(f"{answer.status_code} for {asked.removeprefix(self.home)}")

    async def _api(self, method: str, path: str, body: Any = None) -> Any:
        token = self.cookies_for(self.home).get("_xsrf", "")
        headers = {"X-XSRFToken": token, "Origin": self.address}
        answer = await self.client.request(method, f"{self.home}api/{path}", json=body, headers=headers)
        answer.raise_for_status()
        return answer.json()

    async def open_lesson(self) -> None:
        """Open the notebook, start its kernel, and wait until it answers."""
        where = urllib.parse.quote(str(self.lesson))
        self.opened = await self._api("GET", f"contents/{where}?type=notebook&content=1")
        wanted = {
            "path": str(self.lesson), "name": self.lesson.name, "type": "notebook", "kernel": {"name": "python3"},
        }  # fmt: skip
        session = await self._api("POST", "sessions", wanted)
        path = f"{self.home}api/kernels/{session['kernel']['id']}/channels?session_id={uuid.uuid4()}"
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies_for(self.home).items())
        request = HTTPRequest(
            self.address.replace("http", "ws", 1) + path,
            headers={"Cookie": cookies, "Origin": self.address},
            connect_timeout=60,
        )
        socket = await websocket_connect(request, subprotocols=[PROTOCOL], max_message_size=2**26)
        if socket.selected_subprotocol != PROTOCOL:
            raise RuntimeError(f"the server speaks {socket.selected_subprotocol}")
        self.line = Line(socket)
        info = await self.line.ask("shell", "kernel_info_request", {})
        # JupyterLab sends what widgets say over a subshell, where the kernel has them.
        if "kernel subshells" in info.get("supported_features", []):
            made = await self.line.ask("control", "create_subshell_request", {})
            self.line.subshell = made.get("subshell_id")
        self.took_s["kernel"] = time.monotonic() - self.began

    async def do_lesson(self, think_s: float) -> None:
        """Execute the lesson, cell by cell, moving a slider once after each explorer; then save."""
        assert self.line
        known: set[str] = set()
        computing = 0.0
        for cell in self.opened["content"]["cells"]:
            if cell["cell_type"] != "code":
                continue
            source = "".join(cell["source"])
            before = time.monotonic()
            await self.line.ask("shell", "execute_request", {
                "code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
                "stop_on_error": True,
            })  # fmt: skip
            computing += time.monotonic() - before
            for comm in self.line.explorers.keys() - known:
                known.add(comm)
                self.starting_ms += await self.drag(comm)
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * think_s)
        self.took_s["cells"] = computing
        self.faults += self.line.errors
        body = {"type": "notebook", "format": "json", "content": self.opened["content"]}
        await self._api("PUT", f"contents/{urllib.parse.quote(str(self.lesson))}", body)

    async def play(self, seconds: float) -> None:
        """Move sliders as a hand does: a drag, a rest to look, another."""
        assert self.line
        end = time.monotonic() + seconds
        await asyncio.sleep(self.chance.uniform(0, REST_S[1]))
        while time.monotonic() < end:
            self.moving_ms += await self.drag(self.chance.choice(sorted(self.line.explorers)))
            await asyncio.sleep(self.chance.uniform(*REST_S))

    def _steps(self, spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the values of all controls while one slider is dragged from anywhere to anywhere near."""
        values = {control["name"]: control["value"] for control in spec["controls"]}
        grids = {one["name"]: one["grid"] for one in spec["controls"] if one["kind"] in ("range", "clock")}
        if grids:
            name = self.chance.choice(sorted(grids))
            at, way = self.chance.randrange(len(grids[name])), self.chance.choice((-1, 1))
            for step in range(DRAG_STEPS):
                yield {**values, name: grids[name][(at + way * step) % len(grids[name])]}
            return
        choice = self.chance.choice(spec["controls"])  # nothing to drag: one press of one other control
        options = [value for value, _ in choice["options"]] if "options" in choice else [True, False]
        yield {**values, choice["name"]: self.chance.choice(options)}

    async def drag(self, comm: str) -> list[float]:
        """Drag one slider of an explorer; return how long each step waited for a frame as new as itself, ms."""
        line = self.line
        assert line
        view, seq, waits = uuid.uuid4().hex[:8], 0, []
        steps = list(self._steps(line.explorers[comm]))
        moved: list[float] = []  # when steps were made that no frame has answered yet
        sent = 0  # how many of them the message in flight covers

        def post(values: dict[str, Any]) -> int:
            nonlocal seq
            seq += 1
            content = {"type": "move", "values": values, "view": view, "seq": seq}
            line.send("shell", "comm_msg", {"comm_id": comm, "data": {"method": "custom", "content": content}},
                      line.subshell)  # fmt: skip
            return len(moved)

        start = time.monotonic()
        made = 0
        while made < len(steps) or moved:
            due = start + made * STEP_S if made < len(steps) else None
            patience = 60.0 if due is None else max(0.0, due - time.monotonic())
            try:
                whose, frame = await asyncio.wait_for(line.frames.get(), patience)
            except TimeoutError:
                if due is None:
                    self.faults.append("a slider was not answered within 60 s")
                    return waits
                moved.append(time.monotonic())
                made += 1
                if not sent:
                    sent = post(steps[made - 1])
                continue
            mark = frame["mark"]
            if whose != comm or mark.get("view") != view or mark.get("seq") != seq or not sent:
                continue
            if frame["trouble"]:
                self.faults.append(frame["trouble"])
            now = time.monotonic()
            waits += [1000 * (now - then) for then in moved[:sent]]
            del moved[:sent]
            sent = post(steps[made - 1]) if moved else 0
        return waits

    async def work(self, arrive_s: float, think_s: float) -> None:
        """Come to class, log in, and do the lesson."""
        await asyncio.sleep(arrive_s)
        self.began = time.monotonic()
        await self.log_in()
        self.took_s["log_in"] = time.monotonic() - self.began
        await self.start()
        await self.open_lesson()
        await self.do_lesson(think_s)
        self.took_s["lesson"] = time.monotonic() - self.began

    async def leave(self) -> None:
        """Close the browser; the hub, not the student, ends the server."""
        if self.line:
            self.line.socket.close()
            self.line.reader.cancel()
        await self.client.aclose()
