"""The strict reader: every slip is one message that names the file and the place."""

from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import dedent

import pytest

from pointdesk.play.errors import StoryError
from pointdesk.play.rules import verbs
from pointdesk.play.rules.expectation import Expect, ExpectedCustomer, ExpectedLine, ExpectedLot, ExpectedTicket
from pointdesk.play.rules.nodes import MOST_BYTES
from pointdesk.play.rules.story import Given, GivenLot, Step, Story, Together, parse_story, read_story

OPEN = "open: {ticket: T1, customer: acme}"


def story(steps, *, given=""):
    """A story with these steps, each one line; the first stands on line 3 (4 where something is given)."""
    lines = ["title: A story", *([f"given: {given}"] if given else []), "steps:", *(f"  - {step}" for step in steps)]
    return parse_story("\n".join(lines), "a.yaml")


def wrong(text):
    """The message with which a text is refused."""
    with pytest.raises(StoryError) as error:
        parse_story(dedent(text), "a.yaml")
    return str(error.value)


def wrong_step(*steps, given=""):
    with pytest.raises(StoryError) as error:
        story(steps, given=given)
    return str(error.value)


def test_a_story_is_read_whole():
    text = """\
        title: Everything at once
        given: {lots: {acme: [{points: 60, until: 2027-01-31}, {points: 5, until: 2026-06-01, kind: free,
          paid: 2026-01-02, product: other}]}, shared_wallet: true, today: 2026-05-06,
          policies: {reopen_days: 7, pricer_may_decide: true}}
        steps:
          - open: {ticket: T1, customer: acme, via: phone, cap: 40}
          - at: 2026-05-07T23:30:00+03:00
            price: {ticket: T1, item: module-installation, quantity: 2, by: dora}
            refused: NotAllowed
          - expect: {acme: {available: 60, lots: [{points: 60, until: 2027-01-31}]}, T1: {charged: 0}}
    """
    assert parse_story(dedent(text), "a.yaml") == Story(
        file="a.yaml",
        title="Everything at once",
        given=Given(
            lots=(
                (
                    "acme",
                    (
                        GivenLot(points=60, until=date(2027, 1, 31)),
                        GivenLot(points=5, until=date(2026, 6, 1), kind="free", paid=date(2026, 1, 2), product="other"),
                    ),
                ),
            ),
            shared_wallet=True,
            today=date(2026, 5, 6),
            policies=(("reopen_days", 7), ("pricer_may_decide", True)),
        ),
        start=datetime(2026, 5, 6, 9, tzinfo=UTC),
        steps=(
            Step(
                number=1,
                line=6,
                at=datetime(2026, 5, 6, 9, tzinfo=UTC),
                verb=verbs.Open(ticket="T1", customer="acme", via="phone", cap=40),
            ),
            Step(
                number=2,
                line=7,
                at=datetime(2026, 5, 7, 20, 30, tzinfo=UTC),
                verb=verbs.Price(ticket="T1", item="module-installation", quantity=2, by="dora"),
                refused="NotAllowed",
            ),
            Step(
                number=3,
                line=10,
                at=datetime(2026, 5, 7, 20, 31, tzinfo=UTC),
                verb=Expect(
                    customers=(
                        (
                            "acme",
                            ExpectedCustomer(available=60, lots=(ExpectedLot(points=60, until=date(2027, 1, 31)),)),
                        ),
                    ),
                    tickets=(("T1", ExpectedTicket(charged=0)),),
                ),
            ),
        ),
    )


def test_the_first_step_happens_at_noon_in_athens_on_5_may_2026():
    assert [s.at for s in story([OPEN, "nightly:"]).steps] == [
        datetime(2026, 5, 5, 9, 0, tzinfo=UTC),
        datetime(2026, 5, 5, 9, 1, tzinfo=UTC),
    ]


def test_a_date_is_noon_in_athens_in_winter_too():
    assert story(["{at: 2026-12-01, nightly: }"]).steps[0].at == datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


