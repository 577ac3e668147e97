"""How does a student's server run? What jupyterhub-singleuser reads beside what the hub tells it."""

import os
import pathlib
import sys

c = get_config()  # noqa: F821 - Jupyter provides it

_packages = pathlib.Path(sys.prefix, "lib", f"python{sys.version_info.major}.{sys.version_info.minor}", "site-packages")
# Without what keeps a screen reader from reading on: as `python -m ketlessons open` does.
c.LabApp.app_settings_dir = str(_packages / "ketlessons/_jupyterlab")
c.LabApp.extension_manager = "readonly"
c.LabApp.news_url = None  # nothing is asked of the world outside

c.ServerApp.terminals_enabled = False
# Without what lessons never use: each student's server would keep some megabytes for it.
unused = ("jupyter_lsp", "notebook_shim", "jupyter_server_terminals")
c.ServerApp.jpserver_extensions = {"jupyterlab": True, "ketlessons_server": True, **dict.fromkeys(unused, False)}
c.ServerApp.shutdown_no_activity_timeout = 0  # the hub's own culler stops idle servers

# A kernel speaks through sockets in a folder of the student. On ports, everybody on this machine could listen.
c.KernelManager.transport = "ipc"

c.MappingKernelManager.cull_idle_timeout = int(os.environ.get("KETLESSONS_KERNEL_IDLE_S", "3600"))
c.MappingKernelManager.cull_interval = 120
c.MappingKernelManager.cull_connected = False
# After log-out, the hub is asked again soon whether a browser may still come in.
c.HubOAuth.cache_max_age = 10
