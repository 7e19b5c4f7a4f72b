from pointdesk.vendor.models import ProductLine


def test_a_committed_database_is_empty_at_first(committed_db):
    assert ProductLine.objects.count() == 0
    ProductLine.objects.create(code="x-cart", name="X-Cart")


def test_a_committed_database_keeps_nothing_for_the_next(committed_db):
    assert ProductLine.objects.count() == 0
