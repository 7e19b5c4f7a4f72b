from datetime import date, datetime

from pointdesk.charges.rules import ReviewState, StepKind

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_STEPS = {
    StepKind.OPENED: "The ticket was opened",
    StepKind.SPLIT: "A second issue became a ticket of its own",
    StepKind.PRICED: "We evaluated the ticket",
    StepKind.DELIVERY: "The way in which the support is given has changed",
    StepKind.URGENCY: "The urgency of the ticket has changed",
    StepKind.QUOTED: "We made a quote",
    StepKind.ACCEPTED: "It was asked, and accepted",
    StepKind.DECLINED: "The price was declined",
    StepKind.SERVED: "The points for it have come",
    StepKind.SETTLED: "The ticket was closed: what was not charged by then is not charged any more",
    StepKind.REOPENED: "The ticket was reopened",
    StepKind.REVIEW_ASKED: "You asked us to reconsider the price",
    StepKind.REVIEW_DECIDED: "We reconsidered the price",
    StepKind.BUG: "It was our bug",
    StepKind.BUG_REVERSED: "It turned out not to be our bug",
    StepKind.OWN_FAULT: "Our own earlier work was at fault",
    StepKind.MERGED: "It was the same issue as another ticket",
    StepKind.UNMERGED: "It is an issue of its own after all",
    StepKind.MOVED: "The ticket went to another customer's account",
}
_RETURNS = {
    StepKind.BUG: "it was our bug",
    StepKind.OWN_FAULT: "our own earlier work was at fault",
    StepKind.MERGED: "it was the same issue as another ticket",
}
_RETURNS_EXPLAINED = {
    StepKind.BUG: "The cause was a bug of ours, so this ticket costs nothing.",
    StepKind.OWN_FAULT: "What you paid for here was spoilt by our own earlier work, so this ticket costs nothing.",
    StepKind.MERGED: "This was the same issue as another ticket of yours. You pay for one of them only.",
}


