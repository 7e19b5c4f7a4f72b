from pointdesk.catalog.models import Pack
from pointdesk.kit.errors import NotFound


def pack(line_id: int, code: str) -> Pack:
    """The pack of that code, on sale now or once sold. Raises NotFound."""
    found = Pack.objects.filter(line_id=line_id, code=code).first()
    if found is None:
        raise NotFound(kind="pack", ref=code)
    return found
