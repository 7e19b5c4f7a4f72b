from pointdesk.files.queries.open_file import open_file

__all__ = ["open_file"]
