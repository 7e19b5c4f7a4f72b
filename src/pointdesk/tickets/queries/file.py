from django.db.models import Q

from pointdesk.files.models import StoredFile
from pointdesk.kit.actors import Actor, ActorKind
from pointdesk.kit.errors import NotFound
from pointdesk.tickets.models import MessageFile, Ticket
from pointdesk.tickets.rules import MessageKind


def file_for(by: Actor, file_id: int) -> StoredFile:
    """A file of a conversation that `by` reads: no customer's person gets a note's (invariant 10). One query.

    Raises NotFound.
    """
    seen = Ticket.objects.visible_to(by)
    files = MessageFile.objects.filter(file=file_id).filter(
        Q(message__ticket__in=seen) | Q(message__ticket__merged_into__in=seen)
    )
    if by.kind is ActorKind.PERSON:
        files = files.exclude(message__kind=MessageKind.NOTE.value)
    found = files.select_related("file").first()
    if found is None:
        raise NotFound(kind="file", ref=str(file_id))
    return found.file
