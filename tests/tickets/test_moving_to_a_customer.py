from tests.factories.rows import every_row
from tests.factories.tickets import make_helpdesk

from pointdesk.customers.actions import merge_into
from pointdesk.kit.actors import SYSTEM
from pointdesk.tickets.actions import move_to_customer
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.queries import ticket_list


def move(old, new):
    merge_into(customer_id=old.customer.pk, survivor_id=new.customer.pk, by=new.emil, now=new.now)
    return move_to_customer(from_customer_id=old.customer.pk, to_customer_id=new.customer.pk, by=new.emil, now=new.now)


def test_all_tickets_of_a_merged_customer_move(db, now):
    """Both customers have an Anna and a Bruno under the same addresses: each is one person afterwards."""
    old, new = make_helpdesk(now=now, name="Nisos Ltd"), make_helpdesk(now=now, name="Nisos")
    annas, brunos = old.open(key="form"), old.open(by=old.bruno)
    own = new.open(key="form")
    assert move(old, new) == 2
    assert list(Ticket.objects.order_by("id").values_list("customer_id", "requester_id")) == [
        (new.customer.pk, new.anna.number), (new.customer.pk, new.bruno.number), (new.customer.pk, new.anna.number),
    ]  # fmt: skip
    assert [row.number for row in ticket_list(new.anna, now=now)] == [own.number, brunos.number, annas.number]
    assert [row.number for row in ticket_list(new.bruno, now=now)] == [brunos.number]
    before = every_row()
    assert move_to_customer(from_customer_id=old.customer.pk, to_customer_id=new.customer.pk, by=SYSTEM, now=now) == 0
    assert every_row() == before
