"""Another process beside the tests: shops that deliver, each in a thread, as soon as the file GO appears.

Usage: python -m tests.sales.process GO [SHOP SECRET ORDER EXTERNAL_ID EMAIL] ...
"""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django

ROOT = Path(__file__).parents[2]


def main(go: str, *facts: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "pointdesk.config.settings"
    django.setup()
    deliveries = [facts[i : i + 5] for i in range(0, len(facts), 5)]
    with ThreadPoolExecutor(len(deliveries)) as shops:
        work = [shops.submit(deliver, go, *delivery) for delivery in deliveries]
        Path(f"{go}.{os.getpid()}").touch()
        for delivered in work:
            delivered.result()


def deliver(go: str, shop: str, secret: str, order: str, external_id: str, email: str) -> None:
    from django.db import connection  # noqa: PLC0415 -- after django.setup()
    from tests.conftest import TODAY  # noqa: PLC0415 -- likewise

    from pointdesk.sales.actions import receive_delivery  # noqa: PLC0415 -- likewise
    from pointdesk.sales.rules import signed_headers  # noqa: PLC0415 -- likewise

    lines = [{"sku": "XC-LICENCE", "quantity": 1}, {"sku": "XC-POINTS-120", "quantity": 1}]
    customer = {"external_id": external_id, "email": email}
    report = {"order": order, "status": "paid", "currency": "EUR", "customer": customer, "lines": lines}
    body = json.dumps(report).encode()
    connection.ensure_connection()
    while not Path(go).exists():
        time.sleep(0.005)
    receive_delivery(shop=shop, body=body, headers=signed_headers([secret], body, TODAY), now=TODAY)
    connection.close()


def all_at_once(go: Path, *deliveries: tuple[str, ...], processes: int) -> list[int]:
    """Share the deliveries out among processes, let all get ready, then deliver at once; the exit codes."""
    environ = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.sales.process", str(go)]
    shares = [[fact for delivery in deliveries[i::processes] for fact in delivery] for i in range(processes)]
    shops = [subprocess.Popen([*command, *share], cwd=ROOT, env=environ) for share in shares]
    while len(list(go.parent.glob(f"{go.name}.*"))) < processes and all(shop.poll() is None for shop in shops):
        time.sleep(0.01)
    go.touch()
    return [shop.wait(timeout=60) for shop in shops]


if __name__ == "__main__":
    main(*sys.argv[1:])
