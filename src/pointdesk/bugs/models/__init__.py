from pointdesk.bugs.models.bug import Bug, BugTicket
from pointdesk.bugs.models.patch import Patch, PatchDownload

__all__ = ["Bug", "BugTicket", "Patch", "PatchDownload"]
