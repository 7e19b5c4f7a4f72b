"""Addresses of the staff's pages."""

from django.urls import path

from pointdesk.desk.views import tickets

app_name = "desk"
urlpatterns = [
    path("", tickets.show_list, name="tickets"),
]
