from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.vendor import permissions
from pointdesk.vendor.actions._line import line_facts
from pointdesk.vendor.models import ProductLine


def change_product_line(
    *,
    line_id: int,
    by: Actor,
    now: datetime,
    name: str | None = None,
    category: str | None = None,
    welcome_points: int | None = None,
    position: int | None = None,
) -> ProductLine:
    """Change what a product line is called, where it stands, or its gift; None leaves a field as it is. The code stays.

    No change writes nothing; gifts already given stay as they are.
    Raises NotAllowed (managers), NotFound, InvalidInput, InvalidPoints.
    """
    if not permissions.may_manage(by):
        raise NotAllowed(verb="change_product_line")
    with writing():
        line = ProductLine.objects.select_for_update().filter(id=line_id).first()
        if line is None:
            raise NotFound(kind="product_line", ref=str(line_id))
        facts = line_facts(
            name=line.name if name is None else name,
            category=line.category if category is None else category,
            welcome_points=line.welcome_points if welcome_points is None else welcome_points,
            position=line.position if position is None else position,
        )
        changed = {
            field: [getattr(line, field), value] for field, value in facts.items() if getattr(line, field) != value
        }
        if changed:
            for field, (_, value) in changed.items():
                setattr(line, field, value)
            line.save(update_fields=list(changed))
            record("change_product_line", by=by, subject=("product_line", line_id), now=now, data=changed)
        return line
