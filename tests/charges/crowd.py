"""Other processes beside the tests, which act on prices at the same moment. They work on DATABASE_URL.

Each process reads one order a line, a JSON object of the verb, its fields and the moment at which to act, and answers
with one line: "done", or the code of the refusal.
"""

import json
import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).parents[2]
HEAD_START = 0.15
"""Seconds between the orders and the moment at which everybody acts."""


class Crowd:
    """``with Crowd(8) as crowd: crowd.act([...])``: so many processes, each of which takes one of the orders."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __enter__(self) -> "Crowd":
        environ = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        command = [sys.executable, "-m", "tests.charges.crowd"]
        self._members = [
            subprocess.Popen(
                command, cwd=ROOT, env=environ, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1
            )
            for _ in range(self.size)
        ]
        assert [member.stdout.readline() for member in self._members] == ["ready\n"] * self.size
        return self

    def __exit__(self, *_: object) -> None:
        for member in self._members:
            member.stdin.close()
            member.stdout.close()
            member.wait(60)

    def act(self, orders: list[dict[str, Any]]) -> list[str]:
        """Let everybody carry out an order at the same moment; what they answer, in the order of the orders."""
        members = self._members[: len(orders)]
        assert len(members) == len(orders)
        moment = time.time() + HEAD_START
        for member, order in zip(members, orders, strict=True):
            member.stdin.write(json.dumps({**order, "moment": moment}) + "\n")
        return [member.stdout.readline().strip() for member in members]


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "pointdesk.config.settings"
    django.setup()
    from django.db import connection  # noqa: PLC0415 -- after django.setup()

    from pointdesk.charges import actions  # noqa: PLC0415 -- likewise
    from pointdesk.kit.errors import DomainError  # noqa: PLC0415 -- likewise

    connection.ensure_connection()
    print("ready", flush=True)  # noqa: T201 -- the answer
    for line in sys.stdin:
        order = json.loads(line)
        verb, fields = getattr(actions, order["verb"]), _fields(order["fields"])
        time.sleep(max(0.0, order["moment"] - time.time()))
        try:
            verb(**fields)
        except DomainError as refusal:
            answer = refusal.code
        except Exception as error:
            answer = f"{type(error).__name__}: {error}"
        else:
            answer = "done"
        print(answer.splitlines()[0], flush=True)  # noqa: T201 -- the answer


def _fields(fields: dict[str, Any]) -> dict[str, Any]:
    from tests.factories import cast  # noqa: PLC0415 -- after django.setup()

    who = {"dora": cast.DORA, "emil": cast.EMIL}
    fields["now"] = datetime.fromisoformat(fields["now"])
    if "by" in fields:
        fields["by"] = who[fields["by"]] if isinstance(fields["by"], str) else cast.anna(fields["by"])
    return fields


if __name__ == "__main__":
    main()
