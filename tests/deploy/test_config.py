"""What are JupyterHub, its proxy and a student's server told? The files are run, as the school's settings ask."""

import re
import stat
from pathlib import Path

import pytest
import yaml
from configfile import run
from kethub import settings
from kethub.people import roles
from kethub.places import VARIABLE
from kethub.upkeep.supervisor import hub_command, proxy_command
from packaging.requirements import Requirement
from repository import ROOT, read

#: What would let somebody in the browser read what others wrote, become somebody else, or keep a key.
TOO_MUCH = {"admin:users", "admin:servers", "access:servers", "tokens", "admin:groups", "shares", "users", "servers"}


@pytest.fixture
def config(hub, tmp_path, monkeypatch):
    root = tmp_path.parents[1] / "c"  # a path that is short enough
    for folder in (root, root / "state", root / "state/secrets"):
        folder.mkdir(exist_ok=True)
    (root / "settings.toml").write_text('[class]\nteachers = ["ms-a"]\n[student]\nmemory_mb = 700\n')
    monkeypatch.setenv(VARIABLE, str(root))
    monkeypatch.setattr("os.umask", lambda mask: 0)
    monkeypatch.setattr("sys.path", [*__import__("sys").path])
    return run(hub / "kethub/config.py")


def test_neither_hub_nor_proxy_nor_students_fall_together(config):
    assert config.JupyterHub.cleanup_servers is False
    assert config.JupyterHub.cleanup_proxy is False
    assert config.ConfigurableHTTPProxy.should_start is False
    assert config.JupyterHub.hub_bind_url.startswith("http://127.0.0.1:")


def test_the_settings_of_the_school_arrive(config):
    limits = config.StudentSpawner.limits
    assert (limits.memory_mb, limits.cpus, limits.processes, limits.file_mb) == (700, 1.0, 256, 512)
    assert config.StudentSpawner.mem_limit == "700M"
    assert config.ClassAuthenticator.teachers == ["ms-a"]
    assert config.ClassAuthenticator.open_signup is False


def test_secrets_are_not_the_same_and_are_files_of_root(config):
    tokens = [config.ConfigurableHTTPProxy.auth_token, config.JupyterHub.cookie_secret.hex(),
              config.JupyterHub.services[0]["api_token"]]  # fmt: skip
    assert len({*tokens}) == 3
    folder = Path(config.JupyterHub.db_url.removeprefix("sqlite:///")).parent / "secrets"
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_nobody_in_the_browser_reads_others_work_or_makes_keys(config):
    told = {role["name"]: role for role in config.JupyterHub.load_roles}
    assert not TOO_MUCH & {*told["user"]["scopes"], *told["teacher"]["scopes"]}
    assert all(scope.endswith("!user") for scope in told["user"]["scopes"])
    assert told["teacher"]["users"] == ["ms-a"]
    assert roles.APPROVE in config.JupyterHub.custom_scopes
    assert "admin_users" not in config.ClassAuthenticator


def test_a_teacher_who_left_is_named_in_no_role():
    (teacher,) = [role for role in roles.roles([]) if role["name"] == "teacher"]
    assert teacher["users"] == []  # an empty list, and not none: JupyterHub then takes the role from who had it


def test_what_one_release_starts_of_another_lies_where_it_lay(hub):
    assert hub_command(hub)[-1] == f"--config={hub}/kethub/config.py"
    for kept in ("config.py", "server_config.py", "people/__main__.py"):  # the last one for `-m kethub.people`
        assert (hub / "kethub" / kept).is_file()


def test_a_students_server_has_no_terminal_and_its_kernels_no_ports(hub):
    config = run(hub / "kethub/server_config.py")
    assert config.ServerApp.terminals_enabled is False
    assert config.KernelManager.transport == "ipc"
    assert config.MappingKernelManager.cull_idle_timeout == 3600
    assert config.HubOAuth.cache_max_age <= 10


@pytest.mark.parametrize(("port", "inner", "rights"), [(8000, 8081, False), (443, 8081, True), (8000, 981, True)])
def test_the_proxy_has_no_rights_but_low_ports(port, inner, rights):
    web = settings.DEFAULTS["web"] | {"port": port, "inner_ports": inner}
    command = proxy_command(Path("r"), "node", "klproxy", web, Path("held"))
    assert command[:5] == ["setpriv", "--reuid=klproxy", "--regid=klproxy", "--clear-groups", "--no-new-privs"]
    assert any("net_bind_service" in word for word in command) is rights
    assert "--api-ip=127.0.0.1" in command
    assert not any("token" in word for word in command)  # everybody on the machine can read commands


