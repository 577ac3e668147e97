"""A lesson's kernel, without the debugger, which `ipykernel` can do without: 7 MB less for each open lesson."""

import pathlib
import sys

sys.modules["debugpy"] = None  # importing it fails, as if it were not installed
# A lesson imports what lies beside the notebook, not what lies beside this file.
sys.path[:] = [place for place in sys.path if place != str(pathlib.Path(__file__).parent)]

if __name__ == "__main__":
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()
