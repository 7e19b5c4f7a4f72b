"""Money that goes back, a licence that is sold, and shops that report strange things."""

from dataclasses import replace
from datetime import timedelta

from pointdesk.demo.agenda import Story
from pointdesk.demo.case import Case
from pointdesk.demo.everyday import SOON
from pointdesk.demo.issues import issue
from pointdesk.demo.shop import buy, change, pack, report
from pointdesk.demo.stage import Client, Stage
from pointdesk.kit.errors import DomainError
from pointdesk.ledger import actions as ledger
from pointdesk.ledger import queries
from pointdesk.ledger.rules import Settlement
from pointdesk.lifecycle.actions import transfer_licence
from pointdesk.sales.actions import set_sku_effect
from pointdesk.sales.models import EffectKind


def charged_back(stage: Stage) -> Story:
    """The bank takes the money of a pack back after some of it was spent; later the customer pays after all."""
    yield stage.ago(180, 10)
    client = stage.clients["helios-lamps"]
    yield from Case.open(stage, client, issue("installation-el"), agent=stage.staff.fani).talk()
    yield stage.ago(82, 10)
    order = buy(stage, client.firm, pack(60))
    yield stage.ago(80, 10)
    yield from Case.open(stage, client, issue("ssl-el"), agent=stage.staff.fani).talk()
    yield stage.ago(62, 10)
    change(stage, order, "charged_back")
    yield stage.ago(60, 10)
    case = Case.open(stage, client, issue("antikatavoli-el"), agent=stage.staff.fani)
    yield stage.office()
    case.take()
    case.turn(case.issue.talk[0])
    yield stage.ago(50, 12)
    _settle(stage, client, "Paid by bank transfer after our letter.")
    buy(stage, client.firm, pack(60))
    yield stage.now + SOON
    for turn in case.issue.talk[1:]:
        yield stage.answer() if turn.customer else stage.office()
        case.turn(turn)


def _settle(stage: Stage, client: Client, note: str) -> None:
    wallet = ledger.open_wallet(customer_id=client.customer_id, line_id=stage.line_id)
    for owed in queries.open_arrears(wallet):
        ledger.settle_arrears(arrears_id=owed.id, how=Settlement.PAID, by=stage.staff.emil, now=stage.now, note=note)


def still_owed(stage: Stage) -> Story:
    """The same, and nobody has settled it: the wallet is on hold today."""
    yield stage.ago(140, 10)
    client = stage.clients["argo-sails"]
    yield from Case.open(stage, client, issue("installation"), agent=stage.staff.dora).talk()
    yield stage.ago(28, 10)
    order = buy(stage, client.firm, pack(60))
    yield stage.ago(26, 10)
    yield from Case.open(stage, client, issue("error-log"), agent=stage.staff.dora).talk()
    yield stage.ago(13, 10)
    change(stage, order, "charged_back")
    yield stage.ago(3, 10)
    case = Case.open(stage, client, issue("coupon-limits"), agent=stage.staff.dora)
    yield stage.now + 6 * SOON
    case.take()
    case.turn(case.issue.talk[0])


def licence_sold(stage: Stage) -> Story:
    """Delphi Books sells its licence and its points; then the money of a pack that it had bought goes back."""
    yield stage.ago(100, 10)
    delphi, meltemi = stage.clients["delphi-books"], stage.clients["meltemi-kites"]
    order = buy(stage, delphi.firm, pack(120))
    yield stage.ago(28, 11)
    transfer_licence(
        from_customer_id=delphi.customer_id, to_customer_id=meltemi.customer_id, product_id=stage.product_id,
        by=stage.staff.emil, now=stage.now, reason="Sold with the shop, contract of this week.", key=stage.key(),
    )  # fmt: skip
    yield stage.ago(22, 10)
    change(stage, order, "refunded", pack(120))


def paid_back(stage: Stage) -> Story:
    """A pack is paid back within three days, unused."""
    yield stage.ago(68, 10)
    order = buy(stage, stage.clients["lykos-outdoor"].firm, pack(300))
    yield stage.ago(65, 10)
    change(stage, order, "refunded", pack(300))


def went_back(stage: Stage) -> Story:
    """The shop reports a paid order as not paid, which is for staff to look at."""
    yield stage.ago(45, 10)
    order = buy(stage, stage.clients["pallas-toys"].firm, pack(60))
    yield stage.now + timedelta(hours=3)
    change(stage, order, "pending")


def unknown_article(stage: Stage) -> Story:
    """An order holds an article that nobody has told Pointdesk about."""
    yield stage.ago(56, 10)
    order = buy(stage, stage.clients["iris-optics"].firm, pack(60), "XC-MUG")
    yield stage.office(200)
    set_sku_effect(shop=stage.shop, sku="XC-MUG", kind=EffectKind.IGNORE, by=stage.staff.emil, now=stage.now)
    report(stage, order)


def article_swapped(stage: Stage) -> Story:
    """The shop changes an article in a paid order instead of making a new one, and is refused."""
    yield stage.ago(54, 10)
    order = buy(stage, stage.clients["pallas-toys"].firm, pack(60))
    yield stage.now + timedelta(hours=20)
    try:
        report(stage, replace(order, skus=(pack(120),)))
    except DomainError:
        # What a shop gets as an answer; staff find the delivery in the inbox.
        return
