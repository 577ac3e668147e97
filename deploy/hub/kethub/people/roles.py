"""Who may do what in the browser? As little as the work needs: JupyterHub's scopes, named here in one place."""

from __future__ import annotations

#: A student's own server, and nothing else. There is no `tokens`: nobody needs a key that outlives their log-out.
STUDENT = ["read:users!user", "users:activity!user", "servers!user", "access:servers!user"]
#: To approve students, give them a new password and stop their servers: a scope of our own, for pages of our own, as
#: JupyterHub's scopes for that are much more. Above all there is no `access:servers`: what a student wrote is never run
#: in a teacher's session.
APPROVE = "custom:class:approve"
TEACHER = [APPROVE]
CULLER = ["list:users", "read:users:activity", "read:servers", "delete:servers"]
#: The commands of root on the machine.
SUPERVISOR = ["proxy", "admin:users", "servers"]


def roles(teachers: list[str]) -> list[dict]:
    """Return the roles as JupyterHub reads them."""
    return [
        {"name": "user", "scopes": STUDENT},
        {"name": "teacher", "scopes": TEACHER, "users": teachers},
        {"name": "culler", "scopes": CULLER, "services": ["culler"]},
        {"name": "supervisor", "scopes": SUPERVISOR, "services": ["supervisor"]},
    ]
