from datetime import date, datetime

from pointdesk.charges.rules import ReviewState, StepKind

_MONTHS = (
    "Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου", "Ιουλίου", "Αυγούστου", "Σεπτεμβρίου",
    "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου",
)  # fmt: skip
_STEPS = {
    StepKind.OPENED: "Το αίτημα άνοιξε",
    StepKind.SPLIT: "Ένα δεύτερο θέμα έγινε ξεχωριστό αίτημα",
    StepKind.PRICED: "Αξιολογήσαμε το αίτημα",
    StepKind.DELIVERY: "Άλλαξε ο τρόπος με τον οποίο δίνεται η υποστήριξη",
    StepKind.URGENCY: "Άλλαξε ο βαθμός του επείγοντος",
    StepKind.QUOTED: "Σας κάναμε μια προσφορά",
    StepKind.ACCEPTED: "Ζητήθηκε και έγινε αποδεκτή",
    StepKind.DECLINED: "Η τιμή δεν έγινε αποδεκτή",
    StepKind.SERVED: "Ήρθαν οι πόντοι που έλειπαν",
    StepKind.SETTLED: "Το αίτημα έκλεισε: ό,τι δεν είχε χρεωθεί ως τότε, δεν χρεώνεται πια",
    StepKind.REOPENED: "Το αίτημα άνοιξε ξανά",
    StepKind.REVIEW_ASKED: "Ζητήσατε να επανεξετάσουμε την τιμή",
    StepKind.REVIEW_DECIDED: "Επανεξετάσαμε την τιμή",
    StepKind.BUG: "Ήταν δικό μας σφάλμα",
    StepKind.BUG_REVERSED: "Αποδείχθηκε ότι δεν ήταν δικό μας σφάλμα",
    StepKind.OWN_FAULT: "Έφταιγε προηγούμενη δική μας εργασία",
    StepKind.MERGED: "Ήταν το ίδιο θέμα με άλλο αίτημα",
    StepKind.UNMERGED: "Τελικά είναι ξεχωριστό θέμα",
    StepKind.MOVED: "Το αίτημα πέρασε στον λογαριασμό άλλου πελάτη",
}
_RETURNS = {
    StepKind.BUG: "ήταν δικό μας σφάλμα",
    StepKind.OWN_FAULT: "έφταιγε προηγούμενη δική μας εργασία",
    StepKind.MERGED: "ήταν το ίδιο θέμα με άλλο αίτημα",
}
_RETURNS_EXPLAINED = {
    StepKind.BUG: "Η αιτία ήταν δικό μας σφάλμα, οπότε αυτό το αίτημα δεν κοστίζει τίποτα.",
    StepKind.OWN_FAULT: (
        "Όσα πληρώσατε εδώ χάλασαν από προηγούμενη δική μας εργασία, οπότε αυτό το αίτημα δεν κοστίζει τίποτα."
    ),
    StepKind.MERGED: "Ήταν το ίδιο θέμα με άλλο αίτημά σας. Πληρώνετε μόνο το ένα από τα δύο.",
}


