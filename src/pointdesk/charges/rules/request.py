"""Idempotency (invariant 6): the same key and body twice is one request; another body under the key is refused."""

import hashlib
import json


def fingerprint(verb: str, body: dict[str, object]) -> str:
    """A digest of what was asked, to tell a repeated request from another one under the same key."""
    return hashlib.sha256(json.dumps([verb, body], sort_keys=True, default=str).encode()).hexdigest()
