"""Addresses of the customers' pages."""

from django.urls import path

from pointdesk.portal.views import bugs, home, pin, points, public

app_name = "portal"
urlpatterns = [
    path("support/", public.show_lines, name="lines"),
    path("support/<slug:code>/", public.show_scheme, name="scheme"),
    path("points/", points.show, name="points"),
    path("points/buy/", public.show_lines, name="buy"),
    path("points/<int:wallet_id>/", points.show, name="wallet"),
    path("points/<int:wallet_id>/statement.csv", points.download, name="statement"),
    path("account/pin/", pin.show, name="pin"),
    path("account/pin/new/", pin.regenerate, name="new_pin"),
    path("patches/", bugs.show, name="bugs"),
    path("patches/<int:patch_id>/", bugs.download, name="patch"),
    path("home/", home.show, name="home"),
]
