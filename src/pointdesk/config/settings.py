"""All settings, from the environment. A wrong value stops the start with one line that names the variable.

Every secret VAR may instead be given as VAR_FILE, the path of a file that holds it.
"""

import base64
import hashlib
import os
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate

env = Env()


def _read_secret_files() -> None:
    """Let each secret VAR come from the file that VAR_FILE names, as container platforms hand them over."""
    for name in ("DATABASE_URL", "EMAIL_URL", "POINTDESK_SECRET_KEY", "POINTDESK_ENCRYPTION_KEYS"):
        path = env.str(f"{name}_FILE", None)
        if path:
            try:
                os.environ[name] = Path(path).read_text().strip()
            except OSError as error:
                raise ImproperlyConfigured(f"{name}_FILE: {error}") from None


_read_secret_files()
DATA_DIR = Path(env.str("POINTDESK_DATA_DIR", "var")).resolve()
DEBUG = env.bool("POINTDESK_DEBUG", False)


def _kept_secret() -> str:
    """A key of this installation, made at the first start and kept beside the SQLite database, mode 600."""
    path = DATA_DIR / "secret-key"
    try:
        if not path.exists():
            _keep_first(path)
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"POINTDESK_DATA_DIR: {error}") from None


def _keep_first(path: Path) -> None:
    """Write a new key, unless another process does so at the same moment: web and worker start together, and what one
    of them encrypts the other must be able to read."""
    import secrets  # noqa: PLC0415 -- only at the first start

    path.parent.mkdir(parents=True, exist_ok=True)
    mine = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    mine.touch(mode=0o600)
    try:
        mine.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(mine, path)  # whole or not at all, and never in place of one that is there
    finally:
        mine.unlink()


SECRET_KEY = env.str("POINTDESK_SECRET_KEY", "") or _kept_secret()
# Support PINs are encrypted under these (first writes, all read). Without the variable the key derives from SECRET_KEY.
POINTDESK_ENCRYPTION_KEYS = [k for k in env.str("POINTDESK_ENCRYPTION_KEYS", "").split(",") if k] or [
    base64.urlsafe_b64encode(hashlib.sha256(b"pointdesk encryption:" + SECRET_KEY.encode()).digest()).decode()
]
for _number, _key in enumerate(POINTDESK_ENCRYPTION_KEYS, 1):
    try:
        Fernet(_key)
    except ValueError as _error:
        raise ImproperlyConfigured(f"POINTDESK_ENCRYPTION_KEYS: key {_number}: {_error}") from None

ALLOWED_HOSTS = env.list("POINTDESK_ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env.str("POINTDESK_SITE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "pointdesk.ui.views.csrf_failure"
# How many proxies stand in front of the application; each appends to X-Forwarded-For. Only then are the headers of
# proxies believed: the address that the limits on sign-in count by, and whether the reader came by https.
TRUSTED_PROXIES = env.int("POINTDESK_TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# What the site's address promises, its cookies and headers keep.
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"

ROOMS = [
    "kit", "base", "audit", "files", "outbox", "ui", "accounts", "vendor", "customers", "catalog", "ledger", "charges",
    "sales", "tickets", "bugs", "calls", "lifecycle", "notifications", "reports", "portal", "desk", "play", "config",
]  # fmt: skip
# The rooms come first: their templates and translations win over those of the packages.
INSTALLED_APPS = [
    *(
        f"pointdesk.{room}"
        for room in ROOMS
        if room != "kit" and (Path(__file__).parent.parent / room / "apps.py").exists()
    ),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "template_partials",
    "django_htmx",
]


def _database() -> dict[str, Any]:
    if not env.str("DATABASE_URL", ""):
        return _sqlite(str(DATA_DIR / "pointdesk.sqlite3"))
    found: dict[str, Any] = env.dj_db_url("DATABASE_URL")
    if found["ENGINE"] == "django.db.backends.sqlite3":
        return _sqlite(found["NAME"])
    if found["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL: the database is PostgreSQL or SQLite, no other")
    # Pooled connections (pgbouncer in transaction mode) keep no server-side cursors.
    return {**found, "DISABLE_SERVER_SIDE_CURSORS": True, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            # Writers queue at BEGIN instead of failing in the middle of a transaction.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Limits (sign-in) are counted here: one count for all processes. When it is full, Django forgets entries that still
# count, so the room is ample.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "base_cacheentry",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
AUTH_USER_MODEL = "accounts.User"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "pointdesk.ui.middleware.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "pointdesk.config.middleware.VendorZoneMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pointdesk.accounts.middleware.UserLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pointdesk.ui.middleware.HtmxSignInMiddleware",
    "pointdesk.ui.middleware.RefusalMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "pointdesk.config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pointdesk.ui.context.appearance",
                "pointdesk.config.context.brand",
            ],
        },
    }
]
WSGI_APPLICATION = "pointdesk.config.wsgi.application"

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("el", "Ελληνικά")]
USE_I18N = True
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
# `pointdesk manage collectstatic` gives every file the hash of its content as part of its name, to be kept for ever.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "pointdesk.ui.bundle.BundlingStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "files"
POINTDESK_MAX_UPLOAD_MB = env.int("POINTDESK_MAX_UPLOAD_MB", 20, validate=validate.Range(min=1, max=2000))

# Sign-in: by e-mail, never by user name; accounts are given, not taken (accounts/adapters.py).
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name, "OPTIONS": options}
    for name, options in [
        ("pointdesk.accounts.adapters.LongEnough", {"min_length": 10}),
        ("pointdesk.accounts.adapters.UnlikeThemselves", {"user_attributes": ["email", "name"]}),
        ("django.contrib.auth.password_validation.CommonPasswordValidator", {}),
    ]
]
ACCOUNT_ADAPTER = "pointdesk.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "pointdesk.accounts.adapters.forms.SignInForm",
    "reset_password": "pointdesk.accounts.adapters.forms.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the address is the one an invitation went to
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers get no mail because somebody typed their address
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "pointdesk.accounts.adapters.PasswordTokens"  # noqa: S105 -- a class, no secret
MFA_ADAPTER = "pointdesk.accounts.adapters.MfaAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True

EMAIL_CONFIG = env.dj_email_url("EMAIL_URL", "console:")
if "EMAIL_BACKEND" not in EMAIL_CONFIG:
    raise ImproperlyConfigured("EMAIL_URL: mail goes to smtp://, submission:// (with STARTTLS) or console:")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST", "")
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
# Well below the lease of a delivery, so that a dead mail server never has two workers send the same mail.
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("POINTDESK_FROM_EMAIL", "helpdesk@localhost")
if "@" not in parseaddr(DEFAULT_FROM_EMAIL)[1]:
    raise ImproperlyConfigured(f"POINTDESK_FROM_EMAIL: '{DEFAULT_FROM_EMAIL}' is no e-mail address")

# The one table from events to reactions; the outbox, which lies below, finds it by this name.
POINTDESK_WIRING = "pointdesk.config.wiring.REACTIONS"
POINTDESK_SCHEDULE = "pointdesk.config.wiring.SCHEDULE"
POINTDESK_ZONE = "pointdesk.config.wiring.zone"
