"""A student of a hub, over HTTP and websockets as a browser does it: log in, start a server, run cells, save.

What a student was told ("kept", status 200) is what a test may ask for afterwards.
"""

from __future__ import annotations

import contextlib
import json
import re
import time
import urllib.parse
import uuid
from dataclasses import dataclass, field

import httpx
import websocket

#: A hub that starts a server on two busy cores.
PATIENCE_S = 150.0
#: A page that somebody opens, and what a script on a page asks for.
NAVIGATE = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "document"}
FETCH = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "empty"}


def wait(what: str, holds, patience_s: float = PATIENCE_S, pause_s: float = 0.2):
    """Call `holds` until it returns something true; return that, or fail with `what`."""
    end = time.monotonic() + patience_s
    while True:
        with contextlib.suppress(httpx.TransportError):
            if answer := holds():
                return answer
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not seen in {patience_s:g} s")
        time.sleep(pause_s)


@dataclass
class Ran:
    """What came of a cell: its words, its error, and the data of its outputs."""

    said: str = ""
    error: str = ""
    data: list[dict] = field(default_factory=list)


class Pupil:
    """One user and one browser profile."""

    def __init__(self, address: str, name: str, password: str):
        self.address, self.name, self.password = address, name, password
        self.http = httpx.Client(base_url=address, timeout=30, trust_env=False)

    # The hub ------------------------------------------------------------------------------------------------------

    def token_of(self, path: str) -> str:
        """Return the token against forged requests that the cookies hold for a path; the most special one."""
        found = [one for one in self.http.cookies.jar if one.name == "_xsrf" and path.startswith(one.path)]
        return max(found, key=lambda one: len(one.path)).value if found else ""

    def visit(self, path: str, **more) -> httpx.Response:
        """Open a page as a browser does, and follow where it leads."""
        return self.http.get(path, headers=NAVIGATE, follow_redirects=True, **more)

    def ask(self, method: str, path: str, **more) -> httpx.Response:
        """Ask as a script on this user's own page does, with the token against forged requests."""
        headers = {**FETCH, "X-XSRFToken": self.token_of(path), **more.pop("headers", {})}
        return self.http.request(method, path, headers=headers, **more)

    def log_in(self, password: str | None = None) -> httpx.Response:
        """Fill in the form; return the answer to it, which is a redirection if it was taken."""
        page = self.visit("/hub/login")
        form = {"username": self.name, "password": self.password if password is None else password}
        form["_xsrf"] = self.token_of("/hub/login") or _field(page.text)
        return self.http.post("/hub/login", data=form, headers=NAVIGATE)

    def logged_in(self) -> bool:
        """Return whether the hub knows this profile."""
        return self.visit("/hub/home").url.path == "/hub/home"

    def log_out(self) -> None:
        """Log out as the hub's button does."""
        self.visit("/hub/logout")

    def start_server(self) -> None:
        """Start this user's server, and come in."""
        self.visit(f"/hub/spawn/{self.name}")
        wait(f"the server of {self.name}", self.come_in)

    def come_in(self) -> bool:
        """Open JupyterLab; return whether it came."""
        page = self.visit(f"/user/{self.name}/lab")
        return page.status_code == 200 and page.url.path.startswith(f"/user/{self.name}/lab")

    # The server ---------------------------------------------------------------------------------------------------

    @property
    def home(self) -> str:
        """Where this user's server is."""
        return f"/user/{self.name}/"

    def save(self, name: str, content: dict) -> httpx.Response:
        """Save a notebook as JupyterLab does."""
        body = {"type": "notebook", "format": "json", "content": content}
        return self.ask("PUT", f"{self.home}api/contents/{urllib.parse.quote(name)}", json=body)

    def saved(self, name: str) -> dict:
        """Return a notebook as the server holds it."""
        answer = self.ask("GET", f"{self.home}api/contents/{urllib.parse.quote(name)}?content=1")
        answer.raise_for_status()
        return answer.json()["content"]

    def kernels(self) -> list[dict]:
        """Return this user's kernels."""
        return self.ask("GET", f"{self.home}api/kernels").raise_for_status().json()

    def new_kernel(self, folder: str = "") -> Kernel:
        """Start a kernel that works in a folder."""
        answer = self.ask("POST", f"{self.home}api/kernels", json={"name": "python3", "path": folder})
        return Kernel(self, answer.raise_for_status().json()["id"])

    def close(self) -> None:
        """Forget everything."""
        self.http.close()


class Kernel:
    """A kernel of a student, through the proxy."""

    def __init__(self, pupil: Pupil, name: str):
        self.pupil, self.name = pupil, name
        self._line: websocket.WebSocket | None = None

    def connect(self) -> None:
        """Open the line anew, as a page does when it was cut."""
        self.hang_up()
        path = f"{self.pupil.home}api/kernels/{self.name}/channels"
        cookies = {one.name: one.value for one in self.pupil.http.cookies.jar if path.startswith(one.path)}
        # The name and the value of `_xsrf` for this path come last, and win.
        cookies["_xsrf"] = self.pupil.token_of(path)
        self._line = websocket.create_connection(
            self.pupil.address.replace("http", "ws", 1) + path,
            cookie="; ".join(f"{name}={value}" for name, value in cookies.items()),
            origin=self.pupil.address,
            timeout=PATIENCE_S,
            http_no_proxy=["127.0.0.1"],
        )

    def hang_up(self) -> None:
        """Cut the line."""
        if self._line is not None:
            with contextlib.suppress(OSError, websocket.WebSocketException):
                self._line.close()
            self._line = None

    def run(self, code: str) -> Ran:
        """Run a cell; return what came of it."""
        if self._line is None:
            self.connect()
        asked = self.send(code)
        ran = Ran()
        while True:
            kind, content = self.heard(asked)
            if kind == "stream":
                ran.said += content["text"]
            elif kind in ("display_data", "execute_result"):
                ran.data.append(content["data"])
            elif kind == "error":
                ran.error = f"{content['ename']}: {content['evalue']}"
            elif kind == "status" and content["execution_state"] == "idle":
                return ran

    def send(self, code: str) -> str:
        """Send a cell, and do not wait; return what its answers will name."""
        if self._line is None:
            self.connect()
        name = uuid.uuid4().hex
        header = {"msg_id": name, "msg_type": "execute_request", "username": "", "session": uuid.uuid4().hex,
                  "date": "", "version": "5.3"}  # fmt: skip
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
                   "stop_on_error": True}  # fmt: skip
        self._line.send(
            json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"})
        )
        return name

    def heard(self, asked: str) -> tuple[str, dict]:
        """Wait for the next answer to a cell; return its kind and what it says."""
        while True:
            raw = self._line.recv()
            if not raw:
                raise websocket.WebSocketConnectionClosedException("the line was cut")
            message = json.loads(raw)
            if message["parent_header"].get("msg_id") == asked:
                return message["msg_type"], message["content"]


def _field(page: str) -> str:
    found = re.search(r'name="_xsrf"[^>]*value="([^"]*)"', page)
    return found[1] if found else ""
