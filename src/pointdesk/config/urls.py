"""All addresses."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path, re_path

from pointdesk.config import views

# Of allauth's pages only these: nobody signs up, and e-mails are changed by whoever invited their owner.
ACCOUNT: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.PasswordFromLink.as_view(),
        name="account_reset_password_from_key",
    ),
    path("2fa/", include("allauth.mfa.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("language", views.switch_language, name="language"),
    path("ui/", include("pointdesk.ui.urls")),
    path("accounts/", include(ACCOUNT)),
    path("desk/", include("pointdesk.desk.urls")),
    path("", include("pointdesk.portal.urls")),
]