def test_the_story_starts_today_where_it_is_given_else_with_its_first_step():
    assert story(["nightly:"], given="{today: 2026-02-01}").start == datetime(2026, 2, 1, 10, 0, tzinfo=UTC)
    assert story(["{at: 2026-03-10, nightly: }"]).start == datetime(2026, 3, 10, 10, 0, tzinfo=UTC)


def test_a_given_lot_was_bought_a_year_before_its_last_day():
    assert GivenLot(points=1, until=date(2028, 2, 29)).purchased_on == date(2027, 2, 28)
    assert GivenLot(points=1, until=date(2027, 1, 31), paid=date(2026, 3, 1)).purchased_on == date(2026, 3, 1)


def test_steps_within_together_share_its_moment():
    steps = story([OPEN, "together: [{price: {ticket: T1, item: level-1}}, {nightly: }]"]).steps
    at = datetime(2026, 5, 5, 9, 1, tzinfo=UTC)
    price = verbs.Price(ticket="T1", item="level-1")
    assert steps[1].verb == Together(
        steps=(Step(number=1, line=4, at=at, verb=price), Step(number=2, line=4, at=at, verb=verbs.Nightly()))
    )


def test_expectations_know_customers_from_tickets():
    expect = story(
        [OPEN, "expect: {acme: {available: 1}, T1: {price: 2}, new: {statement_has: [{kind: gift, points: 3}]}}"]
    )
    assert expect.steps[1].verb == Expect(
        customers=(
            ("acme", ExpectedCustomer(available=1)),
            ("new", ExpectedCustomer(statement_has=(ExpectedLine(kind="gift", points=3),))),
        ),
        tickets=(("T1", ExpectedTicket(price=2)),),
    )


def test_an_unknown_item_may_stand_where_the_story_says_that_it_is_refused():
    step = "{price: {ticket: T1, item: level-9}, refused: UnknownItem}"
    assert story([OPEN, step]).steps[1].verb == verbs.Price(ticket="T1", item="level-9")


def test_a_ticket_whose_opening_is_refused_does_not_exist():
    message = wrong_step("{open: {ticket: T1, customer: acme, cap: -1}, refused: true}", "close: {ticket: T1}")
    assert message == "a.yaml:4:21: ticket 'T1' was not opened before this step"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.yaml: the file is empty"),
        ("# only a comment\n", "a.yaml: the file is empty"),
        ("[1, 2]", "a.yaml:1:1: a story wants a mapping of keys to values, not a list"),
        ("just words", "a.yaml:1:1: a story wants a mapping of keys to values, not text"),
        ("title: a\ntitle: b\nsteps: []", "a.yaml:2:1: 'title' stands twice in a story"),
        ("title: a\nstep: []", "a.yaml:2:1: unknown key 'step' in a story (did you mean 'steps'?)"),
        ("title: a", "a.yaml:1:1: a story lacks 'steps'"),
        ("steps: [{nightly: }]", "a.yaml:1:1: a story lacks 'title'"),
        ("title: a\nsteps: []", "a.yaml:2:8: a story has at least one step"),
        ("title: a\nsteps: {nightly: }", "a.yaml:2:8: 'steps' wants a list, not a mapping"),
        ("title: [a]\nsteps: [{nightly: }]", "a.yaml:1:8: this wants one line of text, not a list"),
        ("title:\nsteps: [{nightly: }]", "a.yaml:1:7: this wants one line of text, not nothing"),
        ("1.5: a", "a.yaml:1:1: a key of a story must be text, not a number with a fraction (put it in quotes)"),
        ("title: a\n---\ntitle: b", "a.yaml:2:1: not YAML: but found another document"),
        ("title: 'a", "a.yaml:1:10: not YAML: found unexpected end of stream"),
        ("a: b: c", "a.yaml:1:5: not YAML: mapping values are not allowed here"),
        ("title: a\x07", "a.yaml:1: not YAML: special characters are not allowed"),
        (
            "title: !!python/name:os.system a\nsteps: [{nightly: }]",
            "a.yaml:1:8: this wants one line of text, not the tag tag:yaml.org,2002:python/name:os.system",
        ),
    ],
)
def test_a_text_that_is_no_story(text, message):
    assert wrong(text) == message


