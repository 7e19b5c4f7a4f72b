from pointdesk.files.models import StoredFile
from pointdesk.kit.actors import Actor, ActorKind
from pointdesk.kit.errors import NotFound
from pointdesk.tickets.models import MessageFile, Ticket


def file_for(by: Actor, file_id: int) -> StoredFile:
    """A file of a conversation that `by` reads: no customer's person gets a note's (invariant 10). Two queries.

    Raises NotFound.
    """
    # By the id itself, which no number is too large for, as one would be for the foreign key.
    kept = MessageFile.objects.filter(file__id=file_id).select_related("file", "message__ticket").first()
    if kept is None or not _reads(by, kept):
        raise NotFound(kind="file", ref=str(file_id))
    return kept.file


def _reads(by: Actor, kept: MessageFile) -> bool:
    if by.kind is ActorKind.PERSON and kept.message.is_note:
        return False
    ticket = kept.message.ticket
    family = [ticket.pk] if ticket.merged_into_id is None else [ticket.pk, ticket.merged_into_id]
    return Ticket.objects.visible_to(by).filter(id__in=family).exists()
