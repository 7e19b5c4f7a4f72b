from pointdesk.files.rules.content_type import HEAD, content_type_of
from pointdesk.files.rules.name import LONGEST_NAME, clean_name

__all__ = ["HEAD", "LONGEST_NAME", "clean_name", "content_type_of"]
