"""What customers read about prices, played through the actions, as whole mails."""

from dataclasses import replace
from datetime import timedelta

from tests.factories.catalog import scheme_content
from tests.notifications.reading import lines, link_in, whole

from pointdesk.catalog.actions import publish_price_list
from pointdesk.charges import actions as charges
from pointdesk.kit.actors import SYSTEM
from pointdesk.notifications.models import Notice


def test_a_first_price(desk, post, now):
    ticket = desk.priced("level-2")

    (mail,) = post(now)

    assert (mail.to, mail.subject) == (["anna@nisos.example"], f"[#{ticket.number}] Checkout fails")
    assert mail.body == whole("first-price", number=ticket.number)


def test_a_higher_price_in_greek(desk, post, now):
    ticket = desk.priced("level-2", by=desk.bruno)
    post(now)
    charges.set_price(
        charge_id=ticket.charge_id,
        items=[("level-3", 1)],
        by=desk.dora,
        now=now,
        reason="Χρειάστηκε το ημερολόγιο",
    )

    (mail,) = post(now)

    assert (mail.to, mail.subject) == (["bruno@nisos.example"], f"Re: [#{ticket.number}] Checkout fails")
    assert mail.body == whole("higher-price-in-greek", number=ticket.number)


def test_a_lower_price(desk, post, now):
    ticket = desk.priced("level-3")
    post(now)
    desk.price(ticket, "level-2")

    (mail,) = post(now)

    assert lines(mail, "The price of #", "40 →") == [
        f"The price of #{ticket.number} is now 25 points", "40 → 25 points (returned 15 points)",
    ]  # fmt: skip


def test_support_by_phone_says_why_the_price_doubled(desk, post, now):
    ticket = desk.priced("level-2")
    post(now)
    charges.set_delivery(charge_id=ticket.charge_id, delivery="phone", by=desk.dora, now=now)

    (mail,) = post(now)

    assert lines(mail, "25 →", "For", "Why") == [
        "25 → 50 points (charged 25 points more)",
        "For: level-2 (by phone, points × 2)",
        "Why: The support is given by phone now",
    ]


def test_who_must_buy_points_is_told_how_many_are_missing(desk, post, now):
    ticket = desk.priced("level-4", "level-3", by=desk.bruno)

    anna, bruno = sorted(post(now), key=lambda mail: mail.to)

    assert (anna.to, bruno.to) == (["anna@nisos.example"], ["bruno@nisos.example"])
    assert lines(anna, "#", "“", "As soon", "120", "Buy", "https") == [
        f"#{ticket.number}: price 120 points, not charged yet",
        "“Checkout fails” waits for points: 20 points are missing.",
        "As soon as they are there, the ticket is charged by itself and goes on. Until then nothing is taken.",
        "120 points (20 points missing)",
        "Buy points:",
        "https://help.altermarket.example/points/buy/",
    ]
    assert lines(bruno, "#", "Το αίτημα", "Αγορά") == [
        f"#{ticket.number}: τιμή 120 πόντοι, δεν χρεώθηκε ακόμη",
        "Το αίτημα «Checkout fails» περιμένει πόντους: λείπουν 20 πόντοι.",
        "Αγορά πόντων:",
    ]


def test_a_rise_that_waits_says_what_stays_charged(desk, post, now):
    ticket = desk.priced("level-4")
    post(now)
    desk.price(ticket, "level-4", "level-3")

    (mail,) = post(now)

    assert lines(mail, "The 80", "80 →") == [
        "The 80 points charged for it before stay charged.", "80 → 120 points (20 points missing)",
    ]  # fmt: skip


def test_points_that_come_charge_the_waiting_ticket(desk, post, now):
    ticket = desk.priced("level-4", "level-3")
    post(now)
    desk.lot(60)

    arrived, served = post(now)

    assert arrived.subject == "60 points have arrived"
    assert lines(served, "Charged", "120", "Available") == [
        f"Charged 120 points for #{ticket.number}", "120 points (charged 120 points)",
        "Available now: 40 points (x-cart)",
    ]  # fmt: skip


def test_our_bug_returns_everything(desk, post, now):
    ticket = desk.priced("level-3")
    post(now)
    charges.void_for_bug(charge_id=ticket.charge_id, by=desk.emil, now=now, reason="Known since 4.1")

    (mail,) = post(now)

    assert lines(mail, "Returned", "This", "The points", "40", "Why", "Who") == [
        f"Returned 40 points for #{ticket.number}: it was our bug",
        "This is about “Checkout fails”. The cause was a bug of ours, so this ticket costs nothing.",
        "The points are yours to use again, for 30 days at least and never for less long than before.",
        "40 points (returned 40 points)",
        "Why: Known since 4.1",
        "Who decided: Emil, 5 May 2026, 12:00",
    ]


def test_own_fault(desk, post, now):
    ticket = desk.priced("level-3")
    post(now)
    charges.own_fault(charge_id=ticket.charge_id, by=desk.emil, now=now, reason="We overwrote the skin")

    (mail,) = post(now)

    assert lines(mail, "Returned") == [f"Returned 40 points for #{ticket.number}: our own earlier work was at fault"]


