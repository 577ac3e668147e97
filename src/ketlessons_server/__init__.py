"""Why does a dragged slider's last picture come sooner? A Jupyter server extension that sends small answers at once.

Jupyter's websocket leaves Nagle's algorithm on: a small answer may be held back, by up to 40 ms, until the browser has
acknowledged what went before it. `benchmarks/README.md` says for which moves that matters.

Installing the library enables the extension. It imports nothing but itself, so a server that only carries notebooks
stays as small as it was. `jupyter server extension disable ketlessons_server --sys-prefix` turns it off, as does
``c.ServerApp.jpserver_extensions = {"ketlessons_server": False}`` in a server's configuration.
"""

_CLASS = "kernel_websocket_connection_class"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "ketlessons_server"}]


def _load_jupyter_server_extension(server_app) -> None:
    """Let connections between browser and kernel send at once, whatever class of them the server uses."""
    settings = server_app.web_app.settings
    usual = settings.get(_CLASS)
    # An older server has no such setting; then all stays as it is.
    if usual is not None:
        settings[_CLASS] = prompt(usual)


def prompt(usual: type) -> type:
    """Return a kind of connection that is `usual` in all but waiting."""

    class PromptConnection(usual):
        """The usual connection between browser and kernel, which sends small messages at once."""

        def connect(self):
            """Connect as usual, with Nagle's algorithm off."""
            self.websocket_handler.set_nodelay(True)
            return super().connect()

    return PromptConnection
