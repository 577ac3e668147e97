"""Who comes in? JupyterHub's NativeAuthenticator, with what a class needs: safe names, a throttle, and no detours.

Students sign up with a name and a password; a teacher approves. Teachers' accounts are made on the machine itself, so
nobody becomes a teacher by signing up first under a teacher's name.
"""

from __future__ import annotations

import asyncio
import functools
import time
import urllib.parse

import bcrypt
import jupyterhub.orm
from jupyterhub.handlers.login import LogoutHandler
from jupyterhub.utils import new_token
from nativeauthenticator import NativeAuthenticator, handlers, orm
from tornado import web
from traitlets import Bool, List, Unicode

from kethub import names
from kethub.people.roles import APPROVE
from kethub.people.throttle import Throttle, asked_from
from kethub.places import Places
from kethub.upkeep.status import StatusPage

#: bcrypt looks at so many bytes and no more; its newer versions refuse longer passwords.
LONGEST_PASSWORD_B = 72
#: Compared with when there is no such student, so that the answer takes as long.
NOBODY = bcrypt.hashpw(b"nobody", bcrypt.gensalt())


class ClassAuthenticator(NativeAuthenticator):
    """Names and passwords in the hub's own database, with approval by a teacher."""

    teachers = List(Unicode(), config=True, help="Who approves. Nobody can sign up under these names.")

    behind_https = Bool(False, config=True, help="Whether another web server on this machine stands before the proxy.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.throttle = Throttle()
        self.clock = time.monotonic
        self._came_s: dict[str, float] = {}

    def validate_username(self, username):
        """Return whether somebody may be called so."""
        return names.is_name(username) and super().validate_username(username)

    def is_password_strong(self, password):
        """Return whether a password is long enough, not among the common ones, and not too long for bcrypt."""
        return len(password.encode()) <= LONGEST_PASSWORD_B and super().is_password_strong(password)

    def create_user(self, username, password, **kwargs):
        """Make an account that somebody asks for; None if they cannot have it."""
        if self.normalize_username(username) in self.teachers:
            return None
        return super().create_user(username, password, **kwargs)

    def address(self, handler):
        """Return from where somebody asks."""
        return asked_from(handler.request.headers.get("X-Forwarded-For", ""), self.behind_https)

    async def authenticate(self, handler, data):
        """Return the name of who comes in, or None. The password is compared beside the hub's other work."""
        name = self.normalize_username(str(data.get("username", "")))
        password = str(data.get("password", "")).encode()
        address = self.address(handler)
        if self.throttle.wait_s(name, address) > 0:
            return None
        user = self.get_user(name)
        known = user.password if user else NOBODY
        fits = await asyncio.to_thread(bcrypt.checkpw, password[:LONGEST_PASSWORD_B], known)
        if user and fits and user.is_authorized and len(password) <= LONGEST_PASSWORD_B:
            self.throttle.succeeded(name, address)
            self._came_s[name] = self.clock()
            return name
        self.throttle.failed(name, address)
        return None

    async def refresh_user(self, user, handler=None):
        """Return whether somebody's log-in is still good, on a clock that nobody sets.

        A cookie tells its own age by the machine's clock: one that is set back would let an old cookie in again. So the
        sessions of who has not logged in for that long, nor while this hub has run, are ended for good.
        """
        came_s = self._came_s.setdefault(user.name, self.clock())
        if handler is None or handler.get_token() is not None:  # the key of a server, which no browser holds
            return True
        if self.clock() - came_s < 86400 * handler.cookie_max_age_days:
            return True
        end_sessions(self.db, user.name)
        return False

    def change_password(self, username, new_password):
        """Set another password; whoever is logged in with the old one has to log in again."""
        changed = super().change_password(username, new_password)
        if changed:
            end_sessions(self.db, username)
        return changed

    def get_handlers(self, app):
        """Return the pages. Those that change something are asked for by a form, never by following a link."""
        own = {
            r"/login": LoginPage, r"/authorize": Approvals, r"/authorize/([^/]*)": Approve,
            r"/discard/([^/]*)": Discard, r"/change-password/([^/]+)": NewPassword,
        }  # fmt: skip
        found = [(path, own.get(path, page)) for path, page in super().get_handlers(app)]
        pages = [(path, type(page.__name__, (UnderTheHubsName, page), {})) for path, page in found]
        return [*pages, (r"/stop/([^/]*)", StopServer), (r"/logout", LogoutPage), (r"/status", StatusPage)]


def end_sessions(db, name):
    """Let no cookie and no token of a browser in any more. The key of a running server, for its own news, stays."""
    user = jupyterhub.orm.User.find(db, name)
    if user is None:
        return
    user.cookie_id = new_token()
    for token in list(user.api_tokens):
        if token.session_id:
            db.delete(token)
    db.commit()


class UnderTheHubsName:
    """A page with passwords, where each student's server has a name of its own: it comes under the hub's name alone.

    Under a student's name a cookie that lets in would be sent to that student's server.
    """

    async def prepare(self):
        """Send who comes under another name to the log-in, and look at nothing that they brought."""
        host = urllib.parse.urlsplit(self.subdomain_host).netloc
        if host and self.request.host != host:
            self.redirect(f"{self.subdomain_host}{self.hub.base_url}login")
        else:
            await super().prepare()


class LogoutPage(LogoutHandler):
    """The log-out. JupyterHub's own only asks the browser to forget its cookies; a copy of them would still let in."""

    async def default_handle_logout(self):
        """Log out everywhere."""
        user = self.current_user
        await super().default_handle_logout()
        if user:
            end_sessions(self.db, user.name)


class LoginPage(handlers.LoginHandler):
    """The log-in, which says when to try again."""

    async def post(self):
        """Let somebody in, or say why not."""
        name = self.authenticator.normalize_username(self.get_body_argument("username", "", strip=False))
        wait = self.authenticator.throttle.wait_s(name, self.authenticator.address(self))
        user = None
        if wait <= 0:
            given = {key: self.get_body_argument(key, "", strip=False) for key in ("username", "password")}
            user = await self.login_user(given)
            if user:
                self._jupyterhub_user = user
                self.redirect(self.get_next_url(user))
                return
            said = "Name and password do not fit, or a teacher has not approved the account yet."
            self.set_status(403)
        else:
            said = f"There were too many failed tries. Wait {round(wait) + 1} seconds, and try again."
            self.set_status(429)
            self.set_header("Retry-After", str(round(wait) + 1))
        self.finish(await self._render(login_error=said, username=name))


def approving(method):
    """Return a page's method that is for teachers alone."""

    @web.authenticated
    @functools.wraps(method)
    async def checked(page, *names):
        if APPROVE not in page.parsed_scopes:
            raise web.HTTPError(403, "Only teachers can do this.")
        return await method(page, *names)

    return checked


class Approvals(handlers.LocalBase):
    """The list of who has asked for an account."""

    @approving
    async def get(self):
        """Show it."""
        people = sorted(orm.UserInfo.all_users(self.db), key=lambda one: (bool(one.is_authorized), one.username))
        listed = [one for one in people if one.username not in self.authenticator.teachers]
        running = {user.name for user in self.users.values() if user.active}
        self.finish(await self.render_template("authorization-area.html", users=listed, running=running))


class Approve(handlers.LocalBase):
    """Approves a student, or takes the approval back."""

    @approving
    async def post(self, name):
        """Change the approval, and go back to the list."""
        student(self, name)
        orm.UserInfo.change_authorization(self.db, name)
        self.redirect(f"{self.hub.base_url}authorize#{name}")


class Discard(handlers.LocalBase):
    """Forgets somebody who has asked for an account and was not approved."""

    @approving
    async def post(self, name):
        """Forget them, and go back to the list. Whoever has worked here already has a folder, and is not forgotten."""
        user = student(self, name)
        if user.is_authorized or (Places.here().students / name).exists():
            raise web.HTTPError(409, "This student has a folder. On the machine, `hub remove` puts it aside.")
        self.db.delete(user)
        self.db.commit()
        self.redirect(f"{self.hub.base_url}authorize")


class StopServer(handlers.LocalBase):
    """Stops a student's server, for one that hangs. What is saved stays."""

    @approving
    async def post(self, name):
        """Stop it, and go back to the list."""
        student(self, name)
        user = self.find_user(name)
        if user is not None and user.spawner.ready:
            await self.stop_single_user(user)
        self.redirect(f"{self.hub.base_url}authorize#{name}")


class NewPassword(handlers.ChangePasswordAdminHandler):
    """Gives a student who forgot the password a new one."""

    @approving
    async def get(self, name):
        """Show the form."""
        student(self, name)
        self.finish(await self.render_template("change-password-admin.html", user_name=name))

    @approving
    async def post(self, name):
        """Set the password."""
        student(self, name)
        await handlers.ChangePasswordAdminHandler.post.__wrapped__(self, name)


def student(page, name):
    """Return a student's entry. A teacher's is none: teachers do not decide about one another."""
    user = page.authenticator.get_user(name)
    if user is None or name in page.authenticator.teachers:
        raise web.HTTPError(404)
    return user
