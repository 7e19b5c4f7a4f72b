"""Encryption of small secrets (support PINs) under a key that lives outside the database."""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from pointdesk.kit.errors import DomainError


class KeyMissing(DomainError):
    """A stored secret cannot be read: none of the keys in POINTDESK_ENCRYPTION_KEYS wrote it."""


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def seal(text: str) -> str:
    """The text, encrypted under the first key."""
    return _box(tuple(settings.POINTDESK_ENCRYPTION_KEYS)).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again; any of the keys may have written it (rotation). Raises KeyMissing."""
    try:
        return _box(tuple(settings.POINTDESK_ENCRYPTION_KEYS)).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise KeyMissing from None