def test_with_names_for_each_student_the_proxy_looks_at_names_too():
    web = settings.DEFAULTS["web"]
    assert "--host-routing" not in proxy_command(Path("r"), "node", "klproxy", web, None)
    named = web | {"subdomains_of": "https://hub.example.org"}
    assert "--host-routing" in proxy_command(Path("r"), "node", "klproxy", named, None)


def test_the_culler_is_told_what_the_school_decides_and_goes_by_a_clock_nobody_sets(config, hub, monkeypatch):
    culler = config.JupyterHub.services[1]
    assert f"--timeout={90 * 60}" in culler["command"]
    assert not [word for word in culler["command"] if "max-age" in word], "that would go by the machine's clock"
    (file,) = [word.removeprefix("--config=") for word in culler["command"] if word.startswith("--config=")]
    assert Path(file) == hub / "kethub/culler_config.py"
    monkeypatch.setenv("KETLESSONS_SERVER_OLDEST_S", culler["environment"]["KETLESSONS_SERVER_OLDEST_S"])
    hook = run(Path(file)).IdleCuller.cull_arbiter_hook
    server = {"url": "/user/ann/", "started": "a", "last_activity": "b"}
    assert hook(inactive=None, inactive_limit=5400, server=server) is False
    hook._clock = lambda: hook._seen["/user/ann/"].began_s + 12 * 3600
    assert hook(inactive=None, inactive_limit=1e9, server=server) is True


def pins(file: str) -> dict[str, str]:
    """Return the pinned versions of a file of constraints."""
    lines = [line.partition(";")[0].strip() for line in read(file).splitlines() if "==" in line]
    return {name.lower().replace("_", "-"): version for name, _, version in (line.partition("==") for line in lines)}


def test_what_the_hub_asks_for_is_pinned_within_its_bounds_and_once():
    own, course = pins("deploy/hub/constraints.txt"), pins("constraints.txt")
    assert not {*own} & {*course}
    for line in read("deploy/hub/requirements.txt").splitlines():
        if not line.startswith("#"):
            asked = Requirement(line)
            assert own[asked.name] in asked.specifier


def test_the_proxy_is_pinned_with_all_that_it_needs(hub):
    import json

    lock = json.loads((hub / "proxy/package-lock.json").read_text())["packages"]
    asked = json.loads((hub / "proxy/package.json").read_text())["dependencies"]
    assert re.fullmatch(r"[\d.]+", asked["configurable-http-proxy"])
    assert lock["node_modules/configurable-http-proxy"]["version"] == asked["configurable-http-proxy"]
    assert all(one.get("integrity", "").startswith("sha512-") for place, one in lock.items() if place)


VALUES = yaml.safe_load(read("deploy/z2jh/values.yaml"))


def test_on_kubernetes_a_student_has_the_same_limits_as_on_one_machine():
    student, single = settings.DEFAULTS["student"], VALUES["singleuser"]
    assert single["memory"]["limit"] == "1G"
    assert student["memory_mb"] == 1024
    assert single["cpu"]["limit"] == student["cpus"]
    assert single["allowPrivilegeEscalation"] is False
    assert VALUES["cull"]["timeout"] == 60 * student["server_idle_minutes"]
    assert VALUES["cull"]["maxAge"] == 3600 * student["server_hours"]
    assert int(single["extraEnv"]["KETLESSONS_KERNEL_IDLE_S"]) == 60 * student["kernel_idle_minutes"]
    assert VALUES["hub"]["concurrentSpawnLimit"] == student["at_once"]
    assert VALUES["hub"]["loadRoles"]["user"]["scopes"] == roles.STUDENT
    native = VALUES["hub"]["config"]["NativeAuthenticator"]
    assert native["minimum_password_length"] == settings.DEFAULTS["class"]["password_length"]
    assert native["open_signup"] is False


def test_the_image_installs_what_the_hub_installs_and_is_not_root():
    image = read("deploy/z2jh/Dockerfile")
    for part in ("constraints.txt", "deploy/hub/constraints.txt", "deploy/hub/requirements.txt", "server_config.py"):
        assert f"/opt/course/{part}" in image or (part == "server_config.py" and part in image)
        assert (ROOT / part).exists() or (ROOT / "deploy/hub/kethub" / part).exists()
    assert re.findall(r"^USER (\S+)$", image, re.MULTILINE)[-1] == str(VALUES["singleuser"]["uid"]) != "0"
    home = re.findall(r"^WORKDIR (\S+)$", image, re.MULTILINE)[-1]
    assert home == VALUES["singleuser"]["storage"]["homeMountPath"]
    assert f'version = "{VALUES["singleuser"]["image"]["tag"]}"' in read("pyproject.toml")
