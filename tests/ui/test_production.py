"""The site as it is served: a process of its own, real settings, collected files, https at the proxy."""

import os
import re
import subprocess
import sys
import urllib.request

import pytest

SERVER = """
from wsgiref.simple_server import make_server, WSGIRequestHandler
from pointdesk.config.wsgi import application
WSGIRequestHandler.log_message = lambda *arguments: None
with make_server("127.0.0.1", 0, application) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
"""
HTTPS = {"Host": "help.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}


@pytest.fixture
def site(committed_db, tmp_path):
    """The address of the server."""
    environment = {
        **os.environ,
        "POINTDESK_DATA_DIR": str(tmp_path),
        "POINTDESK_SITE_URL": "https://help.example",
        "POINTDESK_ALLOWED_HOSTS": "help.example",
        "POINTDESK_TRUSTED_PROXIES": "1",
        "PYTHONPATH": "src",
        "DJANGO_SETTINGS_MODULE": "pointdesk.config.settings",
    }
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, env=environment, check=True)
    server = subprocess.Popen([sys.executable, "-c", SERVER], env=environment, stdout=subprocess.PIPE, text=True)
    yield f"http://127.0.0.1:{int(server.stdout.readline())}"
    server.terminate()
    server.communicate()


def get(url):
    return urllib.request.urlopen(urllib.request.Request(url, headers=HTTPS), timeout=20)  # noqa: S310 -- our own server


def test_pages_are_served_with_what_https_promises(site):
    page = get(f"{site}/accounts/login/")
    text = page.read().decode()
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    [cookie] = page.headers.get_all("Set-Cookie")
    assert cookie.startswith("csrftoken=")
    assert [word for word in ("HttpOnly", "SameSite=Lax", "Secure") if word not in cookie] == []
    [sheet] = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
    style = get(f"{site}{sheet}")
    assert style.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert b"@layer tokens" in style.read()
