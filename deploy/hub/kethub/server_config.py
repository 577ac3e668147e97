"""How does a student's server run? What jupyterhub-singleuser reads beside what the hub tells it."""

import os
import pathlib
import sys
import time

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.platform.asyncio import BaseAsyncIOLoop

c = get_config()  # noqa: F821 - Jupyter provides it

# Tornado counts its waits by the machine's clock. If that is set back by a day, nobody would look for a day whether
# kernels run; asyncio, which does the waiting, counts on a clock that nobody sets.
BaseAsyncIOLoop.time = lambda self: self.asyncio_loop.time()


class Kernels(AsyncMappingKernelManager):
    """Puts idle kernels to sleep, by a clock that nobody sets: not all at once when the machine's is set forward."""

    async def cull_kernel_if_idle(self, kernel_id):
        """Put a kernel to sleep of which nothing was heard for long enough."""
        kernel = self._kernels[kernel_id]
        active, now = getattr(kernel, "last_activity", None), time.monotonic()
        if not hasattr(kernel, "quiet") or kernel.quiet[0] != active:
            kernel.quiet = (active, now)
        if now - kernel.quiet[1] >= self.cull_idle_timeout or getattr(kernel, "execution_state", "") == "dead":
            await super().cull_kernel_if_idle(kernel_id)


c.ServerApp.kernel_manager_class = Kernels

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

idle_s = int(os.environ.get("KETLESSONS_KERNEL_IDLE_S", "3600"))
c.MappingKernelManager.cull_idle_timeout = idle_s
c.MappingKernelManager.cull_interval = min(120, idle_s // 4)
c.MappingKernelManager.cull_connected = False
# After log-out, the hub is asked again soon whether a browser may still come in.
c.HubOAuth.cache_max_age = 10
