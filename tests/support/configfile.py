"""What does a file of configuration of Jupyter's ask for?"""

from pathlib import Path

from traitlets.config import Config


def run(file: Path) -> Config:
    """Run a file of configuration as Jupyter does; return what it asks for."""
    config = Config()
    exec(compile(file.read_text(), str(file), "exec"), {"get_config": lambda: config, "__file__": str(file)})
    return config
