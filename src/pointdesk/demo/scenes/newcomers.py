"""New customers who look like known ones: their welcome points wait for a manager."""

from pointdesk.demo.agenda import Story
from pointdesk.demo.firms import IN_SCENES
from pointdesk.demo.shop import join
from pointdesk.demo.stage import Client, Stage
from pointdesk.lifecycle.actions import merge_customers
from pointdesk.sales.actions import decide_newcomer
from pointdesk.sales.rules import NewcomerVerdict


def merged(stage: Stage) -> Story:
    """It is the same firm under another name; the two are joined."""
    yield stage.ago(64, 11)
    export = join(stage, IN_SCENES["olivea-export"])
    yield stage.office()
    _decide(stage, export, NewcomerVerdict.SAME)
    yield stage.ago(60, 11)
    merge_customers(
        customer_id=export.customer_id, survivor_id=stage.clients["olivea"].customer_id, by=stage.staff.emil,
        now=stage.now, reason="One firm, says Mr Kanakis on the telephone.",
    )  # fmt: skip


def new(stage: Stage) -> Story:
    """Two firms that share a telephone: the second one is new."""
    yield stage.ago(50, 11)
    outlet = join(stage, IN_SCENES["hestia-outlet"])
    yield stage.office()
    _decide(stage, outlet, NewcomerVerdict.NEW)


def same(stage: Stage) -> Story:
    """A second account of a known firm gets no second welcome."""
    yield stage.ago(38, 11)
    vision = join(stage, IN_SCENES["iris-vision"])
    yield stage.office()
    _decide(stage, vision, NewcomerVerdict.SAME)


def undecided(stage: Stage) -> Story:
    """One is left for whoever signs in as the manager."""
    yield stage.ago(2, 11)
    join(stage, IN_SCENES["pallas-games"])


def _decide(stage: Stage, newcomer: Client, verdict: NewcomerVerdict) -> None:
    decide_newcomer(
        customer_id=newcomer.customer_id, line_id=stage.line_id, verdict=verdict, by=stage.staff.emil, now=stage.now
    )
