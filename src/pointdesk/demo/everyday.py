"""The everyday life of the helpdesk: people buy, ask, agree, contest, thank; nothing that is worth a scene."""

from collections.abc import Generator
from datetime import datetime, timedelta

from pointdesk.calls import actions as calls
from pointdesk.charges.rules import PriceState
from pointdesk.demo.agenda import Story
from pointdesk.demo.case import Case
from pointdesk.demo.firms import Firm
from pointdesk.demo.issues import Issue, drawn_issue, issue, phone_issue
from pointdesk.demo.shop import buy, join, pack
from pointdesk.demo.stage import Client, Stage
from pointdesk.ledger import queries as ledger
from pointdesk.tickets.rules import Via

LOW = 30
"""With so few points left most people buy more."""

SOON = timedelta(minutes=5)
"""After this what was bought has arrived."""

THANKS = {
    "en": "Thank you, works like a charm!\n\n{me}",
    "el": "Σας ευχαριστούμε, όλα δουλεύουν!\n\n{me}",
}
ONE_MORE = {
    "en": "Sorry, one more thing: does this also hold for guests without an account?\n\n{me}",
    "el": "Συγγνώμη, κάτι ακόμα: ισχύει και για επισκέπτες χωρίς λογαριασμό;\n\n{me}",
}
IT_DOES = {
    "en": "Yes, it does, for both. Have a good day!",
    "el": "Ναι, ισχύει και για τους δύο. Καλή σας ημέρα!",
}
LEFT = {
    "en": "All right, then we leave it as it is. This costs nothing.",
    "el": "Εντάξει, το αφήνουμε ως έχει. Δεν χρεώνεται τίποτα.",
}
CONTESTED = {
    "en": "We think that this was a matter of minutes. Could you please look at the price again?",
    "el": "Πιστεύουμε ότι ήταν δουλειά λίγων λεπτών. Μπορείτε να ξαναδείτε την τιμή;",
}
KEPT = {
    "en": "I went through the work again: it took a look at your store, and that is level 2. The price stays.",
    "el": "Ξαναείδα την εργασία: χρειάστηκε διερεύνηση στο κατάστημά σας, δηλαδή Επίπεδο 2. Η τιμή μένει ως έχει.",
}
LOWERED = {
    "en": "You are right: most of it was an explanation. The price is 10 points now.",
    "el": "Έχετε δίκιο: το μεγαλύτερο μέρος ήταν εξήγηση. Η τιμή είναι πλέον 10 πόντοι.",
}


def customer(stage: Stage, firm: Firm, joins: datetime, tickets: int) -> Story:
    """A firm becomes a customer, has X-Cart installed (or does it alone), and asks now and then until the end."""
    yield joins
    client = join(stage, firm, *([pack(60)] if stage.likely(0.3) else []))
    if tickets and stage.likely(0.6):
        tickets -= 1
        stage.agenda.add(ticket(stage, client, stage.answer(2000), "installation"))
    left = stage.end - stage.now
    for _ in range(tickets):
        # People ask a little more in their first months.
        stage.agenda.add(ticket(stage, client, stage.now + stage.chance.random() ** 1.2 * left))


def ticket(stage: Stage, client: Client, at: datetime, code: str = "") -> Story:
    """One ticket from its opening to its end: the issue of that code, or one drawn."""
    yield at
    yield stage.answer(60)
    if not code and stage.likely(0.07):
        yield from by_phone(stage, client)
        return
    language = client.firm.language
    consent = stage.chance.choices(["", "cap", "first"], [80, 12, 8])[0]
    case = Case.open(
        stage, client, _about(stage, language, code), via=Via.EMAIL if stage.likely(0.25) else Via.WEB,
        agreed_up_to=stage.chance.choice([10, 25, 40]) if consent == "cap" else None, price_first=consent == "first",
    )  # fmt: skip
    for number, turn in enumerate(case.issue.talk):
        yield stage.answer() if turn.customer else stage.office(400 if number == 0 else 120)
        if number == 0:
            case.take()
        case.turn(turn)
        if (turn.price or turn.quote) and not (yield from _goes_on(case)):
            return
    yield from _afterwards(case)


def _about(stage: Stage, language: str, code: str) -> Issue:
    if not code:
        return drawn_issue(language, stage.chance)
    return issue(code if language == "en" else f"{code}-{language}")


def _goes_on(case: Case) -> Generator[datetime, None, bool]:
    """Wait until the price is answered and the points are there; whether the work goes on."""
    stage = case.stage
    if case.charge.state is PriceState.ASKED:
        yield stage.answer(1200)
        if not stage.likely(0.85):
            case.decline()
            yield stage.office()
            case.solve(LEFT[case.issue.language])
            return False
        case.accept()
    if case.charge.state is PriceState.WAITING:
        yield stage.answer(3000)
        missing = case.charge.waiting_for
        buy(stage, case.client.firm, pack(60 if missing <= 60 else 120 if missing <= 120 else 300))
        yield stage.now + SOON
    return True


def _afterwards(case: Case) -> Story:
    """What follows the staff's last word: silence, thanks, one more question, a contested price, more points."""
    stage, language = case.stage, case.issue.language
    yield stage.answer(600)
    follows = stage.chance.choices(["nothing", "thanks", "more", "contest"], [62, 22, 8, 8])[0]
    if follows == "thanks":
        case.ask(THANKS[language])
        case.close()
    elif follows == "more":
        case.ask(ONE_MORE[language])
        yield stage.office()
        case.solve(IT_DOES[language])
    elif follows == "contest" and case.charge.price == 25:
        yield from _contested(case)
    wallet = ledger.wallet_of(case.client.customer_id, stage.line_id)
    if wallet and ledger.balance(wallet, stage.now) < LOW and stage.likely(0.5):
        yield stage.answer(4000)
        buy(stage, case.client.firm, pack(stage.chance.choices([60, 120, 300], [5, 4, 1])[0]))


def _contested(case: Case) -> Story:
    stage, language = case.stage, case.issue.language
    case.contest(CONTESTED[language])
    yield stage.office(900)
    if stage.likely(0.5):
        case.decide("keep", KEPT[language])
    else:
        case.decide("lower", LOWERED[language], points=10)


def by_phone(stage: Stage, client: Client) -> Story:
    """Somebody calls, is led through it, and agrees to twice the points."""
    yield stage.office(30)
    case = Case.open(
        stage, client, phone_issue(client.firm.language, stage.chance), via=Via.PHONE, by=stage.staff.dora,
        agent=stage.staff.dora,
    )  # fmt: skip
    case.take()
    call = case.call()
    turn = case.issue.talk[0]
    case.price(turn.price, by_phone=True)
    price = case.charge.price
    if price is not None:
        calls.tell_price(
            call_id=call, ticket_id=case.ticket.pk, points=price, agreed_by=client.owner.label, by=case.agent,
            now=stage.now,
        )  # fmt: skip
    yield stage.now + timedelta(minutes=stage.chance.randint(6, 35))
    calls.end_call(call_id=call, by=case.agent, now=stage.now)
    if (yield from _goes_on(case)):
        case.solve(turn.solved)
