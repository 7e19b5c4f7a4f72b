"""A played story in words."""

from datetime import date
from textwrap import dedent

from pointdesk.play.rules.printing import Played, PlayedStep, PrintedLine, PrintedStatement, report
from pointdesk.play.rules.story import parse_story

STORY = parse_story(
    dedent(
        """\
        title: Short of points
        given: {shared_wallet: true, policies: {pricer_may_decide: false, reopen_days: 3},
          lots: {acme: [{points: 20, until: 2027-01-31}]}}
        steps:
          - open: {ticket: T1, customer: acme, via: web, price_first: true}
          - {price: {ticket: T1, item: level-9}, refused: UnknownItem}
          - together:
            - shop_order: {order: 7, customer: acme, status: paid, paid_at: 2026-05-01, lines: [{sku: XC-LICENCE}]}
            - new_prices: {from: 2026-06-01, points: {level-1: 12, level-2: 30}}
          - nightly:
          - expect: {acme: {available: 5, lots: []}, either: [{T1: {price: 1}}, {T1: {price: 2}}]}
        """
    ),
    "a.yaml",
)


def test_the_whole_report():
    outcomes = ["done", "refused UnknownItem(code='level-9')", "done", "done"]
    steps = [PlayedStep(step=s, outcome=o) for s, o in zip(STORY.steps, outcomes, strict=False)]
    last = PlayedStep(step=STORY.steps[4], outcome="fails", differences=("acme.available: expected 5, seen 20",))
    statement = PrintedStatement(
        customer="acme",
        wallet="all lines",
        lines=(
            PrintedLine(on=date(2026, 5, 5), kind="purchase", points=45, balance=45, about=""),
            PrintedLine(on=date(2026, 5, 5), kind="charge", points=-25, balance=20, about="T1"),
        ),
    )
    assert list(report(Played(story=STORY, steps=(*steps, last), statements=(statement,)))) == [
        "a.yaml: Short of points",
        "       given shared_wallet true, pricer_may_decide false, reopen_days 3",
        "       given acme: [{points: 20, until: 2027-01-31}]",
        "    1  2026-05-05 12:00  open: {ticket: T1, customer: acme, price_first: true}  → done",
        "    2  2026-05-05 12:01  price: {ticket: T1, item: level-9}  → refused UnknownItem(code='level-9')",
        "    3  2026-05-05 12:02  together: 2 steps  → done",
        "       · shop_order: {order: 7, customer: acme, status: paid, lines: [{sku: XC-LICENCE}], "
        "paid_at: 2026-05-01 12:00}",
        "       · new_prices: {from: 2026-06-01, points: {level-1: 12, level-2: 30}}",
        "    4  2026-05-05 12:03  nightly  → done",
        "    5  2026-05-05 12:04  expect: {acme: {available: 5, lots: []}, either: [{T1: {price: 1}}, "
        "{T1: {price: 2}}]}  → fails",
        "  acme, all lines: 20 points",
        "       2026-05-05  purchase      +45       45",
        "       2026-05-05  charge        -25       20  T1",
        "  FAILS: a.yaml:11: step 5: acme.available: expected 5, seen 20",
        "",
    ]


def test_a_story_that_holds():
    played = Played(story=STORY, steps=tuple(PlayedStep(step=s, outcome="done") for s in STORY.steps), statements=())
    assert list(report(played))[-2:] == ["  holds: 5 steps", ""]
