"""Why do answers reach the slider sooner under `make lab`? JupyterLab's connection to the browser, without waiting.

Jupyter's websocket leaves Nagle's algorithm on: a small answer may be held back, by up to 40 ms, until the browser has
acknowledged the kernel's "busy" that went before it. For a slider that is most of the wait. `make lab` therefore starts
JupyterLab with `--ServerApp.kernel_websocket_connection_class=ketlessons.serve.PromptConnection`; on a class server the
same line can go into `jupyter_server_config.py`.
"""

from __future__ import annotations

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """The usual connection between browser and kernel, which sends small messages at once."""

    def connect(self):
        """Connect as usual, with Nagle's algorithm off."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
