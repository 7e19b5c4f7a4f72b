import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import CommandError

from pointdesk.base.command import PointdeskCommand
from pointdesk.play.errors import StoryError
from pointdesk.play.player import play
from pointdesk.play.rules.printing import report
from pointdesk.play.rules.story import Story, read_story
from pointdesk.play.stage.throwaway import playhouse
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
        stories = [story for file in files if (story := self._read(file)) is not None]
        failed = self._play(stories) if stories else 0
        unread = len(files) - len(stories)
        if len(files) > 1:
            self.stdout.write(f"{len(stories) - failed} hold, {failed} fail, {unread} are no valid stories")
        code = NO_STORY if unread else FAILS if failed else HOLDS
        if code:
            sys.exit(code)

    def _read(self, file: Path) -> Story | None:
        try:
            return read_story(file)
        except StoryError as error:
            self.stderr.write(f"pointdesk play: {error}")
            return None

    def _play(self, stories: Sequence[Story]) -> int:
        """Play them one after the other, each on a fresh world; the number that failed."""
        failed = 0
        try:
            with playhouse(furnish) as house:
                for story in stories:
                    played = play(story, house)
                    failed += not played.holds
                    for line in report(played):
                        self.stdout.write(line)
        except psycopg.errors.InsufficientPrivilege as error:
            # The one thing that playing needs beyond what Pointdesk itself does with its database.
            raise CommandError(f"no throw-away database can be made: {error}", returncode=2) from None
        return failed
