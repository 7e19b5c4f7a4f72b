"""Texts that the vendor wrote in several languages, and dates, as a page says them."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime


def said(words: Mapping[str, str], language: str) -> str:
    """The text in the reader's language, else in English, else in any."""
    return words.get(language) or words.get("en") or next(iter(words.values()), "")


def moment(at: datetime) -> str:
    """When something happened, as the conversation says it: 18 January, 10:42."""
    return date_format(localtime(at), "j E, H:i")
