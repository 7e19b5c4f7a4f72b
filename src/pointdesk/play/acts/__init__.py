"""The verbs, done: each through the same public actions as any door, never by writing rows."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pointdesk.play.acts import bugs, calls, catalog, orders, people, points, prices, tickets
from pointdesk.play.rules import verbs
from pointdesk.play.stage.stage import Stage

Act = Callable[[Any, Stage, datetime], None]

ACTS: dict[type[verbs.Verb], Act] = {
    verbs.ShopOrder: orders.shop_order,
    verbs.ForgedOrder: orders.forged_order,
    verbs.DecideNewcomer: orders.decide_newcomer,
    verbs.ChargeBack: orders.charge_back,
    verbs.SettleArrears: points.settle_arrears,
    verbs.Open: tickets.open_,
    verbs.Call: calls.call,
    verbs.Price: prices.price,
    verbs.Deliver: prices.deliver,
    verbs.Urgent: prices.urgent,
    verbs.Quote: prices.quote,
    verbs.Accept: prices.accept,
    verbs.Decline: prices.decline,
    verbs.Split: tickets.split,
    verbs.Merge: tickets.merge,
    verbs.UndoMerge: tickets.undo_merge,
    verbs.Reply: tickets.reply,
    verbs.Solve: tickets.solve,
    verbs.Close: tickets.close,
    verbs.Reopen: tickets.reopen,
    verbs.Bug: bugs.bug,
    verbs.NotABug: bugs.not_a_bug,
    verbs.OwnFault: prices.own_fault,
    verbs.Review: prices.review,
    verbs.DecideReview: prices.decide_review,
    verbs.NewPrices: catalog.new_prices,
    verbs.DownloadPatch: bugs.download_patch,
    verbs.Goodwill: points.goodwill,
    verbs.Extend: points.extend,
    verbs.TakeBack: points.take_back,
    verbs.Transfer: people.transfer,
    verbs.MergeCustomers: people.merge_customers,
    verbs.Nightly: catalog.nightly,
}
"""What each verb does, called as ``act(verb, stage, now)``; refusals come out as DomainError."""

RECORDS_ATTEMPTS: dict[type[verbs.Verb], frozenset[str]] = {
    verbs.ForgedOrder: frozenset({"sales_delivery"}),
    verbs.ShopOrder: frozenset({"sales_delivery"}),
}
"""The tables in which a refusal of the verb leaves the record of the attempt (ruling 26), and nothing else."""
