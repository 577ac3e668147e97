"""Do a student's server and kernel, as the hub starts them, leave out what they do not use, and nothing else?"""

import json
import os
import queue
import subprocess
import sys
import time

import pytest
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager
from repository import ROOT

STUDENT = ROOT / "deploy" / "hub" / "student"

#: What a server does first; then: is the grammar there, and do the other formats still count?
START = """
import json, runpy, sys
runpy.run_path(sys.argv[1])
import jupyter_server.serverapp, jsonschema
formats = jsonschema.FormatChecker()
print(json.dumps({
    "grammar": "lark" in sys.modules,
    "a day": formats.conforms("2026-11-26", "date"),
    "no day": formats.conforms("2026-11-31", "date"),
}))
"""


def test_a_server_starts_without_the_grammar_and_still_checks_the_other_formats():
    done = subprocess.run(
        [sys.executable, "-c", START, str(STUDENT / "server.py")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {"grammar": False, "a day": True, "no day": False}


def test_the_server_serves_the_lessons_alone():
    settings = json.loads((STUDENT / "jupyter_server_config.json").read_text())["ServerApp"]
    extensions = settings["jpserver_extensions"]
    assert {name for name, wanted in extensions.items() if wanted} == {"jupyterlab", "ketlessons_server"}
    assert settings["terminals_enabled"] is False


@pytest.fixture
def kernel(tmp_path):
    """Start the kernel that a student gets, in a folder of its own."""
    manager = KernelManager(
        kernel_name="python3", kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(STUDENT / "kernels")])
    )
    manager.start_kernel(cwd=str(tmp_path), env={**os.environ, "JUPYTER_RUNTIME_DIR": str(tmp_path)})
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        yield client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def printed(client, code: str) -> str:
    """Execute some code and return what it printed."""
    number, said, end = client.execute(code), [], time.monotonic() + 60
    while time.monotonic() < end:
        try:
            message = client.get_iopub_msg(timeout=5)
        except queue.Empty:
            continue
        if message["parent_header"].get("msg_id") != number:
            continue
        kind, content = message["msg_type"], message["content"]
        said += [content["text"]] if kind == "stream" else content["traceback"] if kind == "error" else []
        if kind == "status" and content["execution_state"] == "idle":
            return "".join(said)
    raise AssertionError("the kernel does not answer")


def test_a_lesson_s_kernel_is_the_usual_one_without_its_debugger(kernel, tmp_path):
    (tmp_path / "beside.py").write_text("word = 'from beside the notebook'\n")
    told = printed(
        kernel,
        "import os, sys, beside\n"
        "print(type(get_ipython()).__name__, beside.word, sys.modules.get('debugpy'))\n"
        "print(os.environ['MALLOC_TRIM_THRESHOLD_'])\n"
        "print([place for place in sys.path if place.endswith('kernels/python3')], sys.executable)",
    ).splitlines()
    assert told == ["ZMQInteractiveShell from beside the notebook None", "65536", f"[] {sys.executable}"]
