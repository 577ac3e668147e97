"""Is all well? `/hub/status`, for who looks after the machine: numbers, and nothing about anybody."""

from __future__ import annotations

import shutil

from jupyterhub.handlers.base import BaseHandler

from kethub.places import Places


def memory_mb() -> dict[str, int]:
    """Return the machine's memory, and how much of it is free, in megabytes."""
    with open("/proc/meminfo") as file:
        held = {name: int(rest.split()[0]) // 1024 for name, _, rest in (line.partition(":") for line in file)}
    return {"all": held["MemTotal"], "free": held["MemAvailable"]}


class StatusPage(BaseHandler):
    """Answers with a few numbers as JSON, without log-in."""

    async def get(self):
        """Return them."""
        places = Places.here()
        disk = shutil.disk_usage(places.students)
        self.set_header("Content-Type", "application/json")
        self.finish(
            {
                "hub": "runs",
                "release": places.current.resolve().name,
                "servers": sum(spawner.active for user in self.users.values() for spawner in user.spawners.values()),
                "memory_mb": memory_mb(),
                "disk_mb": {"all": disk.total // 2**20, "free": disk.free // 2**20},
            }
        )