def test_a_review_tells_its_reason(desk, post, now):
    ticket = desk.priced("level-3")
    post(now)
    charges.ask_review(charge_id=ticket.charge_id, reason="Too dear", by=desk.anna, now=now)
    assert post(now) == []
    charges.decide_review(
        charge_id=ticket.charge_id, verdict="lower", items=[("level-2", 1)], by=desk.emil, now=now,
        reason="The log was not needed",
    )  # fmt: skip

    (mail,) = post(now)

    assert lines(mail, "The price", "As you", "40", "Why", "Who") == [
        f"The price of #{ticket.number} is now 25 points",
        "As you asked, we have reconsidered the price of “Checkout fails”.",
        "40 → 25 points (returned 15 points)",
        "Why: The log was not needed",
        "Who decided: Emil, 5 May 2026, 12:00",
    ]


def test_a_review_that_keeps_the_price(desk, post, now):
    ticket = desk.priced("level-3")
    charges.ask_review(charge_id=ticket.charge_id, reason="", by=desk.anna, now=now)
    charges.decide_review(charge_id=ticket.charge_id, verdict="keep", by=desk.emil, now=now, reason="It was level 3")

    *_, mail = post(now)

    assert lines(mail, "The price", "40", "Why") == [
        f"The price of #{ticket.number} stays at 40 points", "40 points", "Why: It was level 3",
    ]  # fmt: skip


def test_a_price_above_the_cap_is_asked(desk, post, now):
    ticket = desk.priced("level-2", agreed_up_to=30)
    post(now)
    desk.price(ticket, "level-3")

    (mail,) = post(now)

    assert lines(mail, "#", "“", "You said", "Its price", "25 →", "Accept") == [
        f"#{ticket.number}: shall we go ahead for 40 points?",
        "“Checkout fails” would cost 40 points.",
        "You said: go ahead up to 30 points. This is more, so we ask you first.",
        "Its price so far, 25 points, holds until you answer.",
        "25 → 40 points (not charged yet)",
        "Accept or decline:",
    ]


def test_a_quote_says_what_for_and_how_long(desk, post, now):
    ticket = desk.open()
    charges.quote(
        charge_id=ticket.charge_id, points=90, text="A new skin:\n- header\n- footer",
        valid_until=(now + timedelta(days=27)).date(), by=desk.dora, now=now,
    )  # fmt: skip

    (mail,) = post(now)

    assert mail.body == whole("quote", number=ticket.number, url=link_in(mail))


def test_a_question_that_was_answered_before_the_mail_is_not_asked(desk, post, now):
    ticket = desk.open(agreed_up_to=0)
    offer = desk.price(ticket, "level-2").open_offer
    charges.accept(offer_id=offer.id, by=desk.anna, now=now)

    (mail,) = post(now)

    assert lines(mail, "The price", "You", "We have", "Why") == [
        f"The price of #{ticket.number} is 25 points", "You accepted 25 points for “Checkout fails”.",
        "Why: It was asked, and accepted",
    ]  # fmt: skip


def test_a_colleague_reads_who_accepted(desk, post, now):
    ticket = desk.open(by=desk.bruno, agreed_up_to=0)
    offer = desk.price(ticket, "level-2").open_offer
    charges.accept(offer_id=offer.id, by=desk.anna, now=now)

    (mail,) = post(now)

    assert (mail.to, lines(mail, "Αποδοχή")) == (
        ["bruno@nisos.example"], ["Αποδοχή από Anna: 25 πόντοι για το αίτημα «Checkout fails»."],
    )  # fmt: skip


def test_a_charge_without_a_ticket_has_nobody_to_be_told(desk, post, now):
    charge = charges.open_charge(
        customer_id=desk.customer.pk, line_id=desk.line.pk, reference="loose", by=desk.dora, now=now
    )
    charges.set_price(charge_id=charge.id, items=[("level-2", 1)], by=desk.dora, now=now)

    assert post(now) == []
    assert Notice.objects.filter(kind="price_changed").count() == 0


def test_a_price_that_waits_no_longer_says_what_stays_charged(desk, post, now):
    ticket = desk.priced("level-4")
    desk.price(ticket, "level-4", "level-3")
    post(now)
    desk.price(ticket, "level-4")

    (mail,) = post(now)

    assert lines(mail, "120 →") == ["120 → 80 points (80 points stay charged)"]


def test_a_mail_that_is_written_late_names_the_items_of_its_own_step(desk, post, now):
    ticket = desk.open(agreed_up_to=30)
    desk.price(ticket, "level-2")
    desk.price(ticket, "level-3")

    told, asked = post(now)

    assert lines(told, "25", "For") == ["25 points (charged 25 points)", "For: level-2"]
    assert lines(asked, "25 →", "For") == ["25 → 40 points (not charged yet)", "For: level-3"]


def test_a_verdict_is_told_where_the_price_list_has_no_item_for_it(desk, post, now):
    scheme = scheme_content()
    unnamed = replace(scheme, items=tuple(item for item in scheme.items if item.code != "warranty"))
    publish_price_list(line_id=desk.line.pk, in_force_from=now.date(), content=unnamed, by=SYSTEM, now=now)
    ticket = desk.open()
    charges.void_for_bug(charge_id=ticket.charge_id, by=desk.emil, now=now, reason="Known since 4.1")

    (mail,) = post(now)

    assert lines(mail, "The price", "Why") == [f"The price of #{ticket.number} is 0 points", "Why: Known since 4.1"]
