from pointdesk.files.models.stored_file import StoredFile, path_of

__all__ = ["StoredFile", "path_of"]
