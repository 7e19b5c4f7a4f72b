"""Bugs of the software: confirmed with a patch, fixed, wrongly blamed, rejected, and one that nobody has judged yet."""

from pointdesk.bugs import actions as bugs
from pointdesk.bugs import queries as bugs_register
from pointdesk.demo.agenda import Story
from pointdesk.demo.case import Case
from pointdesk.demo.everyday import SOON
from pointdesk.demo.firms import NISOS
from pointdesk.demo.issues import issue
from pointdesk.demo.stage import Stage

QUICK_VIEW = b"""--- a/skins/customer/product/quicklook/price.twig
+++ b/skins/customer/product/quicklook/price.twig
@@ -4,3 +4,3 @@
-{{ this.getBasePrice() }}
+{{ this.getDisplayPrice() }}
"""
ORDER_MAILS = b"""--- a/skins/mail/common/order/items.twig
+++ b/skins/mail/common/order/items.twig
@@ -17,3 +17,3 @@
-  {{ this.formatPrice(item.getNetPrice(), order.getCurrency()) }}
+  {{ this.formatPrice(item.getDisplayPrice(), order.getCurrency()) }}
"""
PATCH_IS_HERE = {
    "en": "It is **our bug**, the points are back, and here is the patch.",
    "el": "Είναι **δικό μας σφάλμα**, οι πόντοι επιστράφηκαν και η διόρθωση είναι έτοιμη.",
}


def quick_view(stage: Stage) -> Story:
    """Anna finds a bug; it is confirmed on an unmodified X-Cart, and she gets her points and a patch."""
    dora = stage.staff.dora
    yield stage.ago(300, 10)
    case = Case.open(stage, stage.clients[NISOS.code], issue("bug-quick-view"), agent=dora)
    first, ours = case.issue.talk
    yield stage.office()
    case.take()
    case.turn(first)
    yield stage.office(200)
    bug = bugs.register_bug(
        line_id=stage.line_id, title="Quick view shows the price before the sale", by=dora, now=stage.now,
        description="The quick view prints the base price, not the display price.",
        affected_versions="5.4.1.10 to 5.4.1.20",
    )  # fmt: skip
    bugs.link_ticket(bug_id=bug.pk, ticket_id=case.ticket.pk, by=dora, now=stage.now)
    case.turn(ours)
    bugs.confirm_bug(bug_id=bug.pk, reason="Seen on an unmodified 5.4.1.18.", by=dora, now=stage.now)
    yield stage.office(2000)
    patch = bugs.publish_patch(
        bug_id=bug.pk, version="5.4.1.18 to 5.4.1.20", name="quick-view-price.patch", content=QUICK_VIEW,
        instructions="Apply in the root of the shop with `patch -p1`, then re-deploy.", by=dora, now=stage.now,
    )  # fmt: skip
    yield stage.answer()
    bugs.download_patch(patch_id=patch.pk, by=case.person, now=stage.now)
    case.ask("The patch works, thank you. And thanks for the points!")
    yield stage.office()
    case.solve("Thank *you* for the report: it helped everybody.")
    yield stage.ago(281)
    bugs.fix_bug(bug_id=bug.pk, fixed_in="5.4.1.21", by=dora, now=stage.now)


