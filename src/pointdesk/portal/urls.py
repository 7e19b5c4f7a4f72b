"""Addresses of the customers' pages."""

from django.urls import path

from pointdesk.portal.views import home

app_name = "portal"
urlpatterns = [
    path("home/", home.show, name="home"),
]