def test_a_text_nested_without_end_is_refused():
    assert wrong("[" * 20_000) == "a.yaml: nested too deeply for a story"


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("", "3:4: a step wants a mapping of keys to values, not nothing"),
        ("{}", "3:5: this step has no verb"),
        ("{at: 2026-05-05}", "3:5: this step has no verb"),
        ("prise: {}", "3:5: unknown verb 'prise' (did you mean 'price'?)"),
        ("{nightly: , open: {}}", "3:17: one verb to a step, not nightly and open"),
        ("{nightly: , nightly: }", "3:17: 'nightly' stands twice in a step"),
        ("nightly: now", "3:14: 'nightly' wants a mapping of keys to values, not text"),
        ("nightly: {soon: true}", "3:15: unknown key 'soon' in 'nightly' (there are none)"),
        ("open:", "3:10: 'open' wants a mapping of keys to values, not nothing"),
        ("open: {ticket: T1}", "3:11: 'open' lacks 'customer'"),
        ("open: {}", "3:11: 'open' lacks 'ticket' and 'customer'"),
        (
            "open: {ticket: T1, customer: a, capp: 3}",
            "3:37: unknown key 'capp' in 'open' (did you mean 'cap'?)",
        ),
        ("open: {ticket: T1, customer: a, cap: 2.5}", "3:42: this wants a whole number, not '2.5'"),
        ("open: {ticket: T1, customer: a, cap: '2'}", "3:42: this wants a whole number, not '2'"),
        ("open: {ticket: T1, customer: a, cap: 0x10}", "3:42: this wants a whole number, not '0x10'"),
        ("open: {ticket: T1, customer: a, cap: 1:30}", "3:42: this wants a whole number, not '1:30'"),
        ("open: {ticket: T1, customer: a, price_first: 1}", "3:50: this wants true or false, not '1'"),
        (
            "open: {ticket: T1, customer: a, price_first: true, cap: 5}",
            "3:11: 'open': 'cap' and 'price_first' exclude each other",
        ),
        (
            "open: {ticket: T1, customer: a, via: fax}",
            "3:42: unknown via 'fax' (there are api, email, phone, web)",
        ),
        (
            "open: {ticket: T1, customer: a, product: x-kart}",
            "3:46: unknown product 'x-kart' (did you mean 'x-cart'?)",
        ),
        ("open: {ticket: yes, customer: a}", "3:20: this wants a name, not 'yes' (put a name in quotes)"),
        ("open: {ticket: [T1], customer: a}", "3:20: this wants a name, not a list (put a name in quotes)"),
        (
            "open: {ticket: 'T 1', customer: a}",
            "3:20: a name is made of letters and digits, joined by '.', '-' or '_', at most 40 in all",
        ),
        ("open: {ticket: either, customer: a}", "3:20: 'either' is a word of the grammar, not a name"),
        ("open: {ticket: T1, customer: either}", "3:34: 'either' is a word of the grammar, not a name"),
        ("open: {ticket: T1, customer: T1}", "3:34: 'T1' is a ticket, not a customer"),
        ("close: {ticket: T1}", "3:21: ticket 'T1' was not opened before this step"),
        ("charge_back: {order: '7'}", "3:26: order '7' was not reported before this step"),
        ("{nightly: , refused: false}", "3:26: 'refused' is true or the name of an error"),
        ("{nightly: , refused: }", "3:25: this wants a name, not nothing (put a name in quotes)"),
        ("{expect: {a: {available: 1}}, refused: true}", "3:35: 'expect' cannot be refused"),
        ("{together: [{nightly: }, {nightly: }], refused: true}", "3:44: 'together' cannot be refused"),
        ("{nightly: , at: 05/05/2026}", "3:21: this wants a date or a date-time with offset, not '05/05/2026'"),
        ("{nightly: , at: 2026-02-30}", "3:21: this wants a date as YYYY-MM-DD, not '2026-02-30'"),
        ("{nightly: , at: 20260505}", "3:21: a date-time wants its offset, for example 2026-05-05T12:00+03:00"),
        (
            "{nightly: , at: '2026-05-05T12:00:00'}",
            "3:21: a date-time wants its offset, for example 2026-05-05T12:00+03:00",
        ),
        ("{nightly: , at: 1999-01-01}", "3:21: years go from 2001 to 2099"),
        ("expect: {}", "3:13: 'expect' expects nothing"),
        ("expect: {acme: {}}", "3:20: 'acme' expects nothing"),
        ("expect: {acme: 5}", "3:20: 'acme' wants a mapping of keys to values, not a number"),
        ("expect: {T1: {charged: 5}}", "3:14: ticket 'T1' was not opened before this step"),
        (
            "expect: {acme: {availible: 5}}",
            "3:21: unknown key 'availible' in 'acme' (did you mean 'available'?)",
        ),
        ("expect: {acme: {lots: [{points: 5}]}}", "3:28: an entry of 'lots' lacks 'until'"),
        (
            "expect: {acme: {statement_has: [{kind: present, points: 5}]}}",
            "3:44: unknown kind of statement line 'present' (there are adjustment, arrears, cancellation, "
            "charge, expiry, gift, purchase, return, transfer)",
        ),
        ("expect: {either: []}", "3:22: 'either' wants at least one alternative"),
        ("expect: {either: [{either: [{a: {available: 1}}]}]}", "3:23: 'either' does not stand within 'either'"),
        ("together: []", "3:15: 'together' wants 1 to 40 steps"),
        (
            "together: [{nightly: }, {together: [{nightly: }, {nightly: }]}]",
            "3:30: 'together' does not stand within 'together'",
        ),
        (
            "together: [{nightly: }, {expect: {a: {available: 1}}}]",
            "3:30: 'expect' does not stand within 'together'",
        ),
        (
            "together: [{nightly: }, {nightly: , at: 2026-05-05}]",
            "3:41: steps within 'together' share its moment: no 'at' here",
        ),
        (
            "together: [{open: {ticket: T1, customer: a}}, {close: {ticket: T1}}]",
            "3:68: ticket 'T1' was not opened before this step",
        ),
        (
            "together: [{open: {ticket: T1, customer: a}}, {open: {ticket: T1, customer: b}}]",
            "3:67: there is a ticket 'T1' already",
        ),
        (
            "shop_order: {order: 1, customer: a, status: payed, lines: [{sku: XC-LICENCE}]}",
            "3:49: unknown status 'payed' (did you mean 'paid'?)",
        ),
        (
            "shop_order: {order: 1, customer: a, status: paid, lines: [{sku: XC-LICENSE}]}",
            "3:69: unknown SKU 'XC-LICENSE' (did you mean 'XC-LICENCE'?)",
        ),
        (
            "shop_order: {order: 1, customer: a, status: paid, lines: []}",
            "3:17: 'shop_order': an order has at least one line",
        ),
        (
            "shop_order: {order: 1, customer: a, status: paid, lines: [{sku: XC-LICENCE}], times: 0}",
            "3:17: 'shop_order': 'times' goes from 1 to 1000",
        ),
        (
            "shop_order: {order: 1, customer: a, status: paid, lines: [{sku: XC-LICENCE}], email: acme}",
            "3:90: this wants an e-mail address, not 'acme'",
        ),
        (
            "new_prices: {from: 2026-06-01, points: {}}",
            "3:44: a new price list names at least one item",
        ),
        (
            "new_prices: {from: 2026-06-01, points: {level-9: 5}}",
            "3:45: unknown item 'level-9' (did you mean 'level-4'?)",
        ),
    ],
)  # fmt: skip
def test_a_step_that_is_none(step, message):
    assert wrong_step(step) == f"a.yaml:{message}"


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("price: {ticket: T1, item: level-9}", "4:31: unknown item 'level-9' (did you mean 'level-4'?)"),
        (OPEN, "4:20: there is a ticket 'T1' already"),
        ("open: {ticket: acme, customer: b}", "4:20: 'acme' is a customer, not a ticket"),
        ("expect: {T1: {chargd: 5}}", "4:19: unknown key 'chargd' in 'T1' (did you mean 'charged'?)"),
        ("expect: {T1: {state: opne}}", "4:26: unknown state 'opne' (did you mean 'open'?)"),
        (
            "decide_review: {ticket: T1, verdict: lower}",
            "4:20: 'decide_review': 'lower' wants either 'item' or 'points'",
        ),
        (
            "decide_review: {ticket: T1, verdict: keep, points: 5}",
            "4:20: 'decide_review': 'keep' names neither 'item' nor 'points'",
        ),
        (
            "{nightly: , at: 2026-05-04}",
            "4:5: time runs backwards: it was 2026-05-05 12:00+03:00 before this step",
        ),
    ],
)  # fmt: skip
def test_a_second_step_that_is_none(step, message):
    assert wrong_step(OPEN, step) == f"a.yaml:{message}"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("{lot: {}}", "2:9: unknown key 'lot' in 'given' (did you mean 'lots'?)"),
        ("{shared_wallet: 1}", "2:24: this wants true or false, not '1'"),
        ("{today: yesterday}", "2:16: this wants a date as YYYY-MM-DD, not 'yesterday'"),
        ("{lots: {acme: {points: 5}}}", "2:22: the lots of 'acme' wants a list, not a mapping"),
        ("{lots: {acme: [{points: 5}]}}", "2:23: a lot of 'acme' lacks 'until'"),
        ("{lots: {acme: [{points: 0, until: 2027-01-31}]}}", "2:23: a lot of 'acme': a lot holds 1 to 1000000 points"),
        (
            "{lots: {acme: [{points: 5, until: 2027-01-31, paid: 2027-02-01}]}}",
            "2:23: a lot of 'acme': 'paid' is after 'until'",
        ),
        ("{policies: {reopen_day: 3}}", "2:20: unknown policy 'reopen_day' (did you mean 'reopen_days'?)"),
        ("{policies: {reopen_days: soon}}", "2:33: this wants a whole number, not 'soon'"),
    ],
)  # fmt: skip
def test_a_given_state_that_is_none(given, message):
    assert wrong_step("nightly:", given=given) == f"a.yaml:{message}"


