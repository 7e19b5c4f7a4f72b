"""Nisos Ceramics: Anna, who signs in to the demo, and Bruno. A bit of everything, and something to answer today."""

from datetime import timedelta

from pointdesk.calls import actions as calls
from pointdesk.charges import actions as charges
from pointdesk.customers.actions import add_person
from pointdesk.customers.queries import person_as_actor
from pointdesk.demo.agenda import Story
from pointdesk.demo.case import Case
from pointdesk.demo.everyday import SOON
from pointdesk.demo.firms import NISOS
from pointdesk.demo.founding import let_in
from pointdesk.demo.issues import issue
from pointdesk.demo.logins import ANNA, BRUNO
from pointdesk.demo.shop import buy, join, pack
from pointdesk.demo.stage import Stage
from pointdesk.tickets.rules import Attachment, Via

UNREADABLE = (
    b"PHP Warning: file_get_contents(etc/config.local.php): Permission denied in Utils/ConfigParser.php on line 112"
)
ERROR_LOG = b"[08:31:07] %s\n[08:31:07] PHP Fatal error: no configuration in top.inc.php:48\n[08:31:09] %s\n" % (
    UNREADABLE,
    UNREADABLE,
)
OUT_OF_OFFICE = "I am at the fair in Milan until Thursday and will answer when I am back.\n\nBruno"


def year(stage: Stage) -> Story:
    """Anna's year until a month ago."""
    dora = stage.staff.dora
    yield stage.ago(371, 10)
    client = join(stage, NISOS)
    let_in(stage, ANNA, client.owner, "en")
    yield stage.now + timedelta(hours=2)
    yield from Case.open(stage, client, issue("installation"), agent=dora).talk()
    yield stage.ago(360, 15)
    yield from Case.open(stage, client, issue("shipping-zones"), agent=dora).talk()
    yield stage.ago(352, 12)
    buy(stage, NISOS, pack(300))

    yield stage.ago(330, 9, 10)
    log = Attachment(name="error-log.txt", content=ERROR_LOG)
    case = Case.open(stage, client, issue("error-log"), agent=dora, files=[log])
    yield from case.talk()
    yield stage.answer()
    case.close()

    yield from _telephone(stage)
    yield stage.ago(230, 13)
    case = Case.open(stage, client, issue("modules"), agent=dora, agreed_up_to=40)
    asked, done = case.issue.talk
    yield stage.office()
    case.take()
    case.turn(asked)
    yield stage.answer()
    case.accept()
    yield stage.office(900)
    case.turn(done)

    yield from _lowered(stage)
    yield stage.ago(171, 10)
    yield from Case.open(stage, client, issue("points-question"), agent=dora).talk()
    yield from _quoted(stage)
    yield stage.ago(25, 12)
    buy(stage, NISOS, pack(120))


def _telephone(stage: Stage) -> Story:
    client, dora = stage.clients[NISOS.code], stage.staff.dora
    yield stage.ago(262, 14)
    case = Case.open(stage, client, issue("phone-order-edit"), agent=dora, by=dora, via=Via.PHONE)
    case.take()
    call = case.call()
    case.price("level-1", by_phone=True)
    calls.tell_price(
        call_id=call, ticket_id=case.ticket.pk, points=20, agreed_by=client.owner.label, by=dora, now=stage.now
    )
    yield stage.now + timedelta(minutes=14)
    calls.end_call(call_id=call, by=dora, now=stage.now)
    case.solve(case.issue.solved)


def _lowered(stage: Stage) -> Story:
    yield stage.ago(193, 10)
    case = Case.open(stage, stage.clients[NISOS.code], issue("old-php"), agent=stage.staff.dora)
    yield from case.talk()
    yield stage.answer()
    case.contest(
        "The empty PDF was our hoster's omission, and you only wrote them a mail. Is that really a level 3?\n\n{me}"
    )
    yield stage.office(1200)
    case.decide(
        "lower", "True: the work in your store was level 2, and the mail to the hoster is on us. 25 points.", points=25
    )


