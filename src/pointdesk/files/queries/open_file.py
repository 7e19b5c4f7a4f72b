from typing import BinaryIO

from pointdesk.files.errors import ContentMissing
from pointdesk.files.models import StoredFile


def open_file(file: StoredFile) -> BinaryIO:
    """The content of a file, opened for reading; whoever asks has checked that the reader may.

    Raises ContentMissing.
    """
    try:
        return file.path.open("rb")
    except FileNotFoundError:
        raise ContentMissing(file_id=file.pk) from None
