"""Web and worker as one service: started together, stopped together. Knows no Django, so that it takes little memory.

``python -m pointdesk.config.serving ADDRESS PORT WORKERS`` is what `pointdesk serve` and `pointdesk demo` turn into.
"""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from threading import Event, Thread
from types import FrameType
from typing import NoReturn

SECONDS_TO_STOP = 20
"""A page or a reaction in hand may end within this time; then it is cut off."""


def turn_into_server(address: str, port: int, workers: int) -> NoReturn:
    """Let this process go on as the service; what it has loaded and built is forgotten with it."""
    sys.stdout.flush()
    arguments = [address, str(port), str(workers)]
    os.execv(sys.executable, [sys.executable, "-m", __name__, *arguments])  # noqa: S606 -- ourselves


def is_free(address: str, port: int) -> bool:
    """Whether nobody listens on the port yet."""
    family, kind, protocol, _, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
    with closing(socket.socket(family, kind, protocol)) as probe:
        # As the server does: a port whose last connections are just fading away is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError:
            return False
        return True


def serve(address: str, port: int, workers: int) -> int:
    """Run web and worker until told to stop (0), or until one of them ends by itself (1); then the other ends too."""
    web = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", address, "--port", str(port), "--workers",
        str(workers), "--blocking-threads", "2", "--no-ws", "--log-level", "warning", "--respawn-failed-workers",
        "pointdesk.config.wsgi:application",
    ]  # fmt: skip
    worker = [sys.executable, "-c", "from pointdesk.config.cli import main; main()", "worker"]
    over, told = Event(), Event()

    def stop(number: int, frame: FrameType | None) -> None:
        told.set()
        over.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    # In sessions of their own: Ctrl-C is for us, and each of them is told to stop once.
    services = [subprocess.Popen(command, start_new_session=True) for command in (web, worker)]  # noqa: S603 -- fixed
    for service in services:
        Thread(target=_tell_the_end, args=(service, over), daemon=True).start()
    over.wait()
    _stop(services)
    return 0 if told.is_set() else 1


def _tell_the_end(service: subprocess.Popen[bytes], over: Event) -> None:
    service.wait()
    over.set()


def _stop(services: list[subprocess.Popen[bytes]]) -> None:
    for service in services:
        service.terminate()
    for service in services:
        try:
            service.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            service.kill()


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
