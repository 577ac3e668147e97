"""How does JupyterHub's culler decide? What it reads beside its command."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kethub.servers import clock

c = get_config()  # noqa: F821 - the culler provides it
clock.steady()
c.IdleCuller.cull_arbiter_hook = clock.Idle(float(os.environ["KETLESSONS_SERVER_OLDEST_S"]))
