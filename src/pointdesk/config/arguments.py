"""Arguments that more than one command of the house takes."""

import os
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable


def add_port(parser: ArgumentParser) -> None:
    """Where the pages are: --port, else POINTDESK_PORT, else 8000."""
    # A default that is text is read by the type as well, so a wrong variable is refused like a wrong argument.
    parser.add_argument("--port", type=whole_number(1, 65535), default=os.environ.get("POINTDESK_PORT") or "8000",
                        help="where the pages are (default: POINTDESK_PORT, else 8000)")  # fmt: skip


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers within bounds."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or not least <= int(text) <= most:
            raise ArgumentTypeError(f"a whole number from {least} to {most}, not '{text}'")
        return int(text)

    return read
