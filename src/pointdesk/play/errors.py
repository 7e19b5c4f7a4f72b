"""What can be wrong with a story, and with playing it. None of these is a refusal of the domain."""


class StoryError(Exception):
    """The file is not a valid story: the message names the file, the place in it and what is wrong there (exit 2)."""


class StepFailed(Exception):
    """A step did not go as the story says (exit 1); each difference is one line of what was expected and seen."""

    def __init__(self, *differences: str) -> None:
        super().__init__("; ".join(differences))
        self.differences = differences
