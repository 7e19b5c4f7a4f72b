"""How fast the ledger is: its public actions on PostgreSQL and SQLite, beside pgbench with a bare transaction.

Usage: python benchmarks/ledger.py --json FILE [--seconds 3] [--clients 1 8] [--wallets 1000] [--movements 100000]

DATABASE_URL must name a PostgreSQL server (tools/with_postgres.py --durable gives one); databases of its own are made
there and dropped. Each cell runs pgbench first, then the actions, with the same number of processes over the same
wallets and the same durability. How to read the figures: docs/performance.md.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "benchmarks" / "pgbench_charge.sql"


def main() -> int:
    """Run every cell, print a table, write the JSON."""
    options = _options()
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        sys.exit("DATABASE_URL must name a PostgreSQL server; try: make bench")
    runs: list[dict[str, Any]] = []
    histories: list[dict[str, float]] = []
    with (
        _postgres(url, "ledger") as measured,
        _postgres(url, "pgbench") as bare,
        tempfile.TemporaryDirectory(prefix="pointdesk-benchmark-") as folder,
    ):
        for database, at, beside in (
            ("postgresql", measured, bare),
            ("sqlite", f"sqlite:///{folder}/ledger.sqlite3", None),
        ):
            for place in filter(None, (at, beside)):
                _client(place, "prepare", "--wallets", str(options.wallets))
            runs += _cells(database, at, beside, options)
            history = json.loads(_client(at, "history", "--movements", str(options.movements)))
            print(f"{database}: {options.movements} movements: {_figures(history)}")
            histories.append(history)
    result = {"runs": runs, "balance_100k_ms": round(max(h["balance_ms"] for h in histories), 3)}
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(result, indent=1) + "\n")
    print(f"balance over {options.movements} movements: {result['balance_100k_ms']} ms; written to {options.json}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ledger", description="measure the ledger beside pgbench")
    parser.add_argument("--json", type=Path, required=True, help="file to write")
    parser.add_argument("--seconds", type=float, default=3, help="length of a cell (default 3)")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8], help="numbers of processes (default 1 8)")
    parser.add_argument("--wallets", type=int, default=1000, help="wallets, beside one hot one (default 1000)")
    parser.add_argument("--movements", type=int, default=100_000, help="length of the long history (default 100000)")
    return parser.parse_args()


def _cells(database: str, url: str, bare: str | None, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    for wallets in (options.wallets, 1):
        for clients in options.clients:
            pgbench = _pgbench(bare, clients, wallets, options.seconds) if bare else None
            for operation, took, elapsed in _actions(url, clients, wallets, options.seconds):
                per_s = len(took) / elapsed
                quantiles = statistics.quantiles(took, n=100)
                run = {
                    "database": database, "operation": operation, "clients": clients, "wallets": wallets,
                    "per_s": round(per_s, 1), "p50_ms": round(quantiles[49], 3), "p99_ms": round(quantiles[98], 3),
                    "pgbench_per_s": pgbench and round(pgbench, 1), "ratio": pgbench and round(per_s / pgbench, 3),
                }  # fmt: skip
                print("  ".join(f"{name} {value}" for name, value in run.items()), flush=True)
                yield run


def _actions(url: str, clients: int, wallets: int, seconds: float) -> Iterator[tuple[str, list[float], float]]:
    """Both operations by so many processes at once: what each act took, and the time that the slowest needed."""
    run = f"{wallets}-{clients}"
    processes = [
        subprocess.Popen(
            _command("work", "--client", f"{run}-{n}", "--wallets", str(wallets), "--seconds", str(seconds)),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment(url), cwd=ROOT,
        )
        for n in range(clients)
    ]  # fmt: skip
    for operation in ("charge", "give_back"):
        for process in processes:
            _hear(process)
        for process in processes:
            print("go", file=process.stdin, flush=True)
        heard = [_hear(process) for process in processes]
        yield operation, [ms for one in heard for ms in one["took_ms"]], max(one["elapsed_s"] for one in heard)
    if any(process.wait() for process in processes):
        sys.exit("a client failed")


def _hear(process: subprocess.Popen[str]) -> Any:
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        sys.exit("a client failed; its error stands above")
    return json.loads(line)


def _pgbench(url: str, clients: int, wallets: int, seconds: float) -> float:
    """Transactions a second of the bare script, without the time to connect."""
    program = shutil.which("pgbench") or next(map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))), None)
    if program is None:
        sys.exit("pgbench is not there; it comes with PostgreSQL (Debian: postgresql, Fedora: postgresql-contrib)")
    command = [
        program, "-n", "-f", str(SCRIPT), "-c", str(clients), "-j", str(clients), "-T", str(max(round(seconds), 1)),
        "-D", f"wallets={wallets}", url,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    figures = [line.split()[2] for line in done.stdout.splitlines() if line.startswith("tps = ")]
    if done.returncode or not figures:
        sys.exit(f"pgbench failed:\n{done.stderr}")
    return float(figures[0])


def _client(url: str, *arguments: str) -> str:
    done = subprocess.run(
        _command(*arguments), stdout=subprocess.PIPE, text=True, check=False, env=_environment(url), cwd=ROOT
    )
    if done.returncode:
        sys.exit("the database could not be prepared; the error stands above")
    return done.stdout


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.ledger_client", *arguments]


def _environment(url: str) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": url, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


@contextmanager
def _postgres(url: str, name: str) -> Iterator[str]:
    """A database of our own on the server, gone afterwards."""
    import psycopg  # noqa: PLC0415 -- nothing else here needs it

    database = f"pointdesk_benchmark_{name}_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{database}"'.encode())
        try:
            yield urlsplit(url)._replace(path=f"/{database}").geturl()
        finally:
            admin.execute(f'DROP DATABASE "{database}" WITH (FORCE)'.encode())


def _figures(history: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in history.items())


if __name__ == "__main__":
    sys.exit(main())
