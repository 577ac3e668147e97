"""Who may do what in the browser? As little as the work needs: JupyterHub's scopes, named here in one place."""

from __future__ import annotations

#: A student's own server, and nothing else. There is no `tokens`: nobody needs a key that outlives their log-out.
STUDENT = ["read:users!user", "users:activity!user", "servers!user", "access:servers!user"]
#: To approve students, and to give them a new password: a scope of our own. JupyterHub's `admin:users` is much more.
APPROVE = "custom:class:approve"
#: Who asks for an account, and whose server runs or should stop. There is no `access:servers`: what a student wrote
#: never runs in a teacher's session.
TEACHER = [APPROVE, "admin-ui", "list:users", "read:servers", "delete:servers"]
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