class Greek:
    """The phrases in Greek, in the polite plural. Points: nominative πόντοι, accusative πόντους, genitive πόντων."""

    code = "el"

    def points(self, n: int) -> str:
        return f"{self.figure(n)} {self.unit(n)}"

    def _points(self, n: int) -> str:
        """In the accusative: what is charged, returned, offered."""
        return f"{self.figure(n)} {'πόντο' if n == 1 else 'πόντους'}"

    def unit(self, n: int) -> str:
        return "πόντος" if n == 1 else "πόντοι"

    def figure(self, n: int) -> str:
        return f"{n:,}".replace(",", ".")

    def day(self, day: date) -> str:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def _through(self, day: date) -> str:
        """Up to a day, which is included: the first of a month is feminine singular, all others are plural."""
        if day.day == 1:
            return f"έως και την 1η {_MONTHS[day.month - 1]} {day.year}"
        return f"έως και τις {self.day(day)}"

    def moment(self, at: datetime) -> str:
        return f"{self.day(at.date())}, {at:%H:%M}"

    def quoted(self, text: str) -> str:
        return f"«{text.replace('«', '“').replace('»', '”')}»"

    def item(self, name: str, quantity: int) -> str:
        return f"{quantity} × {name}" if quantity > 1 else name

    def by_phone(self, multiplier: int) -> str:
        return f"τηλεφωνικά, πόντοι × {multiplier}"

    def doubled(self, multiplier: int) -> str:
        return f"πόντοι × {multiplier}"

    def automatically(self) -> str:
        return "αυτόματα"

    def greeting(self, name: str) -> str:
        # Without the name, whose vocative a machine gets wrong.
        return "Γεια σας,"

    def footer(self, vendor: str, phone: str) -> str:
        return f"{vendor} · {phone}" if phone else vendor

    why = "Γιατί"
    decided_by = "Ποιος αποφάσισε"
    made_of = "Για"
    available_now = "Διαθέσιμοι τώρα"
    usable_through = "Ισχύουν έως και"
    product_line = "Για"
    valid_through = "Ισχύει έως και"
    read_ticket = "Δείτε το αίτημα"
    answer_ticket = "Απαντήστε στη σελίδα του αιτήματος"
    accept_or_decline = "Αποδοχή ή απόρριψη"
    see_points = "Δείτε τους πόντους σας"
    buy_points = "Αγορά πόντων"
    see_patches = "Δείτε τις διορθώσεις"
    see_pin = "Δείτε το PIN υποστήριξης"
    customer = "Πελάτης"
    order = "Παραγγελία"
    article = "Είδος"
    shop = "Κατάστημα"

    def step(self, kind: StepKind) -> str:
        return _STEPS[kind]

    def price_is(self, number: int, n: int) -> str:
        return f"Η τιμή του #{number} είναι {self.points(n)}"

    def price_is_now(self, number: int, n: int) -> str:
        return f"Η τιμή του #{number} είναι τώρα {self.points(n)}"

    def has_a_price(self, title: str) -> str:
        return f"Αξιολογήσαμε το αίτημα {self.quoted(title)}."

    def was_accepted(self, who: str, title: str, n: int) -> str:
        return f"Αποδοχή από {who}: {self.points(n)} για το αίτημα {self.quoted(title)}."

    def you_accepted(self, title: str, n: int) -> str:
        return f"Αποδεχθήκατε {self._points(n)} για το αίτημα {self.quoted(title)}."

    def is_by_phone(self) -> str:
        return "Η υποστήριξη δίνεται πλέον τηλεφωνικά"

    def is_online(self) -> str:
        return "Η υποστήριξη δίνεται πλέον μέσω διαδικτύου"

    def has_another_price(self, title: str) -> str:
        return f"Η τιμή του αιτήματος {self.quoted(title)} άλλαξε."

    def charged(self, n: int) -> str:
        return f"{'χρεώθηκε' if n == 1 else 'χρεώθηκαν'} {self.points(n)}"

    def charged_more(self, n: int) -> str:
        return f"{'χρεώθηκε' if n == 1 else 'χρεώθηκαν'} {self.points(n)} ακόμη"

    def returned(self, n: int) -> str:
        return f"{'επιστράφηκε' if n == 1 else 'επιστράφηκαν'} {self.points(n)}"

    def nothing_charged(self) -> str:
        return "δεν χρεώνεται τίποτα"

    def still_charged(self, n: int) -> str:
        return f"{'παραμένει χρεωμένος' if n == 1 else 'παραμένουν χρεωμένοι'} {self.points(n)}"

    def may_be_contested(self) -> str:
        return (
            "Αν πιστεύετε ότι αυτό δεν είναι σωστό, ζητήστε στη σελίδα του αιτήματος να επανεξεταστεί η τιμή: "
            "αποφασίζει άλλος συνεργάτης, και μπορεί μόνο να μείνει ίδια ή να μειωθεί. Αν αποδειχθεί ότι ήταν δικό μας "
            "σφάλμα, επιστρέφονται όλοι οι πόντοι."
        )

    def may_we(self, number: int, n: int) -> str:
        return f"#{number}: να προχωρήσουμε με {self._points(n)};"

    def would_cost(self, title: str, n: int) -> str:
        return f"Το αίτημα {self.quoted(title)} θα κόστιζε {self._points(n)}."

    def costs_so_far(self, n: int) -> str:
        return f"Η ως τώρα τιμή του, {self.points(n)}, ισχύει μέχρι να απαντήσετε."

    def agreed_only_to(self, n: int) -> str:
        return f"Μας είπατε να προχωρήσουμε έως {self._points(n)}. Αυτό είναι περισσότερο, γι' αυτό σας ρωτάμε πρώτα."

    def asked_for_price_first(self) -> str:
        return "Ζητήσατε να σας πούμε πρώτα την τιμή."

    def nothing_until_accepted(self) -> str:
        return "Δεν χρεώνεται τίποτα για αυτό αν δεν συμφωνήσετε. Αν το απορρίψετε, ίσως χρειαστεί να σταματήσουμε εδώ."

    def our_quote(self, number: int, n: int) -> str:
        return f"#{number}: η προσφορά μας είναι {self.points(n)}"

    def quote_is_for(self, title: str) -> str:
        return f"Για το αίτημα {self.quoted(title)} σας προσφέρουμε:"

    def quote_lapses(self) -> str:
        return (
            "Δεν χρεώνεται τίποτα αν δεν συμφωνήσετε. Μια προσφορά που απορρίπτεται ή μένει αναπάντητη δεν κοστίζει "
            "τίποτα."
        )

    def not_yet_charged(self) -> str:
        return "δεν χρεώθηκαν ακόμη"

    def personal_link(self) -> str:
        return (
            "Ο σύνδεσμος είναι μόνο για εσάς, παρακαλούμε μην τον προωθήσετε. Ανοίγει απλώς την ερώτηση· τίποτα δεν "
            "γίνεται αποδεκτό προτού το πείτε εσείς εκεί."
        )

    def not_charged_yet(self, number: int, n: int) -> str:
        return f"#{number}: τιμή {self.points(n)}, δεν χρεώθηκε ακόμη"

    def missing(self, title: str, n: int) -> str:
        verb = "λείπει" if n == 1 else "λείπουν"
        return f"Το αίτημα {self.quoted(title)} περιμένει πόντους: {verb} {self.points(n)}."

    def missing_note(self, n: int) -> str:
        return f"{'λείπει' if n == 1 else 'λείπουν'} {self.points(n)}"

    def stays_charged(self, n: int) -> str:
        if n == 1:
            return "Ο 1 πόντος που χρεώθηκε πριν για αυτό παραμένει χρεωμένος."
        return f"Οι {self.points(n)} που χρεώθηκαν πριν για αυτό παραμένουν χρεωμένοι."

    def charged_by_itself(self) -> str:
        return (
            "Μόλις υπάρξουν οι πόντοι, το αίτημα χρεώνεται αυτόματα και η εργασία συνεχίζεται. Ως τότε δεν χρεώνεται "
            "τίποτα για αυτό."
        )

    def arrears_first(self, title: str) -> str:
        return (
            f"Το αίτημα {self.quoted(title)} περιμένει, επειδή στον λογαριασμό σας εκκρεμούν πόντοι από μια πληρωμή "
            "που ανακλήθηκε. Μόλις αυτό τακτοποιηθεί, το αίτημα χρεώνεται αυτόματα και η εργασία συνεχίζεται."
        )

    def was_charged(self, number: int, n: int) -> str:
        return f"{'Χρεώθηκε' if n == 1 else 'Χρεώθηκαν'} {self.points(n)} για το #{number}"

    def no_longer_waits(self, title: str) -> str:
        return f"Ήρθαν οι πόντοι για το αίτημα {self.quoted(title)}, οπότε χρεώθηκε και δεν περιμένει πια."

    def was_returned(self, number: int, n: int) -> str:
        return f"{'Επιστράφηκε' if n == 1 else 'Επιστράφηκαν'} {self.points(n)} για το #{number}"

    def return_reason(self, kind: StepKind) -> str:
        return _RETURNS.get(kind, _STEPS[kind])

    def return_explained(self, kind: StepKind, title: str) -> str:
        about = f"Πρόκειται για το αίτημα {self.quoted(title)}."
        return f"{about} {_RETURNS_EXPLAINED.get(kind, _STEPS[kind] + '.')}"

    def usable_again(self, days: int) -> str:
        return f"Οι πόντοι είναι πάλι στη διάθεσή σας, για τουλάχιστον {days} ημέρες και ποτέ για λιγότερο από πριν."

    def review_result(self, result: ReviewState, number: int, n: int) -> str:
        if result is ReviewState.KEPT:
            return f"Η τιμή του #{number} παραμένει {self.points(n)}"
        return self.price_is_now(number, n)

    def reconsidered(self, title: str) -> str:
        return f"Όπως ζητήσατε, επανεξετάσαμε την τιμή του αιτήματος {self.quoted(title)}."

    def is_solved(self, number: int) -> str:
        return f"Το #{number} λύθηκε"

    def we_call_it_solved(self, title: str) -> str:
        return f"Πιστεύουμε ότι το αίτημα {self.quoted(title)} λύθηκε."

    def it_cost(self, n: int) -> str:
        return f"Κόστισε {self._points(n)}." if n else "Δεν κόστισε τίποτα: 0 πόντους."

    def waits_still(self, n: int) -> str:
        return f"Η τιμή του είναι {self.points(n)} και δεν χρεώθηκε ακόμη ολόκληρη."

    def if_it_works(self, day: date, days: int) -> str:
        span = "μία ημέρα" if days == 1 else f"{days} ημέρες"
        return (
            f"Αν όλα λειτουργούν, δεν χρειάζεται να κάνετε τίποτα: χωρίς απάντηση μέσα σε {span} "
            f"({self._through(day)}) το αίτημα κλείνει μόνο του. Αν κάτι δεν είναι ακόμη εντάξει, απαντήστε μας και η "
            "εργασία συνεχίζεται."
        )

    def may_be_reopened(self, days: int) -> str:
        span = "μία ημέρα" if days == 1 else f"{days} ημέρες"
        return f"Έπειτα μπορείτε για {span} να το ανοίξετε ξανά χωρίς χρέωση."

    def wrote(self, who: str, number: int) -> str:
        return f"Νέο μήνυμα για το #{number}: {who}"

    def wrote_about(self, who: str, title: str) -> str:
        return f"Έχετε νέο μήνυμα για το αίτημα {self.quoted(title)} ({who}):"

    def arrived_by_purchase(self, n: int) -> str:
        return f"{'Προστέθηκε' if n == 1 else 'Προστέθηκαν'} {self.points(n)}"

    def thanks_for_purchase(self) -> str:
        return "Σας ευχαριστούμε για την αγορά σας: οι πόντοι σας είναι έτοιμοι για χρήση."

    def arrived_as_gift(self, n: int) -> str:
        return f"{self.points(n)} δώρο για εσάς"

    def gift_explained(self) -> str:
        return "Αυτοί οι πόντοι είναι δώρο: με αυτούς ξεκινά η υποστήριξή σας."

    def goodwill_explained(self) -> str:
        return "Αυτοί οι πόντοι είναι δώρο από εμάς, επιπλέον όσων ήδη έχετε."

    def arrived_otherwise(self, n: int) -> str:
        return f"{'Προστέθηκε' if n == 1 else 'Προστέθηκαν'} {self.points(n)} στον λογαριασμό σας"

    def otherwise_explained(self) -> str:
        return "Προσθέσαμε πόντους στον λογαριασμό σας."

    def expired(self, n: int) -> str:
        return f"{'Έληξε' if n == 1 else 'Έληξαν'} {self.points(n)}"

    def expired_explained(self, n: int, day: date) -> str:
        if n == 1:
            return f"1 πόντος που ίσχυε {self._through(day)} δεν χρησιμοποιήθηκε."
        return f"{self.points(n)} που ίσχυαν {self._through(day)} δεν χρησιμοποιήθηκαν."

    def expiring(self, n: int, day: date) -> str:
        return f"{self.points(n)} {'ισχύει' if n == 1 else 'ισχύουν'} {self._through(day)}"

    def expiring_explained(self, n: int, days: int) -> str:
        of_yours = f"{'έναν' if n == 1 else self.figure(n)} από τους πόντους σας"
        unused = "Αν δεν χρησιμοποιηθεί, λήγει" if n == 1 else "Αν δεν χρησιμοποιηθούν, λήγουν"
        if days == 0:
            return f"Σήμερα είναι η τελευταία ημέρα για {of_yours}. {unused} απόψε."
        span = "Απομένει μία ημέρα" if days == 1 else f"Απομένουν {days} ημέρες"
        return f"{span} για να χρησιμοποιήσετε {of_yours}. {unused} μετά την ημέρα αυτή."

    def spent_first(self) -> str:
        return "Δεν χρειάζεται να επιλέξετε ποιοι πόντοι χρησιμοποιούνται: πρώτοι πάντα όσοι λήγουν πρώτοι."

    def gift_held(self, n: int) -> str:
        return f"{self.points(n)} δώρο: το ελέγχουμε"

    def gift_held_explained(self, line: str, n: int) -> str:
        return (
            f"Με την πρώτη αγορά του {line} δίνονται {self.points(n)} δώρο. Προτού τους προσθέσουμε, ένας συνεργάτης "
            "μας βλέπει την παραγγελία σας. Δεν χρειάζεται να κάνετε τίποτα· θα σας γράψουμε ξανά."
        )

    def gift_refused(self) -> str:
        return "Χωρίς πόντους δώρο με αυτή την αγορά"

    def gift_refused_explained(self, line: str) -> str:
        return (
            f"Οι πόντοι δώρο δίνονται μία φορά, με την πρώτη αγορά του {line}. Από ό,τι βλέπουμε, τους έχετε ήδη "
            "λάβει. Αν δεν είναι έτσι, παρακαλούμε γράψτε μας και θα το ξαναδούμε."
        )

    def patch_is_there(self, line: str, version: str) -> str:
        return f"Διαθέσιμη διόρθωση για το {line} {version}".rstrip()

    def patch_explained(self, bug: str) -> str:
        return f"Διορθώσαμε ένα σφάλμα: {self.quoted(bug)}. Μπορείτε να κατεβάσετε τη διόρθωση."

    def patch_is_free(self) -> str:
        return (
            "Οι διορθώσεις δίνονται δωρεάν. Αν θέλετε να την εφαρμόσουμε εμείς για εσάς, ανοίξτε ένα αίτημα: αυτό έχει "
            "τιμή."
        )

    def pin_locked(self) -> str:
        return "Το PIN υποστήριξής σας κλειδώθηκε"

    def pin_explained(self) -> str:
        return (
            "Κάποιος είπε στο τηλέφωνο πολλές φορές λανθασμένο PIN υποστήριξης, οπότε το δικό σας δεν ισχύει πια. Δεν "
            "του είπαμε τίποτα. Είτε ήσασταν εσείς είτε όχι, φτιάξτε νέο PIN στην παρακάτω σελίδα."
        )

    def licence_gone(self, product: str) -> str:
        return f"Η άδειά σας για το {product} πέρασε στον νέο της κάτοχο"

    def licence_gone_explained(self, n: int) -> str:
        if not n:
            return "Καταχωρίσαμε σήμερα την πώληση. Οι πόντοι σας παραμένουν σε εσάς."
        went = "μεταφέρθηκε" if n == 1 else "μεταφέρθηκαν"
        moved = f"Μαζί με την άδεια {went} {self.points(n)}· οι υπόλοιποι παραμένουν σε εσάς."
        return f"Καταχωρίσαμε σήμερα την πώληση. {moved}"

    def licence_here(self, product: str) -> str:
        return f"Μια άδεια για το {product} είναι πλέον δική σας"

    def licence_here_explained(self) -> str:
        return "Καταχωρίσαμε ότι την αγοράσατε. Από σήμερα έχετε την υποστήριξη και τις διορθώσεις της."

    def accounts_joined(self) -> str:
        return "Οι δύο λογαριασμοί σας είναι πλέον ένας"

    def accounts_joined_explained(self) -> str:
        return (
            "Ήσασταν καταχωρισμένοι δύο φορές και ενώσαμε τους δύο λογαριασμούς: αιτήματα, προϊόντα, πρόσωπα και "
            "πόντοι βρίσκονται πια μαζί. Δεν χάθηκε κανένας πόντος και κανένας δεν λήγει νωρίτερα από πριν."
        )

    def staff_newcomer(self, customer: str) -> str:
        return f"{customer}: νέος πελάτης ή ο ίδιος με άλλον;"

    def staff_newcomer_explained(self, n: int, others: str) -> str:
        held = "κρατείται" if n == 1 else "κρατούνται"
        return (
            f"Μια πρώτη αγορά έχει ίδιο e-mail, ΑΦΜ ή τηλέφωνο με: {others}. {self.points(n)} δώρο {held} μέχρι να "
            "αποφασίσετε."
        )

    def staff_charged_back(self, order: str) -> str:
        return f"Ανακλήθηκε η πληρωμή της παραγγελίας {order}"

    def staff_charged_back_explained(self, cancelled: int, arrears: int) -> str:
        unused = (
            "1 πόντος της ήταν αχρησιμοποίητος και ακυρώθηκε."
            if cancelled == 1
            else f"{self.points(cancelled)} της ήταν αχρησιμοποίητοι και ακυρώθηκαν."
        )
        if not arrears:
            return f"Η τράπεζα πήρε πίσω τα χρήματα. {unused}"
        spent = "είχε ξοδευτεί και οφείλεται" if arrears == 1 else "είχαν ξοδευτεί και οφείλονται"
        return (
            f"Η τράπεζα πήρε πίσω τα χρήματα. {unused} {self.points(arrears)} {spent}: τα αιτήματα του πελάτη που "
            "έχουν τιμή περιμένουν μέχρι να τακτοποιηθεί αυτό."
        )

    def staff_unknown_sku(self, sku: str) -> str:
        return f"Άγνωστο είδος {sku}"

    def staff_unknown_sku_explained(self) -> str:
        return (
            "Μια παραγγελία έχει είδος που δεν αντιστοιχεί ακόμη σε τίποτα εδώ: δεν δόθηκαν για αυτό ούτε πόντοι ούτε "
            "προϊόν. Ορίστε σε τι αντιστοιχεί και επαναλάβετε την παράδοση."
        )

    def staff_points_moved(self, n: int, order: str) -> str:
        moved = "είχε μεταφερθεί" if n == 1 else "είχαν μεταφερθεί"
        return f"Επιστράφηκαν χρήματα για την παραγγελία {order}, {self.points(n)} της {moved}"

    def staff_points_moved_explained(self) -> str:
        return "Επιστράφηκαν χρήματα για πόντους που ανήκουν πλέον σε άλλον πελάτη. Μένουν εκεί."

    def staff_status_back(self, order: str) -> str:
        return f"Παραγγελία {order}: το κατάστημα γύρισε πίσω"

    def staff_status_back_explained(self, status: str, reported: str) -> str:
        return (
            f"Το κατάστημα λέει τώρα {self.quoted(reported)}, ενώ γνωρίζαμε ήδη την παραγγελία ως "
            f"{self.quoted(status)}. Δεν έγινε τίποτα: η επιστροφή σε προηγούμενη κατάσταση είναι δική σας απόφαση."
        )

    def staff_delivery_refused(self, shop: str) -> str:
        return f"Απορρίφθηκε παράδοση από το {shop}"

    def staff_delivery_refused_explained(self, error: str) -> str:
        return f"Το κατάστημα την υπέγραψε, αλλά δεν μπορεί να εφαρμοστεί: {error}. Ίσως λείπει μια παραγγελία."
