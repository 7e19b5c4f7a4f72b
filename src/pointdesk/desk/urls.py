"""Addresses of the staff's pages."""

from django.urls import path

from pointdesk.desk.views import manager, tickets

app_name = "desk"
urlpatterns = [
    path("decide/", manager.show_reviews, name="reviews"),
    path("decide/reviews/<int:charge_id>/", manager.decide, name="decide"),
    path("decide/newcomers/", manager.newcomer, name="newcomer"),
    path("prices/<slug:code>/", manager.prices, name="prices"),
    path("orders/new/", manager.order, name="order"),
    path("", tickets.show_list, name="tickets"),
]
