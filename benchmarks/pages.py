"""How long the pages of a built demo take: everything that its people can reach by following links.

Usage: python benchmarks/pages.py FOLDER [--times 5] [--each 6] [--limit 100]

FOLDER is the data directory of a demo (`pointdesk demo --data-dir FOLDER` builds one). Customers, an agent, a manager
and nobody follow links from their first page; of the pages of one address pattern `--each` are visited, and each of
them `--times` times after a first visit that loads templates. Printed for each pattern and reader: the median and the
worst visit in milliseconds of the whole request inside the server (middleware, queries, rendering), the processor time
of the median, the statements of the page that asks most, and that page. Exit code 1 if a median is over the limit.
"""

import argparse
import os
import re
import statistics
import sys
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from django.test import Client

READERS = {
    "nobody": ("", "/"),
    "customer": ("anna@nisos-ceramics.example", "/home/"),
    "customer (el)": ("carla@kappa-bikes.example", "/home/"),
    "agent": ("dora@altermarket.example", "/desk/"),
    "manager": ("emil@altermarket.example", "/desk/"),
}
LINK = re.compile(r'<a\s[^>]*?href="([^"]+)"', re.DOTALL)
ELSEWHERE = ("/static/", "/accounts/logout")
LEADS_ON = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER)


@dataclass
class Figures:
    """What was measured of the pages of one pattern, in milliseconds."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    statements: int = 0
    address: str = ""


def main() -> int:
    """Visit, measure, print."""
    options = _options()
    os.environ |= {"POINTDESK_DATA_DIR": str(options.folder), "DJANGO_SETTINGS_MODULE": "pointdesk.config.settings"}
    os.environ.pop("DATABASE_URL", None)
    import django  # noqa: PLC0415 -- the settings are read now

    django.setup()
    from django.test.utils import override_settings  # noqa: PLC0415 -- after the settings

    slow = 0
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for reader, (email, start) in READERS.items():
            print(f"\n{reader}\n{'p50':>8}{'worst':>8}{'cpu':>8}{'queries':>9}  address")
            rows = _visit(_client(email), start, options.times, options.each).items()
            for route, figures in sorted(rows, key=lambda row: -statistics.median(row[1].wall)):
                median = statistics.median(figures.wall)
                slow += median > options.limit
                print(
                    f"{median:8.1f}{max(figures.wall):8.1f}{statistics.median(figures.processor):8.1f}"
                    f"{figures.statements:9d}  {route}  ({figures.address})"
                )
    print(f"\n{slow} over {options.limit} ms")
    return 1 if slow else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the data directory of a built demo")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--each", type=int, default=6)
    parser.add_argument("--limit", type=float, default=100)
    options = parser.parse_args()
    if not (options.folder / "this-is-the-demo").exists():
        sys.exit(f"{options.folder} holds no demo; try: pointdesk demo --data-dir {options.folder}")
    return options


def _client(email: str) -> "Client":
    from django.contrib.auth import get_user_model  # noqa: PLC0415 -- after the settings
    from django.test import Client  # noqa: PLC0415 -- likewise

    client = Client()
    if email:
        client.force_login(get_user_model().objects.get(email=email))
    return client


def _visit(client: "Client", start: str, times: int, each: int) -> dict[str, Figures]:
    """Follow links breadth first; of each pattern only the first few pages are looked at."""
    from django.db import connection  # noqa: PLC0415 -- after the settings
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- likewise

    found: dict[str, Figures] = defaultdict(Figures)
    visited: dict[str, int] = defaultdict(int)
    known, queue = {start}, deque([start])
    while queue:
        address = queue.popleft()
        route = _route(address)
        if visited[route] >= each:
            continue
        visited[route] += 1
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        if response.status_code == HTTPStatus.OK:
            figures = found[route]
            if len(asked) > figures.statements:
                figures.statements, figures.address = len(asked), address
            for _ in range(times):
                wall, processor = time.perf_counter(), time.process_time()
                client.get(address)
                figures.wall.append((time.perf_counter() - wall) * 1000)
                figures.processor.append((time.process_time() - processor) * 1000)
        elif response.status_code not in LEADS_ON:
            print(f"{address} answers {response.status_code}")
        new = [place for place in _links(response, address) if place not in known]
        known.update(new)
        queue.extend(new)
    return found


def _links(response: Any, address: str) -> Iterator[str]:
    """Where a page leads on this site."""
    page = response["Content-Type"].startswith("text/html") and not response.streaming
    links = LINK.findall(response.content.decode()) if page else []
    for link in [*links, response.get("Location", "")]:
        target = urlsplit(urljoin(address, unescape(link)))
        if not target.scheme and not target.netloc and not target.path.startswith(ELSEWHERE):
            yield target.path + (f"?{target.query}" if target.query else "")


def _route(address: str) -> str:
    from django.urls import resolve  # noqa: PLC0415 -- after the settings

    parts = urlsplit(address)
    names = sorted({pair.partition("=")[0] for pair in parts.query.split("&") if pair})
    return f"/{resolve(parts.path).route}" + (f"?{'&'.join(names)}" if names else "")


if __name__ == "__main__":
    sys.exit(main())
