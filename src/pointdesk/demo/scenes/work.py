"""What can happen to the work on a ticket: held, split, merged, related, taken up again, contested."""

from pointdesk.demo.agenda import Story
from pointdesk.demo.case import Case
from pointdesk.demo.everyday import SOON
from pointdesk.demo.issues import issue
from pointdesk.demo.stage import Stage
from pointdesk.tickets import actions as tickets
from pointdesk.tickets.queries import conversation_for_staff


def on_hold(stage: Stage) -> Story:
    """A ticket waits for somebody outside, and goes on."""
    yield stage.ago(55, 10)
    case = Case.open(stage, stage.clients["pallas-toys"], issue("mail-spam"))
    first, *rest = case.issue.talk
    yield stage.office()
    case.take()
    case.turn(first)
    tickets.hold(ticket_id=case.ticket.pk, by=case.agent, now=stage.now)
    case.note("Waiting for the provider's postmaster, ticket 77-1204 there.")
    yield stage.ago(50, 10)
    tickets.resume(ticket_id=case.ticket.pk, by=case.agent, now=stage.now)
    for turn in rest:
        yield stage.answer() if turn.customer else stage.office()
        case.turn(turn)


def still_on_hold(stage: Stage) -> Story:
    """A ticket waits for somebody outside until today."""
    yield stage.ago(4, 10)
    case = Case.open(stage, stage.clients["hestia-home"], issue("tropopoiisi-el"))
    yield stage.now + 6 * SOON
    case.take()
    case.turn(case.issue.talk[0])
    tickets.hold(ticket_id=case.ticket.pk, by=case.agent, now=stage.now)
    case.note("Their developer is away until Monday.")


def split(stage: Stage) -> Story:
    """One mail, two issues: each gets its own price."""
    yield stage.ago(41, 11)
    case = Case.open(stage, stage.clients["pallas-toys"], issue("two-things"))
    yield stage.office()
    case.take()
    case.turn(case.issue.talk[0])
    case.ask("Sure. For the barcodes: we have a label printer, 62 mm wide.\n\n{me}")
    said = conversation_for_staff(case.ticket.pk)[-1]
    new = tickets.split(
        ticket_id=case.ticket.pk, message_ids=[said.id], subject="Barcodes on the packing slip", by=case.agent,
        now=stage.now,
    )  # fmt: skip
    second = Case(stage, case.client, issue("again"), case.words, case.person, case.agent, new)
    yield stage.office()
    case.solve("A −3 means that three were sold while the stock was not watched. It is now: *Track inventory* was off.")
    second.price("level-1")
    second.solve("The packing slip has a field for it: **Order settings → Barcode → Code 128**. 62 mm fits well.")


def merged(stage: Stage) -> Story:
    """Two tickets about one issue: the second one's points come back."""
    yield stage.ago(29, 9, 20)
    client = stage.clients["iris-optics"]
    first = Case.open(stage, client, issue("ssl-el"), agent=stage.staff.fani)
    yield stage.office()
    first.take()
    first.turn(first.issue.talk[0])
    yield stage.answer(60)
    second = Case.open(stage, client, issue("ssl-el"), agent=stage.staff.dora)
    yield stage.office(60)
    second.take()
    second.price("level-2")
    yield stage.office(60)
    tickets.merge(ticket_id=second.ticket.pk, into_id=first.ticket.pk, by=second.agent, now=stage.now)
    yield stage.office()
    first.solve()


def merged_by_mistake(stage: Stage) -> Story:
    """Two tickets that only looked like one issue: the merge is taken back."""
    yield stage.ago(48, 9, 20)
    client = stage.clients["thalassa-diving"]
    first = Case.open(stage, client, issue("argo-el"), agent=stage.staff.fani)
    second = Case.open(stage, client, issue("feed-el"), agent=stage.staff.fani)
    for case in (first, second):
        yield stage.office(60)
        case.take()
        case.turn(case.issue.talk[0])
    yield stage.office(60)
    tickets.merge(ticket_id=second.ticket.pk, into_id=first.ticket.pk, by=second.agent, now=stage.now)
    yield stage.office(400)
    tickets.undo_merge(ticket_id=second.ticket.pk, by=second.agent, now=stage.now)
    for case in (first, second):
        yield stage.office()
        case.solve()


def related(stage: Stage) -> Story:
    """Staff note which tickets have to do with each other, and think better of one of them."""
    yield stage.ago(58, 10)
    one = Case.open(stage, stage.clients["lykos-outdoor"], issue("upgrade-advice"), agent=stage.staff.dora)
    other = Case.open(stage, stage.clients["pallas-toys"], issue("upgrade-advice"), agent=stage.staff.dora)
    third = Case.open(stage, stage.clients["lykos-outdoor"], issue("newsletter"), agent=stage.staff.dora)
    yield stage.office()
    for case in (other, third):
        tickets.link(ticket_id=one.ticket.pk, other_id=case.ticket.pk, by=one.agent, now=stage.now)
    tickets.unlink(ticket_id=one.ticket.pk, other_id=third.ticket.pk, by=one.agent, now=stage.now)
    for case in (one, other, third):
        yield from case.talk()


def reopened(stage: Stage) -> Story:
    """A closed ticket is taken up again within the days in which that costs nothing."""
    yield stage.ago(36, 10)
    case = Case.open(stage, stage.clients["argo-sails"], issue("again"))
    yield from case.talk()
    yield stage.answer(60)
    case.close()
    yield stage.ago(30, 14)
    case.reopen("It is gone again since the last update of the theme. Could you have another look?\n\n{me}")
    yield stage.office()
    case.solve("The update had reset the switch. I have set it in your own skin now, so that it stays.")


def too_late(stage: Stage) -> Story:
    """After those days it is a new ticket, which follows the old one."""
    yield stage.ago(110, 10)
    old = Case.open(stage, stage.clients["helios-lamps"], issue("antikatavoli-el"))
    yield from old.talk()
    yield stage.answer(60)
    old.close()
    yield stage.ago(75, 10)
    new = Case.open(stage, old.client, issue("antikatavoli-el"), follows_id=old.ticket.pk)
    yield from new.talk()


def contested(stage: Stage) -> Story:
    """Three prices that are looked at again: kept, returned, and one that nobody has decided yet."""
    yield stage.ago(64, 10)
    client = stage.clients["lykos-outdoor"]
    for verdict, answer in (
        ("keep", "Finding the setting took a look at your store, and the list says level 2 for that. The price stays."),
        (
            "return",
            "You had told us the solution yourself in your first message. All points go back, with our apologies.",
        ),
        ("", ""),
    ):
        case = Case.open(stage, client, issue("coupon-limits"), agent=stage.staff.dora)
        yield from case.talk()
        yield stage.answer()
        case.contest("I do not think that this was worth the points.\n\n{me}")
        yield stage.office(600)
        if verdict:
            case.decide(verdict, answer)
        yield stage.ago(44 if verdict == "keep" else 3, 10)
