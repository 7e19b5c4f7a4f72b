"""Pictures of the main pages of the demo, for docs/pictures/.

Usage: python tools/pictures.py [--data-dir FOLDER] [--port 8099]

Builds the demo in a temporary folder (or takes the one in FOLDER), serves it, signs in as its people, keeps each page
as PNG: 1366 and 390 pixels wide, light and dark.
"""

import argparse
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
SIZES = {"wide": (1366, 768), "narrow": (390, 844)}
THEMES = ("light", "dark")
PASSWORD = "pointdesk-demo"  # noqa: S105 -- printed by the demo
PATIENCE = 600
ANNA, DORA, EMIL = "anna@nisos-ceramics.example", "dora@altermarket.example", "emil@altermarket.example"
# Picture, who looks, where they begin, the link that they follow from there (none: they stay).
SHOTS = [
    ("scheme", "", "/support/x-cart/", ""),
    ("home", ANNA, "/home/", ""),
    ("ticket", ANNA, "/tickets/", "B2B prices for dealers"),
    ("desk", DORA, "/desk/", ""),
    ("desk-ticket", DORA, "/desk/view/reviews/", "Product feed shows old prices"),
    ("desk-decide", EMIL, "/desk/decide/", ""),
]


def main() -> int:
    """Serve the demo and take all pictures."""
    options = _options()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with _demo(options.data_dir, options.port) as site, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for theme in THEMES:
            for size in SIZES:
                _take(chromium, site, theme, size)
        chromium.close()
    print(f"{sum(1 for _ in PICTURES.glob('*.png'))} pictures in {PICTURES}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path, help="a demo that is there already, or is to be built there")
    parser.add_argument("--port", type=int, default=8099)
    return parser.parse_args()


@contextmanager
def _demo(folder: Path | None, port: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="pointdesk-pictures-") as temporary:
        command = [
            sys.executable, "-c", "from pointdesk.config.cli import main; main()", "demo",
            "--port", str(port), "--data-dir", str(folder or temporary),
        ]  # fmt: skip
        environ = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) as demo:
            try:
                _wait(demo, f"http://127.0.0.1:{port}/accounts/login/")
                yield f"http://127.0.0.1:{port}"
            finally:
                demo.terminate()


def _wait(demo: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and demo.poll() is None:
        try:
            urlopen(address, timeout=5).close()  # noqa: S310 -- our own address
        except URLError:
            time.sleep(0.5)
        else:
            return
    sys.exit("the demo does not answer")


def _take(chromium: Browser, site: str, theme: str, size: str) -> None:
    width, height = SIZES[size]
    pages: dict[str, Page] = {}
    for name, reader, start, link in SHOTS:
        if reader not in pages:
            context = chromium.new_context(
                base_url=site, viewport={"width": width, "height": height}, reduced_motion="reduce",
                color_scheme="dark" if theme == "dark" else "light",
            )  # fmt: skip
            pages[reader] = context.new_page()
            if reader:
                _sign_in(pages[reader], reader)
        page = pages[reader]
        page.goto(start)
        if link:
            page.locator("main").get_by_role("link", name=link).first.click()
        page.wait_for_load_state("networkidle")
        path = PICTURES / f"{name}-{size}-{theme}.png"
        path.write_bytes(smaller(page.screenshot()))
    for page in pages.values():
        page.context.close()


def _sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[data-kind=primary]").click()
    page.wait_for_url(lambda address: "/accounts/login" not in address)


def smaller(png: bytes) -> bytes:
    """The same picture, its pixels compressed as well as PNG can and nothing else kept."""
    signature, place, kept, pixels = png[:8], 8, [], b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind, body = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += 12 + length
        if kind == b"IDAT":
            pixels += body
        elif kind in (b"IHDR", b"PLTE", b"tRNS"):
            kept.append((kind, body))
    best = zlib.compress(zlib.decompress(pixels), 9)
    chunks = [*kept, (b"IDAT", min(best, pixels, key=len)), (b"IEND", b"")]
    return signature + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


if __name__ == "__main__":
    sys.exit(main())