class English:
    """The phrases in English."""

    code = "en"

    def points(self, n: int) -> str:
        return f"{n:,} {self.unit(n)}"

    def unit(self, n: int) -> str:
        return "point" if n == 1 else "points"

    def figure(self, n: int) -> str:
        return f"{n:,}"

    def day(self, day: date) -> str:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def moment(self, at: datetime) -> str:
        return f"{self.day(at.date())}, {at:%H:%M}"

    def quoted(self, text: str) -> str:
        return f"“{text.replace('“', '‘').replace('”', '’')}”"

    def item(self, name: str, quantity: int) -> str:
        return f"{quantity} × {name}" if quantity > 1 else name

    def by_phone(self, multiplier: int) -> str:
        return f"by phone, points × {multiplier}"

    def doubled(self, multiplier: int) -> str:
        return f"points × {multiplier}"

    def automatically(self) -> str:
        return "automatically"

    def greeting(self, name: str) -> str:
        return f"Hello {name}," if name else "Hello,"

    def footer(self, vendor: str, phone: str) -> str:
        return f"{vendor} · {phone}" if phone else vendor

    why = "Why"
    decided_by = "Who decided"
    made_of = "For"
    available_now = "Available now"
    usable_through = "Can be used through"
    product_line = "For"
    valid_through = "Valid through"
    read_ticket = "Read the ticket"
    answer_ticket = "Answer on the ticket's page"
    accept_or_decline = "Accept or decline"
    see_points = "See your points"
    buy_points = "Buy points"
    see_patches = "See the patches"
    see_pin = "See your support PIN"
    customer = "Customer"
    order = "Order"
    article = "Article"
    shop = "Shop"

    def step(self, kind: StepKind) -> str:
        return _STEPS[kind]

    def price_is(self, number: int, n: int) -> str:
        return f"The price of #{number} is {self.points(n)}"

    def price_is_now(self, number: int, n: int) -> str:
        return f"The price of #{number} is now {self.points(n)}"

    def has_a_price(self, title: str) -> str:
        return f"We have evaluated {self.quoted(title)}."

    def was_accepted(self, who: str, title: str, n: int) -> str:
        return f"{who} accepted {self.points(n)} for {self.quoted(title)}."

    def you_accepted(self, title: str, n: int) -> str:
        return f"You accepted {self.points(n)} for {self.quoted(title)}."

    def is_by_phone(self) -> str:
        return "The support is given by phone now"

    def is_online(self) -> str:
        return "The support is given online now"

    def has_another_price(self, title: str) -> str:
        return f"The price of {self.quoted(title)} has changed."

    def charged(self, n: int) -> str:
        return f"charged {self.points(n)}"

    def charged_more(self, n: int) -> str:
        return f"charged {self.points(n)} more"

    def returned(self, n: int) -> str:
        return f"returned {self.points(n)}"

    def nothing_charged(self) -> str:
        return "nothing is charged"

    def still_charged(self, n: int) -> str:
        return f"{self.points(n)} {'stays' if n == 1 else 'stay'} charged"

    def may_be_contested(self) -> str:
        return (
            "If you think this is not right, ask on the ticket's page to have the price reconsidered: someone else "
            "decides, and it can only stay or go down. If it turns out to be our bug, all points come back."
        )

    def may_we(self, number: int, n: int) -> str:
        return f"#{number}: shall we go ahead for {self.points(n)}?"

    def would_cost(self, title: str, n: int) -> str:
        return f"{self.quoted(title)} would cost {self.points(n)}."

    def costs_so_far(self, n: int) -> str:
        return f"Its price so far, {self.points(n)}, holds until you answer."

    def agreed_only_to(self, n: int) -> str:
        return f"You said: go ahead up to {self.points(n)}. This is more, so we ask you first."

    def asked_for_price_first(self) -> str:
        return "You asked us to tell you the price first."

    def nothing_until_accepted(self) -> str:
        return "Nothing is charged for this unless you accept. If you decline, we may have to stop here."

    def our_quote(self, number: int, n: int) -> str:
        return f"#{number}: our quote is {self.points(n)}"

    def quote_is_for(self, title: str) -> str:
        return f"For {self.quoted(title)} we offer:"

    def quote_lapses(self) -> str:
        return "Nothing is charged unless you accept. A quote that is declined or not answered costs nothing."

    def not_yet_charged(self) -> str:
        return "not charged yet"

    def personal_link(self) -> str:
        return (
            "This link is meant for you alone, please do not pass it on. It only opens the question; nothing is "
            "accepted before you say so there."
        )

    def not_charged_yet(self, number: int, n: int) -> str:
        return f"#{number}: price {self.points(n)}, not charged yet"

    def missing(self, title: str, n: int) -> str:
        verb = "is" if n == 1 else "are"
        return f"{self.quoted(title)} waits for points: {self.points(n)} {verb} missing."

    def missing_note(self, n: int) -> str:
        return f"{self.points(n)} missing"

    def stays_charged(self, n: int) -> str:
        return f"The {self.points(n)} charged for it before {'stays' if n == 1 else 'stay'} charged."

    def charged_by_itself(self) -> str:
        return "As soon as they are there, the ticket is charged by itself and goes on. Until then nothing is taken."

    def arrears_first(self, title: str) -> str:
        return (
            f"{self.quoted(title)} waits, because points of a payment that was taken back are still open in your "
            "account. As soon as that is settled, the ticket is charged by itself and goes on."
        )

    def was_charged(self, number: int, n: int) -> str:
        return f"Charged {self.points(n)} for #{number}"

    def no_longer_waits(self, title: str) -> str:
        return f"The points for {self.quoted(title)} have come, so it was charged and no longer waits."

    def was_returned(self, number: int, n: int) -> str:
        return f"Returned {self.points(n)} for #{number}"

    def return_reason(self, kind: StepKind) -> str:
        return _RETURNS.get(kind, _STEPS[kind])

    def return_explained(self, kind: StepKind, title: str) -> str:
        about = f"This is about {self.quoted(title)}."
        return f"{about} {_RETURNS_EXPLAINED.get(kind, _STEPS[kind] + '.')}"

    def usable_again(self, days: int) -> str:
        return f"The points are yours to use again, for {days} days at least and never for less long than before."

    def review_result(self, result: ReviewState, number: int, n: int) -> str:
        if result is ReviewState.KEPT:
            return f"The price of #{number} stays at {self.points(n)}"
        return self.price_is_now(number, n)

    def reconsidered(self, title: str) -> str:
        return f"As you asked, we have reconsidered the price of {self.quoted(title)}."

    def is_solved(self, number: int) -> str:
        return f"#{number} is solved"

    def we_call_it_solved(self, title: str) -> str:
        return f"We believe that {self.quoted(title)} is solved."

    def it_cost(self, n: int) -> str:
        return f"It cost {self.points(n)}." if n else "It cost nothing: 0 points."

    def waits_still(self, n: int) -> str:
        return f"Its price is {self.points(n)}, not all of it charged yet."

    def if_it_works(self, day: date, days: int) -> str:
        span = "one day" if days == 1 else f"{days} days"
        return (
            f"If everything works, there is nothing to do: without an answer within {span} (through {self.day(day)}) "
            "the ticket closes by itself. If something is still wrong, answer, and the work goes on."
        )

    def may_be_reopened(self, days: int) -> str:
        span = "one day" if days == 1 else f"{days} days"
        return f"After that you can reopen it for {span} at no charge."

    def wrote(self, who: str, number: int) -> str:
        return f"{who} wrote about #{number}"

    def wrote_about(self, who: str, title: str) -> str:
        return f"{who} wrote about {self.quoted(title)}:"

    def arrived_by_purchase(self, n: int) -> str:
        return f"{self.points(n)} {'has' if n == 1 else 'have'} arrived"

    def thanks_for_purchase(self) -> str:
        return "Thank you for your purchase: your points are ready to use."

    def arrived_as_gift(self, n: int) -> str:
        return f"{self.points(n)} for you, free of charge"

    def gift_explained(self) -> str:
        return "These points are a gift: your support begins with them."

    def goodwill_explained(self) -> str:
        return "These points are a gift from us, on top of those that you have."

    def arrived_otherwise(self, n: int) -> str:
        return f"{self.points(n)} {'was' if n == 1 else 'were'} added to your account"

    def otherwise_explained(self) -> str:
        return "We have added points to your account."

    def expired(self, n: int) -> str:
        return f"{self.points(n)} {'has' if n == 1 else 'have'} expired"

    def expired_explained(self, n: int, day: date) -> str:
        verb = "was" if n == 1 else "were"
        return f"{self.points(n)} that could be used through {self.day(day)} {verb} not used."

    def expiring(self, n: int, day: date) -> str:
        return f"{self.points(n)} can be used through {self.day(day)}"

    def expiring_explained(self, n: int, days: int) -> str:
        them = "it expires" if n == 1 else "they expire"
        if days == 0:
            return f"Today is the last day for {self.points(n)} of yours: unused, {them} tonight."
        span = "One day is" if days == 1 else f"{days} days are"
        return f"{span} left to use {self.points(n)} of yours. Unused, {them} after that day."

    def spent_first(self) -> str:
        return "You need to do nothing about which points are used: those that expire first are always used first."

    def gift_held(self, n: int) -> str:
        return f"Your {self.points(n)} free of charge: we are checking"

    def gift_held_explained(self, line: str, n: int) -> str:
        return (
            f"With the first purchase of {line} come {self.points(n)} free of charge. Before we add them, one of us "
            "looks at your order. You need to do nothing; we will write to you again."
        )

    def gift_refused(self) -> str:
        return "No free points with this purchase"

    def gift_refused_explained(self, line: str) -> str:
        return (
            f"Points free of charge come once with the first purchase of {line}. As far as we can see, you have had "
            "them before. If that is not so, please write to us and we will look again."
        )

    def patch_is_there(self, line: str, version: str) -> str:
        return f"A patch for {line} {version} is there".replace("  ", " ")

    def patch_explained(self, bug: str) -> str:
        return f"We have fixed a bug: {self.quoted(bug)}. The patch is yours to download."

    def patch_is_free(self) -> str:
        return "Patches are free of charge. If you would like us to apply it for you, open a ticket: that has a price."

    def pin_locked(self) -> str:
        return "Your support PIN is locked"

    def pin_explained(self) -> str:
        return (
            "Somebody on the telephone said a wrong support PIN several times, so yours no longer works. Nothing was "
            "told to them. Whether it was you or not, please make a new PIN on the page below."
        )

    def licence_gone(self, product: str) -> str:
        return f"Your licence of {product} has gone to its new owner"

    def licence_gone_explained(self, n: int) -> str:
        if not n:
            return "We have noted the sale today. Your points stay with you."
        return f"We have noted the sale today. {self.points(n)} went with the licence; all others stay with you."

    def licence_here(self, product: str) -> str:
        return f"A licence of {product} is yours now"

    def licence_here_explained(self) -> str:
        return "We have noted that you bought it. From today its support and its patches are yours."

    def accounts_joined(self) -> str:
        return "Your two accounts are one now"

    def accounts_joined_explained(self) -> str:
        return (
            "You were known to us twice, and we have joined the two: tickets, products, people and points are together "
            "now. No point was lost, and none ends earlier than before."
        )

    def staff_newcomer(self, customer: str) -> str:
        return f"{customer}: new customer, or the same as another?"

    def staff_newcomer_explained(self, n: int, others: str) -> str:
        return (
            f"A first purchase shares an e-mail, a VAT number or a telephone number with {others}. "
            f"{self.points(n)} free of charge are held until you decide."
        )

    def staff_charged_back(self, order: str) -> str:
        return f"Order {order} was charged back"

    def staff_charged_back_explained(self, cancelled: int, arrears: int) -> str:
        unused = f"{self.points(cancelled)} of it {'was' if cancelled == 1 else 'were'} unused and cancelled."
        if not arrears:
            return f"The bank took the money back. {unused}"
        return (
            f"The bank took the money back. {unused} {self.points(arrears)} had been spent and "
            f"{'is' if arrears == 1 else 'are'} now owed: priced tickets of this customer wait until that is settled."
        )

    def staff_unknown_sku(self, sku: str) -> str:
        return f"Unknown article {sku}"

    def staff_unknown_sku_explained(self) -> str:
        return (
            "An order has an article that stands for nothing here yet: no points and no product were given for it. "
            "Say what it stands for, then replay the delivery."
        )

    def staff_points_moved(self, n: int, order: str) -> str:
        return f"Order {order} was paid back, {self.points(n)} of it had moved"

    def staff_points_moved_explained(self) -> str:
        return "Money was paid back for points that belong to another customer by now. They stay there."

    def staff_status_back(self, order: str) -> str:
        return f"Order {order}: the shop went back"

    def staff_status_back_explained(self, status: str, reported: str) -> str:
        return (
            f"The shop now says {self.quoted(reported)}, though we already knew the order as {self.quoted(status)}. "
            "Nothing was done: going back is yours to decide."
        )

    def staff_delivery_refused(self, shop: str) -> str:
        return f"A delivery from {shop} was refused"

    def staff_delivery_refused_explained(self, error: str) -> str:
        return f"The shop signed it, but it cannot be applied: {error}. An order may be missing."
