"""Addresses of the staff's pages."""

from django.urls import path

from pointdesk.desk.views import conversation, corrections, manager, moves, preferences, relations, tickets

app_name = "desk"
urlpatterns = [
    path("decide/", manager.show_reviews, name="reviews"),
    path("decide/reviews/<int:charge_id>/", manager.decide, name="decide"),
    path("decide/newcomers/", manager.newcomer, name="newcomer"),
    path("prices/<slug:code>/", manager.prices, name="prices"),
    path("customers/<int:customer_id>/goodwill/", corrections.goodwill, name="goodwill"),
    path("wallets/<int:wallet_id>/", corrections.show, name="corrections"),
    path("wallets/<int:wallet_id>/take-back/", corrections.take, name="take-back"),
    path("wallets/<int:wallet_id>/last-day/", corrections.move_last_day, name="last-day"),
    path("arrears/<int:arrears_id>/", corrections.settle, name="settle-arrears"),
    path("orders/new/", manager.order, name="order"),
    path("", tickets.show_list, name="tickets"),
    path("view/<slug:view>/", tickets.show_list, name="view"),
    path("search/", tickets.show_search, name="search"),
    path("keys/", preferences.show_keys, name="keys"),
    path("preferences", preferences.choose, name="preferences"),
    path("tickets/new/", tickets.open_new, name="new-ticket"),
    path("tickets/<int:number>/", conversation.show, name="ticket"),
    path("tickets/<int:number>/follow-up/", tickets.follow_up, name="follow-up"),
    path("tickets/<int:number>/reply", conversation.send_reply, name="reply"),
    path("tickets/<int:number>/reopen-with", conversation.send_and_reopen, name="reopen-with"),
    path("tickets/<int:number>/note", conversation.save_note, name="note"),
    path("tickets/<int:number>/take", moves.take_ticket, name="take"),
    path("tickets/<int:number>/assign", moves.assign_ticket, name="assign"),
    path("tickets/<int:number>/hold", moves.hold_ticket, name="hold"),
    path("tickets/<int:number>/resume", moves.resume_ticket, name="resume"),
    path("tickets/<int:number>/solve", moves.solve_ticket, name="solve"),
    path("tickets/<int:number>/reopen", moves.reopen_ticket, name="reopen"),
    path("tickets/<int:number>/link", moves.link_ticket, name="link"),
    path("tickets/<int:number>/unlink", moves.unlink_ticket, name="unlink"),
    path("tickets/<int:number>/undo-merge", moves.undo_merge_of, name="undo-merge"),
    path("tickets/<int:number>/close/", relations.close_ticket, name="close"),
    path("tickets/<int:number>/split/", relations.split_ticket, name="split"),
    path("tickets/<int:number>/merge/", relations.merge_ticket, name="merge"),
    path("files/<int:file_id>", conversation.download, name="file"),
]
