"""Addresses of the customers' pages."""

from django.urls import path

from pointdesk.portal.views import answers, bugs, home, new_ticket, pin, points, public, reviews, tickets

app_name = "portal"
urlpatterns = [
    path("support/", public.show_lines, name="lines"),
    path("support/<slug:code>/", public.show_scheme, name="scheme"),
    path("points/", points.show, name="points"),
    path("points/buy/", public.show_lines, name="buy"),
    path("points/<int:wallet_id>/", points.show, name="wallet"),
    path("points/<int:wallet_id>/statement/", points.show_whole, name="whole_statement"),
    path("points/<int:wallet_id>/statement.csv", points.download, name="statement"),
    path("account/pin/", pin.show, name="pin"),
    path("account/pin/new/", pin.regenerate, name="new_pin"),
    path("patches/", bugs.show, name="bugs"),
    path("patches/<int:patch_id>/", bugs.download, name="patch"),
    path("tickets/", tickets.show_list, name="tickets"),
    path("tickets/new/", new_ticket.open_new, name="new_ticket"),
    path("tickets/<int:number>/", tickets.show, name="ticket"),
    path("tickets/<int:number>/reply/", tickets.say, name="reply"),
    path("tickets/<int:number>/answer/", tickets.answer, name="answer"),
    path("tickets/<int:number>/reopen/", tickets.open_again, name="reopen"),
    path("tickets/<int:number>/review/", reviews.ask, name="review"),
    path("offers/<str:token>/", answers.answer, name="offer"),
    path("files/<int:file_id>/", tickets.download, name="file"),
    path("home/", home.show, name="home"),
]
