"""Web and worker as one service, and the demo's command, as real processes."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from tests.config.test_command import pointdesk

from pointdesk.demo.place import COMPLETE, DATABASE, MARK

PATIENCE = 60


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def place(tmp_path):
    """An empty installation; what the commands of a test are told about it."""
    environ = {"POINTDESK_DATA_DIR": str(tmp_path), "POINTDESK_PORT": str(free_port()), "DATABASE_URL": ""}
    assert pointdesk("manage", "migrate", **environ).returncode == 0
    return environ


@contextmanager
def started(*arguments: str, **environ: str):
    """A command that goes on; yields it when its pages answer."""
    with subprocess.Popen(
        [sys.executable, "-c", "from pointdesk.config.cli import main; main()", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **environ},
    ) as command:  # fmt: skip
        try:
            until = time.monotonic() + PATIENCE
            while command.poll() is None and not answers(environ["POINTDESK_PORT"]) and time.monotonic() < until:
                time.sleep(0.2)
            yield command
        finally:
            command.terminate()


def answers(port: str) -> bool:
    try:
        urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=5).close()
    except OSError:
        return False
    return True


def children_of(process: subprocess.Popen[str]) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_pages_static_files_and_worker_start_and_stop_together(place):
    site = f"http://127.0.0.1:{place['POINTDESK_PORT']}"
    with started("serve", "--workers", "1", **place) as service:
        with urlopen(f"{site}/accounts/login/") as page:
            policy, text = page.headers["Content-Security-Policy"], page.read().decode()
        assert "'unsafe" not in policy
        files = re.findall(r'"(/static/[^"]+)"', text)
        assert any(name.endswith(".css") for name in files)
        for name in files:
            with urlopen(f"{site}{name}") as answer:
                assert "immutable" in answer.headers["Cache-Control"]
        both = children_of(service)
        assert len(both) == 2
        service.send_signal(signal.SIGINT)
        assert service.wait(PATIENCE) == 0
        assert [pid for pid in both if is_alive(pid)] == []
        assert service.stdout.read() == f"Pointdesk serves {site}\n"


def test_when_the_worker_dies_the_service_ends(place):
    with started("serve", "--workers", "1", **place) as service:
        _, worker = children_of(service)
        os.kill(worker, signal.SIGKILL)
        assert service.wait(PATIENCE) == 1


def test_a_taken_port_is_one_line(place):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", int(place["POINTDESK_PORT"])))
        other.listen()
        for command in ("serve", "demo"):
            done = pointdesk(command, **place)
            line = f"pointdesk {command}: port {place['POINTDESK_PORT']} is taken: choose another with --port or"
            assert (done.returncode, done.stdout) == (2, "")
            assert done.stderr == f"{line} POINTDESK_PORT\n"


def test_an_old_database_is_one_line(tmp_path):
    done = pointdesk("serve", POINTDESK_DATA_DIR=str(tmp_path), DATABASE_URL="", POINTDESK_PORT=str(free_port()))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "run pointdesk manage migrate" in done.stderr


def test_the_demo_never_touches_a_vendors_data(place):
    database = Path(place["POINTDESK_DATA_DIR"]) / DATABASE
    before = database.read_bytes()
    done = pointdesk("demo", "--fresh", **place)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "not the demo's" in done.stderr
    assert database.read_bytes() == before


def test_a_demo_that_is_there_is_used_again_by_one_at_a_time(place):
    (Path(place["POINTDESK_DATA_DIR"]) / MARK).write_text(COMPLETE)
    with started("demo", **place) as service:
        second = pointdesk("demo", **(place | {"POINTDESK_PORT": str(free_port())}))
        assert (second.returncode, second.stdout, len(second.stderr.splitlines())) == (2, "", 1)
        assert "running" in second.stderr
        service.send_signal(signal.SIGTERM)
        assert service.wait(PATIENCE) == 0
        output = service.stdout.read()
    assert "is there already; --fresh builds it anew." in output
    assert "dora@altermarket.example" in output
