"""Does the Jupyter server stay light? Of ours it may load the one module that sends small answers at once."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from repository import PYPROJECT, ROOT

import ketlessons_server

#: Starts the parts of a Jupyter server that load extensions, without listening, and says what became of it.
SERVE = """
import json, sys
from jupyter_server.serverapp import ServerApp
app = ServerApp()
app.initialize(sys.argv[1:], find_extensions=True, new_httpserver=False)
connection = app.web_app.settings["kernel_websocket_connection_class"]
print(json.dumps({
    "connection": connection.__name__,
    "as configured": issubclass(connection, app.kernel_websocket_connection_class),
    "ours": sorted(name for name in sys.modules if name.startswith("ketlessons")),
    "heavy": sorted({"numpy", "scipy", "matplotlib", "ipywidgets", "anywidget"} & set(sys.modules)),
}))
"""


def served(home: Path, *flags: str) -> dict:
    """Start a server whose configuration is `home` and return what it holds."""
    folders = {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    done = subprocess.run(
        [sys.executable, "-c", SERVE, "--allow-root", "--no-browser", f"--ServerApp.root_dir={home}", *flags],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, **folders, "PYTHONPATH": str(Path(ketlessons_server.__file__).parents[1])},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def installed(tmp_path) -> Path:
    """Put the file that the wheel installs where a server looks for it."""
    ((here, there),) = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"].items()
    assert there.startswith("etc/jupyter/jupyter_server_config.d/")
    place = tmp_path / "config" / "jupyter_server_config.d"
    place.mkdir(parents=True)
    (place / Path(there).name).write_bytes((ROOT / here).read_bytes())
    return tmp_path


def test_an_installed_library_puts_one_small_module_into_the_server(installed):
    found = served(installed)
    assert found["connection"] == "PromptConnection"
    assert found["as configured"]
    assert found["ours"] == ["ketlessons_server"]
    assert found["heavy"] == []


def test_a_configuration_switches_it_off(installed):
    found = served(installed, "--ServerApp.jpserver_extensions=ketlessons_server=False")
    assert found["connection"] != "PromptConnection"
    assert found["ours"] == []


def test_the_module_imports_nothing():
    listed = "import json, sys; before = set(sys.modules); import ketlessons_server"
    done = subprocess.run(
        [sys.executable, "-c", f"{listed}; print(json.dumps(sorted(set(sys.modules) - before)))"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(ketlessons_server.__file__).parents[1])},
    )
    assert json.loads(done.stdout) == ["ketlessons_server"]


class Usual:
    """A connection that notes what is done to it."""

    def __init__(self, handler):
        self.websocket_handler = handler

    def connect(self):
        return [*self.websocket_handler.told, "connected"]


class Handler:
    """The server's end of a websocket."""

    def __init__(self):
        self.told = []

    def set_nodelay(self, value):
        self.told.append(("nodelay", value))


def test_the_connection_is_told_not_to_wait_and_is_the_usual_one_otherwise():
    connection = ketlessons_server.prompt(Usual)(Handler())
    assert connection.connect() == [("nodelay", True), "connected"]
    assert isinstance(connection, Usual)


def test_a_server_without_such_a_setting_stays_as_it_is():
    server = SimpleNamespace(web_app=SimpleNamespace(settings={"other": 1}))
    ketlessons_server._load_jupyter_server_extension(server)
    assert server.web_app.settings == {"other": 1}
