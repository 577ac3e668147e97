"""What JupyterHub is told: how the course's hub differs from JupyterHub's own defaults, and why."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kethub import settings
from kethub.people import roles
from kethub.places import Places
from kethub.servers import clock
from kethub.servers.limits import Limits
from kethub.upkeep import keys

os.umask(0o077)
clock.steady()
c = get_config()  # noqa: F821 - JupyterHub provides it
places = Places.here()
school = settings.read(places.settings)
web, students, student = school["web"], school["class"], school["student"]
inner = web["inner_ports"]

# The hub and its proxy are two programs, and neither takes the other or a student's server with it when it stops.
c.JupyterHub.bind_url = f"http://127.0.0.1:{web['port']}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{inner}"
c.JupyterHub.cleanup_servers = False
c.JupyterHub.cleanup_proxy = False
c.ConfigurableHTTPProxy.should_start = False
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{inner + 1}"
c.ConfigurableHTTPProxy.auth_token = keys.secret(places.secrets, "proxy")
if web["subdomains_of"]:
    # Each student's server is an origin of its own, and a page there can lay no cookie over those of others.
    c.JupyterHub.subdomain_host = web["subdomains_of"]
    c.JupyterHub.cookie_host_prefix_enabled = True

c.JupyterHub.db_url = f"sqlite:///{places.database}"
c.JupyterHub.upgrade_db = True
c.JupyterHub.cookie_secret = bytes.fromhex(keys.secret(places.secrets, "cookie"))
c.JupyterHub.cookie_max_age_days = 1

c.JupyterHub.authenticator_class = "kethub.people.authenticator.ClassAuthenticator"
c.ClassAuthenticator.allow_all = True  # who is approved is said in the database
c.ClassAuthenticator.enable_signup = students["sign_up"]
c.ClassAuthenticator.open_signup = students["open"]
c.ClassAuthenticator.behind_https = web["behind_https"]
c.ClassAuthenticator.teachers = students["teachers"]
c.ClassAuthenticator.minimum_password_length = students["password_length"]
c.ClassAuthenticator.check_common_password = True
c.JupyterHub.template_paths = [str(Path(__file__).resolve().parent / "templates")]

c.JupyterHub.spawner_class = "kethub.servers.spawner.StudentSpawner"
c.StudentSpawner.account_prefix = school["machine"]["account_prefix"]
c.StudentSpawner.limits = Limits(*(student[name] for name in ("memory_mb", "cpus", "processes", "file_mb")))
c.StudentSpawner.mem_limit = f"{student['memory_mb']}M"  # told to the server, so that it can show it
c.StudentSpawner.cpu_limit = student["cpus"]
c.StudentSpawner.environment = {"KETLESSONS_KERNEL_IDLE_S": str(60 * student["kernel_idle_minutes"])}
c.StudentSpawner.env_keep = ["LANG", "LC_ALL"]
c.StudentSpawner.start_timeout = 120
c.StudentSpawner.http_timeout = 120
c.StudentSpawner.poll_interval = 10  # until a server that ended is seen, its owner finds nothing there
c.StudentSpawner.disable_user_config = True
c.JupyterHub.concurrent_spawn_limit = student["at_once"]

# Nobody is an administrator in the browser: who looks after the machine works on the machine.
c.JupyterHub.load_roles = roles.roles(students["teachers"])
c.JupyterHub.custom_scopes = {
    roles.APPROVE: {"description": "Approve students, give them new passwords, stop servers."}
}
culler = [
    *("setpriv", "--pdeathsig=TERM"),  # it ends with the hub, even if the hub is killed
    *(sys.executable, "-m", "jupyterhub_idle_culler", "--cull-every=120"),
    f"--timeout={60 * student['server_idle_minutes']}",
    f"--config={Path(__file__).resolve().parent / 'culler_config.py'}",
]
c.JupyterHub.services = [
    {"name": "supervisor", "api_token": keys.secret(places.secrets, "supervisor")},
    {
        "name": "culler",
        "command": culler,
        "environment": {"KETLESSONS_SERVER_OLDEST_S": str(3600 * student["server_hours"])},
    },
]
