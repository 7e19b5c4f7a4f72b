from pointdesk.files.actions.remove_orphans import remove_orphans
from pointdesk.files.actions.store_file import store_file

__all__ = ["remove_orphans", "store_file"]
