"""Every story of this folder holds, on the database of the run."""

from pathlib import Path

import pytest

from pointdesk.play.player import play
from pointdesk.play.rules.printing import report
from pointdesk.play.rules.story import read_story

STORIES = sorted(Path(__file__).parent.glob("*.yaml"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_story_holds(path, furnished):
    played = play(read_story(path), furnished)
    assert played.holds, "\n".join(report(played))