def test_a_first_step_before_today_runs_backwards():
    assert wrong_step("{nightly: , at: 2026-05-04}", given="{today: 2026-05-05}") == (
        "a.yaml:4:5: time runs backwards: it was 2026-05-05 12:00+03:00 before this step"
    )


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "latin.yaml").write_bytes(b"title: a\nsteps: caf\xe9\n")
    (tmp_path / "long.yaml").write_bytes(b"#" * (MOST_BYTES + 1))
    messages = {}
    for name in ("missing.yaml", ".", "latin.yaml", "long.yaml"):
        with pytest.raises(StoryError) as error:
            read_story(tmp_path / name)
        messages[name] = str(error.value).removeprefix(str(tmp_path)).removeprefix("/")
    assert messages == {
        "missing.yaml": "missing.yaml: No such file or directory",
        ".": ": this is a directory, not a story file",
        "latin.yaml": "latin.yaml:2: not UTF-8 text (byte 20)",
        "long.yaml": "long.yaml: longer than 1,000,000 bytes, too long for a story",
    }


def test_a_name_with_a_nul_is_refused():
    with pytest.raises(StoryError, match="embedded null byte"):
        read_story(Path("a\0b"))


def test_a_byte_order_mark_is_no_part_of_the_story(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes("﻿title: a\nsteps: [{nightly: }]".encode())
    assert read_story(path).title == "a"


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[1] / "scenarios").glob("*.yaml")), ids=lambda p: p.stem)
def test_every_story_of_the_project_is_valid(path):
    assert read_story(path).steps != ()
