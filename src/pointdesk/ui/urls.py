"""Addresses of the room itself."""

from django.urls import path

from pointdesk.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("theme", views.switch_theme, name="theme"),
]
