"""What does a release install? `make sbom` writes a bill of materials (CycloneDX) of lessons, JupyterLab and hub.

Everything is installed into a folder that is deleted afterwards, with the pinned versions, and then listed by
cyclonedx-bom, which also checks the list against the format's schema. It needs a network.
"""

from __future__ import annotations

import pathlib
import subprocess
import sys
import tempfile
import tomllib
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = "cyclonedx-bom==7.5.0"


def installed(folder: pathlib.Path, *what: str) -> pathlib.Path:
    """Make an environment, install something into it, and return its folder of programs."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", *what], check=True)
    return programs


def main() -> int:
    """Write the list."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    place = ROOT / "dist" / f"ketlessons-{version}.cdx.json"
    place.parent.mkdir(exist_ok=True)
    hub = ROOT / "deploy/hub"
    pins = [f"--constraint={ROOT / 'constraints.txt'}", f"--constraint={hub / 'constraints.txt'}"]
    with tempfile.TemporaryDirectory() as given:
        folder = pathlib.Path(given)
        env = installed(folder / "env", *pins, f"{ROOT}[lab]", "-r", str(hub / "requirements.txt"))
        tool = installed(folder / "tool", TOOL)
        subprocess.run(
            [tool / "cyclonedx-py", "environment", "--output-reproducible", "--of=JSON", f"-o={place}",
             f"--pyproject={ROOT / 'pyproject.toml'}", env / "python"],
            check=True,
        )  # fmt: skip
    print(f"The list is in {place.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
