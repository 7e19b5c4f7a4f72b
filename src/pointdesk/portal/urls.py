"""Addresses of the customers' pages."""

from django.urls import path

from pointdesk.portal.views import home, points, public

app_name = "portal"
urlpatterns = [
    path("support/", public.show_lines, name="lines"),
    path("support/<slug:code>/", public.show_scheme, name="scheme"),
    path("points/", points.show, name="points"),
    path("points/<int:wallet_id>/", points.show, name="wallet"),
    path("points/<int:wallet_id>/statement.csv", points.download, name="statement"),
    path("home/", home.show, name="home"),
]