def _quoted(stage: Stage) -> Story:
    yield stage.ago(150, 9, 40)
    case = Case.open(stage, stage.clients[NISOS.code], issue("theme-quote"), agent=stage.staff.dora)
    yield stage.office()
    case.take()
    case.quote(60, case.issue.talk[0].reason)
    case.say(
        "Hello {me}, a nice sketch! I have made you an offer: **60 points**, all in all, since we reuse our own skin."
    )
    yield stage.answer(1500)
    case.accept()
    for turn in case.issue.talk[1:]:
        yield stage.answer() if turn.customer else stage.office(3000)
        case.turn(turn)


def bruno(stage: Stage) -> Story:
    """Anna's colleague joins. He may not spend points, so she is asked about what he wants."""
    yield stage.ago(88, 10)
    client = stage.clients[NISOS.code]
    person = add_person(
        customer_id=client.customer_id, name=BRUNO.name, email=BRUNO.email, language="en", may_spend=False,
        by=client.owner, now=stage.now,
    )  # fmt: skip
    client.people.append(person_as_actor(person))
    let_in(stage, BRUNO, client.people[1], "en")
    yield stage.ago(60, 10)
    case = Case.open(stage, client, issue("asks-first"), agent=stage.staff.dora, person=client.people[1])
    yield stage.office()
    case.take()
    case.turn(case.issue.talk[0])
    yield stage.now + SOON
    case.ask(OUT_OF_OFFICE, automatic=True)
    yield stage.answer()
    case.accept(by=client.owner)
    yield stage.office()
    case.solve("**Content → Labels**, search for *cookie_consent*. The pictures are in our manual, page 44.")

    yield stage.ago(30, 16)
    case = Case.open(stage, client, issue("too-dear"), agent=stage.staff.dora, person=client.owner, price_first=True)
    yield stage.office()
    case.take()
    case.turn(case.issue.talk[0])
    yield stage.answer()
    case.decline("Too much for us at the moment.")
    yield stage.office()
    case.solve("All right, {me}. The ticket costs nothing.")


def last_days(stage: Stage) -> Story:
    """What Anna finds when she signs in today: something returned, something contested, and answers that are due."""
    yield stage.ago(14, 9, 30)
    client, dora = stage.clients[NISOS.code], stage.staff.dora
    spoilt = Case.open(stage, client, issue("spoilt-work"), agent=dora)
    first, sorry = spoilt.issue.talk
    yield stage.office()
    spoilt.take()
    spoilt.turn(first)
    yield stage.office()
    charges.own_fault(
        charge_id=spoilt.ticket.charge_id, reason="Our own mistake of the day before.", by=dora, now=stage.now
    )
    spoilt.turn(sorry)
    yield stage.office()
    spoilt.solve("The menu is there on all sizes. Sorry again, and thank you for telling us so fast.")

    yield stage.ago(6, 9)
    contested = Case.open(stage, client, issue("feed-prices"), agent=dora)
    yield from contested.talk()
    yield stage.answer(120)
    contested.contest("The job had stopped because of your backup restore in spring. Should we pay for that?\n\n{me}")

    yield stage.before_end(hours=74)
    yield from _asked(stage, "open-quote")
    yield stage.before_end(hours=50)
    yield from _asked(stage, "unanswered")
    yield stage.before_end(hours=26)
    yield from _asked(stage, "capped", agreed_up_to=10)
    yield stage.before_end(hours=20)
    solved = Case.open(stage, client, issue("again"), agent=dora)
    yield stage.now + SOON
    solved.take()
    for turn in solved.issue.talk:
        yield stage.now + 2 * SOON
        solved.turn(turn)
    yield stage.before_end(hours=2)
    Case.open(stage, client, issue("fresh"))


def _asked(stage: Stage, code: str, agreed_up_to: int | None = None) -> Story:
    """A ticket in which it is the customer's turn."""
    case = Case.open(stage, stage.clients[NISOS.code], issue(code), agent=stage.staff.dora, agreed_up_to=agreed_up_to)
    yield stage.now + timedelta(minutes=stage.chance.randint(40, 90))
    case.take()
    case.turn(case.issue.talk[0])
