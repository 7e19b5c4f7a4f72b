"""What settings do by themselves; how a wrong one is told stands in test_command.py."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from pointdesk.config import settings


@pytest.mark.parametrize("start", range(20))
def test_processes_that_start_together_for_the_first_time_share_one_key(start, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path / "new")
    gate = Barrier(6)

    def first_start(_: int) -> str:
        gate.wait()
        return settings._kept_secret()

    with ThreadPoolExecutor(6) as processes:
        keys = set(processes.map(first_start, range(6)))

    assert keys == {(tmp_path / "new" / "secret-key").read_text()}
    assert [(path.name, path.stat().st_mode & 0o777) for path in (tmp_path / "new").iterdir()] == [
        ("secret-key", 0o600)
    ]


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "ssl"),
    [
        ("submission://user:password@mail.example", "mail.example", 587, True, False),
        ("smtp://mail.example:465?ssl=True", "mail.example", 465, False, True),
        ("smtp://mail.example", "mail.example", 25, False, False),
    ],
)
def test_the_ways_of_sending_mail_that_the_documentation_names(url, host, port, tls, ssl, monkeypatch):
    monkeypatch.setenv("EMAIL_URL", url)
    found = settings.env.dj_email_url("EMAIL_URL")
    assert [found[f"EMAIL_{name}"] for name in ("HOST", "PORT", "USE_TLS", "USE_SSL")] == [host, port, tls, ssl]
