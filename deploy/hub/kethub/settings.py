"""What does the school decide? `settings.toml`, with a default for each line, and a sentence for each mistake."""

from __future__ import annotations

import pathlib
import re
import tomllib
from typing import Any

from kethub import names

#: Each setting: its default and what it may be. The comments for the school stand in settings.toml beside this folder.
DEFAULTS: dict[str, dict[str, Any]] = {
    "web": {
        "address": "127.0.0.1", "port": 8000, "key": "", "certificate": "", "behind_https": False,
        "inner_ports": 981, "subdomains_of": "",
    },
    "class": {"sign_up": True, "open": False, "teachers": [], "password_length": 10},
    "student": {
        "memory_mb": 1024, "cpus": 1.0, "processes": 256, "file_mb": 512, "kernel_idle_minutes": 60,
        "server_idle_minutes": 90, "server_hours": 12, "at_once": 10,
    },
    "machine": {"account_prefix": "kl-"},
}  # fmt: skip
LEAST = {"memory_mb": 400, "cpus": 0.1, "processes": 64, "file_mb": 16, "password_length": 8, "at_once": 1}


def read(path: pathlib.Path) -> dict[str, dict[str, Any]]:
    """Return all settings: those of the file, and defaults for what it does not name.

    Raises
    ------
    ValueError
        If the file names what does not exist, or gives a value of another kind. The sentence says which.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path} cannot be read: {error}") from None
    settings = {part: dict(values) for part, values in DEFAULTS.items()}
    for part, values in given.items():
        if part not in DEFAULTS or not isinstance(values, dict):
            raise ValueError(f"{path}: there is no part [{part}]; there are {', '.join(DEFAULTS)}")
        for name, value in values.items():
            settings[part][name] = _checked(path, part, name, value)
    _agree(path, settings)
    return settings


def _checked(path: pathlib.Path, part: str, name: str, value: Any) -> Any:
    if name not in DEFAULTS[part]:
        raise ValueError(f"{path}: [{part}] has no {name}; it has {', '.join(DEFAULTS[part])}")
    kind = type(DEFAULTS[part][name])
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        raise ValueError(f"{path}: {name} in [{part}] should be like {DEFAULTS[part][name]!r}, and is {value!r}")
    if kind in (int, float) and value < LEAST.get(name, 1):
        raise ValueError(f"{path}: {name} in [{part}] is at least {LEAST.get(name, 1)}, and is {value}")
    if name in ("port", "inner_ports") and value > 65534:
        raise ValueError(f"{path}: {name} in [{part}] is at most 65534, and is {value}")
    return value


def _agree(path: pathlib.Path, settings: dict[str, dict[str, Any]]) -> None:
    web = settings["web"]
    names.account("a1", settings["machine"]["account_prefix"])
    for teacher in settings["class"]["teachers"]:
        names.checked(teacher)
    if bool(web["key"]) != bool(web["certificate"]):
        raise ValueError(f"{path}: key and certificate in [web] belong together")
    if not is_loopback(web["address"]) and not web["key"] and not web["behind_https"]:
        raise ValueError(
            f"{path}: address = {web['address']!r} would send passwords in the open. Name key and certificate "
            "in [web], or let a web server with HTTPS on this machine stand before 127.0.0.1: docs/hub.md"
        )
    if web["subdomains_of"] and not re.fullmatch(r"https://[a-z0-9.-]+(:[0-9]+)?", web["subdomains_of"]):
        raise ValueError(
            f"{path}: subdomains_of in [web] should be like 'https://hub.example.org', small letters and no / at the "
            f"end, and is {web['subdomains_of']!r}"
        )
    if web["subdomains_of"] and not web["key"] and not web["behind_https"]:
        raise ValueError(
            f"{path}: subdomains_of in [web] needs HTTPS: name key and certificate, or behind_https = true"
        )
    if web["port"] in (web["inner_ports"], web["inner_ports"] + 1):
        raise ValueError(f"{path}: inner_ports takes two ports, {web['inner_ports']} and the next; port is another")


def is_loopback(address: str) -> bool:
    """Return whether an address is reached from this machine alone."""
    return address in ("127.0.0.1", "::1", "localhost")