def order_mails(stage: Stage) -> Story:
    """A bug that three customers meet at once; one of them has the patch applied, which is a ticket of its own."""
    fani = stage.staff.fani
    yield stage.ago(86, 9, 30)
    cases = [
        Case.open(stage, stage.clients["lykos-outdoor"], issue("bug-order-mail"), agent=fani),
        Case.open(stage, stage.clients["thalassa-diving"], issue("bug-order-mail-el"), agent=fani),
        Case.open(stage, stage.clients["meltemi-kites"], issue("bug-order-mail-el"), agent=fani),
    ]
    for case in cases:
        yield stage.office(60)
        case.take()
        case.turn(case.issue.talk[0])
    yield stage.ago(85, 11)
    bug = bugs.register_bug(
        line_id=stage.line_id, title="Order mails list net prices", affected_versions="5.5.0.4 to 5.5.0.6", by=fani,
        description="With 'display prices including VAT', the lines of order mails are net; the total is right.",
        now=stage.now,
    )  # fmt: skip
    for case in cases:
        bugs.link_ticket(bug_id=bug.pk, ticket_id=case.ticket.pk, by=fani, now=stage.now)
    yield stage.office(100)
    bugs.confirm_bug(bug_id=bug.pk, reason="Seen on an unmodified 5.5.0.6.", by=stage.staff.emil, now=stage.now)
    yield stage.office(1000)
    patch = bugs.publish_patch(
        bug_id=bug.pk, version="5.5.0.6", name="order-mail-prices.patch", content=ORDER_MAILS,
        instructions="Apply in the root of the shop with `patch -p1`; nothing needs to be re-deployed.", by=fani,
        now=stage.now,
    )  # fmt: skip
    for case in cases:
        case.say(PATCH_IS_HERE[case.issue.language])
        yield stage.answer()
        bugs.download_patch(patch_id=patch.pk, by=case.person, now=stage.now)
        case.close()
    yield stage.office()
    applied = Case.open(stage, cases[0].client, issue("patch-order"), agent=fani)
    yield from applied.talk()
    yield stage.ago(31)
    bugs.fix_bug(bug_id=bug.pk, fixed_in="5.5.0.7", by=fani, now=stage.now)


def no_bug_of_ours(stage: Stage) -> Story:
    """A ticket is linked to the known bug, gets its points back, and turns out to be something else."""
    yield stage.ago(70, 10)
    case = Case.open(stage, stage.clients["argo-sails"], issue("bug-not-ours"), agent=stage.staff.fani)
    yield stage.office()
    case.take()
    case.turn(case.issue.talk[0])
    known = bugs_register.bugs_for(case.agent, now=stage.now)
    bugs.link_ticket(
        bug_id=known.get(title="Order mails list net prices").pk, ticket_id=case.ticket.pk, by=case.agent, now=stage.now
    )
    yield stage.office(2500)
    bugs.reverse_bug(
        ticket_id=case.ticket.pk, items=[("level-1", 1)], by=case.agent, now=stage.now,
        reason="The template in your own skin prints the net price; X-Cart's does not in your version.",
    )  # fmt: skip
    yield stage.now + SOON
    case.solve("In your skin it is line 17 of `items.twig`: exchange *getNetPrice* for *getDisplayPrice*.")


def rejected(stage: Stage) -> Story:
    """What looked like a bug is what the software is meant to do."""
    yield stage.ago(40, 10)
    case = Case.open(stage, stage.clients["delphi-books"], issue("suspect"), agent=stage.staff.dora)
    yield stage.office()
    case.take()
    case.turn(case.issue.talk[0])
    bug = bugs.register_bug(
        line_id=stage.line_id, title="Cloned products have no variants", affected_versions="5.4, 5.5", by=case.agent,
        now=stage.now,
    )  # fmt: skip
    bugs.link_ticket(bug_id=bug.pk, ticket_id=case.ticket.pk, by=case.agent, now=stage.now)
    yield stage.office(2000)
    why = "Since 5.4 the clone asks whether variants are copied; the tick is off by default."
    bugs.reject_bug(bug_id=bug.pk, reason=why, by=stage.staff.emil, now=stage.now)
    yield stage.office()
    case.solve(f"No bug after all. {why} It is the last line of the dialog.")


def undecided(stage: Stage) -> Story:
    """Somebody suspects a bug, and nobody has tried yet."""
    yield stage.ago(5, 10)
    case = Case.open(stage, stage.clients["pallas-toys"], issue("duplicate-orders"), agent=stage.staff.fani)
    yield stage.office()
    case.take()
    case.turn(case.issue.talk[0])
    bug = bugs.register_bug(
        line_id=stage.line_id, title="Cancelled orders keep their stock when the bank answers late", by=case.agent,
        description="Two reports within a week; the callback comes after the cancellation.", now=stage.now,
    )  # fmt: skip
    bugs.link_ticket(bug_id=bug.pk, ticket_id=case.ticket.pk, by=case.agent, now=stage.now)
