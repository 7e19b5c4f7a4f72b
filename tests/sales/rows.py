"""All rows that sales, ledger, customers, journal and outbox hold: to show that a refusal wrote nothing."""

from django.apps import apps

ROOMS = ("sales", "ledger", "customers", "audit", "outbox")


def everything(*, but: tuple[str, ...] = ()) -> dict[str, list[tuple]]:
    """The rows of every table of those rooms, by the name of the model; `but` names the models to leave out."""
    return {
        model.__name__: list(model.objects.order_by("pk").values_list())
        for model in apps.get_models()
        if model._meta.app_label in ROOMS and model.__name__ not in but
    }
