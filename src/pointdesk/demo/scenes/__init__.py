"""Single scenes: what happens seldom, and what the people who sign in should find. Every kind of event is in one."""

from collections.abc import Callable

from pointdesk.demo.agenda import Story
from pointdesk.demo.scenes import bugs, calls, kappa, money, newcomers, nisos, points, work
from pointdesk.demo.stage import Stage

SCENES: tuple[Callable[[Stage], Story], ...] = (
    nisos.year,
    nisos.bruno,
    nisos.last_days,
    kappa.year,
    bugs.quick_view,
    bugs.order_mails,
    bugs.no_bug_of_ours,
    bugs.rejected,
    bugs.undecided,
    work.on_hold,
    work.still_on_hold,
    work.split,
    work.merged,
    work.merged_by_mistake,
    work.related,
    work.reopened,
    work.too_late,
    work.contested,
    calls.led_through,
    calls.guessed,
    points.by_hand,
    points.longer_life,
    points.back_to_life,
    money.charged_back,
    money.still_owed,
    money.licence_sold,
    money.paid_back,
    money.went_back,
    money.unknown_article,
    money.article_swapped,
    newcomers.merged,
    newcomers.new,
    newcomers.same,
    newcomers.undecided,
)
"""All scenes; each one names its own days."""
