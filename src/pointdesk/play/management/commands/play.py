import signal
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import CommandError
from django.db import OperationalError

from pointdesk.base.command import PointdeskCommand
from pointdesk.play.errors import StoryError
from pointdesk.play.player import play
from pointdesk.play.rules.printing import report
from pointdesk.play.rules.story import Story, read_story
from pointdesk.play.stage.throwaway import Playhouse, playhouse
from pointdesk.play.stage.world import furnish

HOLDS, FAILS, NO_STORY = 0, 1, 2


class Command(PointdeskCommand):
    """Plays stories. Exits 0 when all hold, 1 when one fails, 2 when a file is not a valid story: the worst wins."""

    help = (
        "Play story files of the points against a throw-away database, and print their steps, the statements as they "
        "end, and whether every expectation held. The vendor's own data is never touched. (docs/playing-stories.md)"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a story: a YAML file")

    def handle(self, *, files: Sequence[Path], **_: Any) -> None:
        # A terminated run goes through the same doors as one that ends: nothing is left on the server.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
        stories = [story for file in files if (story := self._read(file)) is not None]
        codes = [NO_STORY] * (len(files) - len(stories)) + (self._play(stories) if stories else [])
        if len(files) > 1:
            held, failed, invalid = (codes.count(code) for code in (HOLDS, FAILS, NO_STORY))
            self.stdout.write(f"{held} hold, {failed} fail, {invalid} are no valid stories")
        if any(codes):
            sys.exit(max(codes))

    def _read(self, file: Path) -> Story | None:
        try:
            return read_story(file)
        except StoryError as error:
            self.stderr.write(f"pointdesk play: {error}")
            return None

    def _play(self, stories: Sequence[Story]) -> list[int]:
        """Play them one after the other, each in a fresh world; the exit code of each."""
        try:
            with playhouse(furnish) as house:
                return [self._play_one(story, house) for story in stories]
        except (psycopg.Error, OperationalError) as error:
            raise CommandError(f"no throw-away database can be made: {str(error).strip()}", returncode=2) from None

    def _play_one(self, story: Story, house: Playhouse) -> int:
        try:
            played = play(story, house)
        except StoryError as error:
            self.stderr.write(f"pointdesk play: {error}")
            return NO_STORY
        for line in report(played):
            self.stdout.write(line)
        return HOLDS if played.holds else FAILS
