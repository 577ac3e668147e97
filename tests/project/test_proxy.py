"""Behind a school's proxy: do lab and tests talk to this machine directly, and does pip still use the proxy?"""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path
from urllib.request import getproxies_environment, proxy_bypass_environment

import livelab
import pytest
from repository import needs

ROOT = Path(__file__).parents[2]
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
EXCEPTIONS = ("no_proxy", "NO_PROXY")


@pytest.fixture
def proxy(monkeypatch):
    """Set every proxy variable to a proxy that answers nothing; return the list of those who asked it."""
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            with contextlib.suppress(OSError):
                while True:
                    caller, _ = server.accept()
                    asked.append(caller.recv(200).decode(errors="replace").split("\r\n")[0])
                    caller.close()

        threading.Thread(target=serve, daemon=True).start()
        for name in PROXIES:
            monkeypatch.setenv(name, f"http://127.0.0.1:{server.getsockname()[1]}")
        for name in EXCEPTIONS:
            monkeypatch.delenv(name, raising=False)
        yield asked
        server.close()


def test_a_lab_behind_a_proxy_starts_answers_and_asks_no_proxy(proxy, tmp_path):
    with livelab.jupyterlab(tmp_path) as address:
        base, token = address.split("/lab?token=")
        answer = livelab.DIRECT.open(f"{base}/api/status?token={token}", timeout=20)
        assert json.load(answer)["kernels"] == 0
        # What runs in the server's environment, such as a kernel, is kept from the proxy too.
        ask = "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1], timeout=20).status)"
        environment = {**os.environ, **livelab.past_proxies(os.environ)}
        command = [sys.executable, "-c", ask, f"{base}/api/status?token={token}"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.stdout == "200\n", done.stderr
        assert proxy == []
        # And if it were not kept from it, this test would see it. (`urlopen` remembers the proxies of its first call.)
        with pytest.raises(http.client.RemoteDisconnected):
            urllib.request.build_opener().open(f"{base}/api/status?token={token}", timeout=20)
        assert len(proxy) == 1
        assert proxy[0].startswith(f"GET {base}/api/status")


#: What the user has set, and hosts that must still be, or must not be, excepted.
GIVEN = [
    ({}, []),
    ({"no_proxy": "intranet.example"}, ["intranet.example"]),
    ({"NO_PROXY": ".example,10.0.0.1"}, ["a.example", "10.0.0.1"]),
    ({"no_proxy": "one.example", "NO_PROXY": "two.example"}, ["one.example"]),
    ({"no_proxy": "*"}, ["anything.org"]),
]


def from_make(given: dict[str, str]) -> dict[str, str]:
    """Return the exceptions that a program started by make sees."""
    needs("make")
    show = 'include Makefile\nshow:\n\t@echo "$$no_proxy"\n\t@echo "$$NO_PROXY"\n'
    environment = {
        name: value for name, value in os.environ.items() if name not in (*EXCEPTIONS, "MAKEFLAGS", "MFLAGS")
    }
    done = subprocess.run(
        ["make", "--no-print-directory", "-s", "-f", "-", "show"],
        cwd=ROOT, env=environment | given, input=show, text=True, capture_output=True, check=True,
    )  # fmt: skip
    return dict(zip(EXCEPTIONS, done.stdout.splitlines(), strict=True))


@pytest.mark.parametrize("how", [from_make, livelab.past_proxies])
@pytest.mark.parametrize(("given", "excepted"), GIVEN)
def test_this_machine_is_excepted_and_the_users_exceptions_stay(how, given, excepted, monkeypatch):
    seen = how(given)
    for name in (*PROXIES, *EXCEPTIONS):
        monkeypatch.delenv(name, raising=False)
    for name, value in seen.items():
        monkeypatch.setenv(name, value)
    proxies = getproxies_environment()
    for host in ("127.0.0.1:8888", "localhost:8888", "localhost", *excepted):
        assert proxy_bypass_environment(host, proxies), host
    if "*" not in given.values():
        assert not proxy_bypass_environment("packages.example.com", proxies), "pip must go on using the proxy"
    for name, value in given.items():
        assert value in seen[name]
    assert all("::1" in value or value == "*" for value in seen.values())
