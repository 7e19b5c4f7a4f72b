from datetime import UTC, datetime, timedelta

import pytest

from pointdesk.sales.rules import SIGNATURE_HEADER, TIMESTAMP_HEADER, age_of, is_signed, signed_headers

AT = datetime(2026, 5, 5, 9, 0, tzinfo=UTC)
BODY = b'{"order": "1001"}'


def test_the_headers_are_those_of_the_documentation():
    # Worked out with `printf '1777971600.%s' '{"order": "1001"}' | openssl dgst -sha256 -hmac secret`.
    assert signed_headers(["secret"], BODY, AT) == {
        TIMESTAMP_HEADER: "1777971600",
        SIGNATURE_HEADER: "v1=33146d657e8c7bb38b82a13a1d112c6705f9061f5045f479a04eed03c62f90ce",
    }


def test_during_a_rotation_either_secret_signs():
    headers = signed_headers(["old", "new"], BODY, AT)
    for known in (["old"], ["new"], ["newer", "new"]):
        assert is_signed(known, headers[TIMESTAMP_HEADER], headers[SIGNATURE_HEADER], BODY)


@pytest.mark.parametrize(
    ("secrets", "timestamp", "signature", "body"),
    [
        (["other"], "1777971600", "", BODY),
        ([], "1777971600", "", BODY),
        (["secret"], "1777971601", "", BODY),
        (["secret"], "1777971600", "", BODY + b" "),
        (["secret"], "١٧٧٧٩٧١٦٠٠", "", BODY),
        (["secret"], "", "", BODY),
        (["secret"], "1777971600", "v2=", BODY),
        (["secret"], "1777971600", "v1=", BODY),
        (["secret"], "1777971600", "v1=é", BODY),
        (["secret"], "1777971600", "nothing", BODY),
        (["secret"], "1777971600", "v1=0," * 5, BODY),
    ],
)
def test_anything_else_is_not_signed(secrets, timestamp, signature, body):
    right = signed_headers(["secret"], BODY, AT)[SIGNATURE_HEADER]
    # The last row puts the right signature behind more guesses than anyone is granted.
    offered = signature + right if signature.endswith(",") else signature or right
    assert not is_signed(secrets, timestamp, offered, body)


@pytest.mark.parametrize(
    ("timestamp", "age"),
    [("1777971600", timedelta(0)), ("1777971300", timedelta(minutes=5)), ("1777971660", timedelta(minutes=-1))],
)
def test_the_age_of_a_timestamp(timestamp, age):
    assert age_of(timestamp, AT) == age


@pytest.mark.parametrize("timestamp", ["9" * 16, "9" * 5000])
def test_an_absurd_timestamp_lies_far_in_the_future(timestamp):
    assert age_of(timestamp, AT) < timedelta(days=-10_000)
