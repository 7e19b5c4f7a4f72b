"""Letters to staff: what a shop's orders need a person for (P12–P14)."""

from pointdesk.notifications.rules.facts import Reader
from pointdesk.notifications.rules.languages import Language
from pointdesk.notifications.rules.letter import Letter, Row
from pointdesk.notifications.rules.letters._parts import letter


def staff_newcomer(say: Language, reader: Reader, *, customer: str, line: str, points: int, others: str) -> Letter:
    """A welcome gift waits for a decision: new, or the same as `others`."""
    return letter(
        say, reader,
        heading=say.staff_newcomer(customer),
        paragraphs=(say.staff_newcomer_explained(points, others),),
        rows=(Row(say.customer, customer), Row(say.product_line, line)),
    )  # fmt: skip


def staff_charged_back(
    say: Language, reader: Reader, *, order: str, customer: str, cancelled: int, arrears: int
) -> Letter:
    """A bank took the money of an order back."""
    return letter(
        say, reader,
        heading=say.staff_charged_back(order),
        paragraphs=(say.staff_charged_back_explained(cancelled, arrears),),
        rows=(Row(say.customer, customer), Row(say.order, order)),
    )  # fmt: skip


def staff_unknown_sku(say: Language, reader: Reader, *, order: str, sku: str) -> Letter:
    """An article stands for nothing yet."""
    return letter(
        say, reader,
        heading=say.staff_unknown_sku(sku),
        paragraphs=(say.staff_unknown_sku_explained(),),
        rows=(Row(say.article, sku), Row(say.order, order)),
    )  # fmt: skip


def staff_points_moved(say: Language, reader: Reader, *, order: str, customer: str, points: int) -> Letter:
    """Ruling 24: points of a refunded order stay with the customer to whom they were moved."""
    return letter(
        say, reader,
        heading=say.staff_points_moved(points, order),
        paragraphs=(say.staff_points_moved_explained(),),
        rows=(Row(say.customer, customer), Row(say.order, order)),
    )  # fmt: skip


def staff_status_back(say: Language, reader: Reader, *, order: str, status: str, reported: str) -> Letter:
    """Ruling 23: a shop reported a status that lies behind the known one."""
    return letter(
        say, reader,
        heading=say.staff_status_back(order),
        paragraphs=(say.staff_status_back_explained(status, reported),),
        rows=(Row(say.order, order),),
    )  # fmt: skip


def staff_delivery_refused(say: Language, reader: Reader, *, shop: str, error: str) -> Letter:
    """A delivery that its shop signed could not be applied; `error` is the refusal's name."""
    return letter(
        say, reader,
        heading=say.staff_delivery_refused(shop),
        paragraphs=(say.staff_delivery_refused_explained(error),),
        rows=(Row(say.shop, shop),),
    )  # fmt: skip
