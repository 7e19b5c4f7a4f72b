"""Addresses of the customers' pages."""

from django.urls import path

from pointdesk.portal.views import home, public

app_name = "portal"
urlpatterns = [
    path("support/", public.show_lines, name="lines"),
    path("support/<slug:code>/", public.show_scheme, name="scheme"),
    path("home/", home.show, name="home"),
]
