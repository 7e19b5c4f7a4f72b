from pointdesk.accounts.models import StaffRole, User
from pointdesk.audit.models import Record
from pointdesk.outbox.models import StoredEvent


def rows():
    """Everything that an action of this room may write, to compare before and after a refusal."""
    return [list(model.objects.order_by("pk").values()) for model in (User, StaffRole, Record, StoredEvent)]
