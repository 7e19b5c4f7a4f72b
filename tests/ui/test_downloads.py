import csv
import io

import pytest

from pointdesk.ui.downloads import csv_file


def cells(row):
    text = csv_file("table", [row]).content.decode("utf-8-sig")
    return next(csv.reader(io.StringIO(text)))


def test_a_file_that_spreadsheets_read_as_greek():
    response = csv_file("table", [["Κίνηση", 25], ['a, "b"\nc', -25]])
    assert (response["Content-Type"], response["Content-Disposition"], response.content.decode()) == (
        "text/csv; charset=utf-8", 'attachment; filename="table.csv"',
        '\ufeffΚίνηση,25\r\n"a, ""b""\nc",-25\r\n',
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x.example","y")', "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"]
)
def test_a_text_that_would_run_does_not(text):
    assert cells([text, -25, "1-2", ""]) == [f"'{text}", "-25", "1-2", ""]
