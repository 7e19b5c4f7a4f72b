from datetime import date, datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.catalog import permissions, queries
from pointdesk.catalog.models import Pack, PackPrice, PriceGroup, PriceItem, PriceList, SchemeText
from pointdesk.catalog.rules import Content, SchemeView
from pointdesk.catalog.rules import Pack as PackContent
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.vendor.models import ProductLine
from pointdesk.vendor.queries import policies


def publish_price_list(*, line_id: int, in_force_from: date, content: Content, by: Actor, now: datetime) -> SchemeView:
    """Publish the next version of a line's price list, packs and texts; it takes effect as that day begins (P4, R28).

    The day is today or later; only a line's first version may begin earlier, as nothing was sold before it. Of two
    versions for one day the later holds; tickets already opened keep theirs. Where the version in force on that day
    (today, if it is past) says the same, nothing is written and that version is the answer.

    Raises NotAllowed, NotFound (line), InvalidInput (naming the place in the content), DateInThePast,
    LaterVersionPlanned, PackPointsFixed.
    """
    if not permissions.may_set_prices(by):
        raise NotAllowed(verb="publish_price_list")
    with writing():
        # The line's row is the lock under which its versions are numbered.
        if ProductLine.objects.select_for_update().filter(id=line_id).first() is None:
            raise NotFound(kind="product_line", ref=str(line_id))
        today = day_of(now, policies().zone)
        preview = queries.preview_price_list(line_id=line_id, in_force_from=in_force_from, content=content, today=today)
        if not preview.changes:
            return queries.scheme_on(line_id, max(in_force_from, today))
        row = PriceList.objects.create(
            line_id=line_id, version=preview.version, in_force_from=in_force_from, published_at=now,
            phone_multiplier=content.phone_multiplier, urgent_multiplier=content.urgent_multiplier,
        )  # fmt: skip
        _write_items(row, content)
        _write_packs(row, content.packs)
        _write_texts(row, content)
        record(
            "publish_price_list", by=by, subject=("price_list", row.id), now=now,
            data={"line": line_id, "version": row.version, "in_force_from": in_force_from.isoformat()},
        )  # fmt: skip
        return SchemeView(row.id, line_id, row.version, in_force_from, content)


def _write_items(row: PriceList, content: Content) -> None:
    groups = PriceGroup.objects.bulk_create(
        [
            PriceGroup(price_list=row, code=group.code, position=number, names=dict(group.names))
            for number, group in enumerate(content.groups)
        ]
    )
    by_code = {group.code: group for group in groups}
    PriceItem.objects.bulk_create(
        [
            PriceItem(
                price_list=row, group=by_code[item.group], code=item.code, position=number, points=item.points,
                never_doubles=item.never_doubles, quantity_allowed=item.quantity_allowed,
                minutes_hint=item.minutes_hint, names=dict(item.names), descriptions=dict(item.descriptions),
            )
            for number, item in enumerate(content.items)
        ]
    )  # fmt: skip


def _write_packs(row: PriceList, packs: tuple[PackContent, ...]) -> None:
    rows = {pack.code: pack for pack in Pack.objects.filter(line_id=row.line_id)}
    new = [Pack(line_id=row.line_id, code=p.code, points=p.points) for p in packs if p.code not in rows]
    rows |= {pack.code: pack for pack in Pack.objects.bulk_create(new)}
    PackPrice.objects.bulk_create(
        [
            PackPrice(
                price_list=row,
                pack=rows[pack.code],
                position=number,
                net_cents=pack.net_cents,
                currency=pack.currency,
                names=dict(pack.names),
            )
            for number, pack in enumerate(packs)
        ]
    )


def _write_texts(row: PriceList, content: Content) -> None:
    SchemeText.objects.bulk_create(
        [
            SchemeText(price_list=row, key=text.key, position=number, texts=dict(text.texts))
            for number, text in enumerate(content.texts)
        ]
    )
