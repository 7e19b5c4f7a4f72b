import inspect
from datetime import date, datetime

import pytest

from pointdesk.charges.rules import ReviewState, StepKind
from pointdesk.notifications.rules import LANGUAGES, Language, language_of

ENGLISH, GREEK = LANGUAGES["en"], LANGUAGES["el"]
SAMPLES = {
    int: 25, str: "Visa", date: date(2026, 5, 8), datetime: datetime(2026, 5, 8, 12, 30),  # noqa: DTZ001 -- shown as it is
    StepKind: StepKind.BUG, ReviewState: ReviewState.KEPT,
}  # fmt: skip
PHRASES = sorted(name for name, what in vars(Language).items() if inspect.isfunction(what) and not name.startswith("_"))
LABELS = sorted(name for name in Language.__annotations__ if name != "code")
# What is the same in both languages: signs, figures, names.
WITHOUT_WORDS = {"figure", "quoted", "item", "footer"}


def said(say: Language, phrase: str) -> str:
    method = getattr(say, phrase)
    kinds = inspect.get_annotations(getattr(Language, phrase), eval_str=True)
    return method(*(SAMPLES[kinds[name]] for name in inspect.signature(method).parameters))


def letters_of(text: str) -> tuple[int, int]:
    greek = sum("Ͱ" <= c <= "Ͽ" or "ἀ" <= c <= "῿" for c in text)
    return greek, sum(c.isascii() and c.isalpha() for c in text)


@pytest.mark.parametrize("phrase", sorted(set(PHRASES) - WITHOUT_WORDS))
def test_no_phrase_lacks_greek(phrase):
    english, greek = said(ENGLISH, phrase), said(GREEK, phrase)
    assert letters_of(english)[0] == 0
    # Names, "PIN" and "e-mail" are all that stays Latin.
    assert letters_of(greek.replace("Visa", "").replace("e-mail", "").replace("PIN", ""))[1] == 0
    assert letters_of(greek)[0] > 2


@pytest.mark.parametrize("label", LABELS)
def test_no_label_lacks_greek(label):
    assert letters_of(getattr(ENGLISH, label))[0] == 0
    assert letters_of(getattr(GREEK, label).replace("PIN", ""))[1] == 0


@pytest.mark.parametrize("say", LANGUAGES.values(), ids=LANGUAGES)
def test_every_step_of_a_price_has_words(say):
    words = [say.step(kind) for kind in StepKind]
    assert len(set(words)) == len(StepKind)


@pytest.mark.parametrize("say", LANGUAGES.values(), ids=LANGUAGES)
def test_never_debited(say):
    everything = " ".join(said(say, phrase) for phrase in PHRASES).casefold()
    assert [word for word in ("debit", "deduct", "penalty", "αφαιρέ", "ποινή") if word in everything] == []


@pytest.mark.parametrize(
    ("phrase", "one", "many"),
    [
        ("points", "1 πόντος", "25 πόντοι"),
        ("charged", "χρεώθηκε 1 πόντος", "χρεώθηκαν 25 πόντοι"),
        ("returned", "επιστράφηκε 1 πόντος", "επιστράφηκαν 25 πόντοι"),
        ("missing_note", "λείπει 1 πόντος", "λείπουν 25 πόντοι"),
        ("still_charged", "παραμένει χρεωμένος 1 πόντος", "παραμένουν χρεωμένοι 25 πόντοι"),
        ("it_cost", "Κόστισε 1 πόντο.", "Κόστισε 25 πόντους."),
        ("agreed_only_to", "Μας είπατε να προχωρήσουμε έως 1 πόντο. Αυτό είναι περισσότερο, γι' αυτό σας ρωτάμε πρώτα.",
         "Μας είπατε να προχωρήσουμε έως 25 πόντους. Αυτό είναι περισσότερο, γι' αυτό σας ρωτάμε πρώτα."),
        ("expired", "Έληξε 1 πόντος", "Έληξαν 25 πόντοι"),
        ("stays_charged", "Ο 1 πόντος που χρεώθηκε πριν για αυτό παραμένει χρεωμένος.",
         "Οι 25 πόντοι που χρεώθηκαν πριν για αυτό παραμένουν χρεωμένοι."),
    ],
)  # fmt: skip
def test_greek_one_and_many(phrase, one, many):
    assert (getattr(GREEK, phrase)(1), getattr(GREEK, phrase)(25)) == (one, many)


@pytest.mark.parametrize(
    ("phrase", "one", "many"),
    [
        ("points", "1 point", "25 points"),
        ("expired", "1 point has expired", "25 points have expired"),
        ("arrived_by_purchase", "1 point has arrived", "25 points have arrived"),
    ],
)
def test_english_one_and_many(phrase, one, many):
    assert (getattr(ENGLISH, phrase)(1), getattr(ENGLISH, phrase)(25)) == (one, many)


def test_thousands_and_days_as_each_language_writes_them():
    assert (ENGLISH.points(12_000), GREEK.points(12_000)) == ("12,000 points", "12.000 πόντοι")
    assert (ENGLISH.day(date(2027, 3, 3)), GREEK.day(date(2027, 3, 3))) == ("3 March 2027", "3 Μαρτίου 2027")
    assert GREEK.expiring(80, date(2027, 3, 1)) == "80 πόντοι ισχύουν έως και την 1η Μαρτίου 2027"
    assert GREEK.expiring(80, date(2027, 5, 3)) == "80 πόντοι ισχύουν έως και τις 3 Μαΐου 2027"


def test_a_title_with_quotation_marks_of_its_own():
    assert ENGLISH.quoted("It says “Declined”") == "“It says ‘Declined’”"
    assert GREEK.quoted("Λέει «Απορρίφθηκε»") == "«Λέει “Απορρίφθηκε”»"


@pytest.mark.parametrize(
    ("code", "found"), [("el", GREEK), ("el-GR", GREEK), ("EN", ENGLISH), ("de", ENGLISH), ("", ENGLISH)]
)
def test_an_unknown_language_reads_english(code, found):
    assert language_of(code) is found
