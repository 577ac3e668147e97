"""A page of a student's own in the place of the student's server, and what it tries with a visitor's cookies.

Names under `localhost` lead a browser to this machine: no network is needed for a hub with a name for each student.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import signal
import subprocess

import hubhouse
from pupil import wait

DOMAIN = "hub.localhost"
HUB = f"https://{DOMAIN}:{hubhouse.OTHER_PORT}"
#: Makes a certificate, with what the release holds.
_CERTIFICATE = """
import datetime, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, sys.argv[1])])
names = x509.SubjectAlternativeName([x509.DNSName(sys.argv[1]), x509.DNSName("*." + sys.argv[1])])
made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2)).add_extension(names, critical=False)
        .sign(key, hashes.SHA256()))
print(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                        serialization.NoEncryption()).decode() + made.public_bytes(serialization.Encoding.PEM).decode())
"""
#: A student's program: it stands where the student's server stood, and writes down which cookies come to it.
_SERVE = """
import http.server, pathlib, sys
page, heard = pathlib.Path(sys.argv[2]).read_bytes(), pathlib.Path(sys.argv[3])
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with heard.open("a") as file:
            file.write(str(self.headers.get("Cookie")) + chr(10))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page)
http.server.HTTPServer.allow_reuse_address = True
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
"""
#: What such a page tries with the list of students, which a teacher alone may see, and with a student to be approved.
PAGE = """<!doctype html><title>own</title><script>
const hub = "%HUB%", told = { cookies: document.cookie };
const tried = async (name, does) => {
  try { told[name] = String(await does()); } catch (error) { told[name] = "refused: " + error.name; }
};
const list = hub + "/hub/authorize", later = (ms) => new Promise((done) => setTimeout(done, ms));
(async () => {
  await tried("asked", async () => (await fetch(list, { credentials: "include" })).text());
  await tried("asked here", async () => (await fetch("/hub/authorize", { credentials: "include" })).text());
  const work = "%WORK%/api/contents?content=1";
  await tried("work", async () => (await fetch(work, { credentials: "include" })).text());
  await tried("work opened", async () => {
    const other = window.open(work);
    await later(2000);
    return other.document.body.innerText;
  });
  await tried("framed", async () => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    frame.src = list;
    await later(1500);
    return frame.contentDocument.body.innerText;
  });
  await tried("opened", async () => {
    const other = window.open(list);
    await later(2500);
    const said = other.document.body.innerText;
    other.document.querySelector('form[action$="/authorize/%WHOM%"]').submit();
    await later(1500);
    return said;
  });
  // A cookie of one's own laid over the hub's, and a form with the token that it names.
  await tried("laid over", async () => {
    for (const name of ["_xsrf", "jupyterhub-session-id", "jupyterhub-hub-login", "__Host-jupyterhub-hub-login"])
      for (const path of ["/hub/", "/hub/authorize/"])
        document.cookie = `${name}=%TOKEN%; domain=%DOMAIN%; path=${path}; secure`;
    const form = document.body.appendChild(document.createElement("form"));
    Object.assign(form, { method: "post", action: list + "/%WHOM%", target: "other" });
    form.innerHTML = '<input name="_xsrf" value="%TOKEN%">';
    form.submit();
    await later(1500);
    return "sent";
  });
  await tried("posted", async () => (await fetch(list + "/%WHOM%", {
    method: "POST", credentials: "include", mode: "no-cors", body: new URLSearchParams({ _xsrf: "%TOKEN%" }) })).type);
  window.told = told;
})();
</script><body>own</body>"""


def certificate(house: hubhouse.House, folder: pathlib.Path) -> pathlib.Path:
    """Make a certificate for the hub's name and all names under it; key and certificate lie in one file of root's."""
    made = subprocess.run(
        [house.root / "current/env/bin/python", "-c", _CERTIFICATE, DOMAIN], capture_output=True, text=True, check=True
    )
    place = folder / "certificate.pem"
    place.write_text(made.stdout)
    place.chmod(0o600)
    return place


@contextlib.contextmanager
def own_page(house: hubhouse.House, name: str, **said: str):
    """End a student's server as its owner can, and let a page of theirs stand in its place; yield what it hears."""
    account = house.account(name)
    (server,) = house.processes(account.pw_uid, "student/server.py")
    port = house.port_of(name)
    text = PAGE
    for key, value in said.items():
        text = text.replace(f"%{key.upper()}%", value)
    page, heard = (house.students / name / one for one in ("page.html", "heard.txt"))
    page.write_text(text)
    heard.touch()
    for one in (page, heard):
        os.chown(one, account.pw_uid, account.pw_gid)
    os.kill(server, signal.SIGKILL)
    command = [house.root / "current/env/bin/python", "-c", _SERVE, str(port), page, heard]
    wait("the server has gone", lambda: server not in house.processes(account.pw_uid))
    serving = subprocess.Popen(command, cwd="/", user=account.pw_uid, group=account.pw_gid, extra_groups=[])
    try:
        yield heard
    finally:
        serving.kill()
        serving.wait()
