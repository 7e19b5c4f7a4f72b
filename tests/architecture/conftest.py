import ast
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "pointdesk"


class House:
    """The source as the architecture tests read it: files, floors, parsed trees."""

    def __init__(self) -> None:
        self.root = SOURCE
        contracts = ConfigParser()
        contracts.read(Path(__file__).parents[2] / ".importlinter")
        layers = contracts["importlinter:contract:floors"]["layers"].split("\n")
        # The first line is the highest floor; the ground gets number 0.
        self.floors = {
            room.strip().strip("()"): number
            for number, line in enumerate(reversed([line for line in layers if line.strip()]))
            for room in line.split("|")
        }

    def files(self, *patterns: str) -> Iterator[Path]:
        for pattern in patterns or ("**/*.py",):
            yield from (p for p in sorted(self.root.glob(pattern)) if "migrations" not in p.parts)

    def room(self, path: Path) -> str:
        return path.relative_to(self.root).parts[0]

    def tree(self, path: Path) -> ast.Module:
        return ast.parse(path.read_text(), str(path))

    def name(self, path: Path) -> str:
        return str(path.relative_to(self.root))


@pytest.fixture(scope="session")
def house() -> House:
    return House()
