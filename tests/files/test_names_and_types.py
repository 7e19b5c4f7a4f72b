import io
import tarfile
import zipfile

import pytest

from pointdesk.files.rules import LONGEST_NAME, clean_name, content_type_of


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("error.log", "error.log"),
        ("  Τιμολόγιο   2026 .pdf", "Τιμολόγιο 2026 .pdf"),
        ("Τιμολο\u0301γιο.pdf", "Τιμολόγιο.pdf"),  # composed
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\anna\\screen.png", "screen.png"),
        ("..", "file"),
        ("", "file"),
        ("folder/", "file"),
        (".htaccess", "htaccess"),
        ("invoice.exe. ", "invoice.exe"),
        ("a\x00b\r\nc.txt", "ab c.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),  # RIGHT-TO-LEFT OVERRIDE
        ('a<b>c:d"e|f?g*h.txt', "a_b_c_d_e_f_g_h.txt"),
        ("x" * 300 + ".sql", "x" * 146 + ".sql"),
        ("x" * 300, "x" * 150),
        ("a." + "x" * 300, "a." + "x" * 148),
    ],
)
def test_a_name_is_cleaned(given, cleaned):
    assert clean_name(given) == cleaned
    assert len(cleaned) <= LONGEST_NAME
    assert clean_name(cleaned) == cleaned


def archive(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return target.getvalue()


def tar() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as made:
        made.addfile(tarfile.TarInfo("a"))
    return target.getvalue()


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"GIF89a\1\0", "image/gif"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x20ftypisom", "video/mp4"),
        (b"\0\0\0\x20ftypavif", "image/avif"),
        (b"%PDF-1.7\n", "application/pdf"),
        (archive("a.txt"), "application/zip"),
        (archive(), "application/zip"),
        (archive("[Content_Types].xml", "word/document.xml"),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (archive("[Content_Types].xml", "xl/workbook.xml"),
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (archive("word/readme.txt"), "application/zip"),
        (b"\x1f\x8b\x08", "application/gzip"),
        (tar(), "application/x-tar"),
        (b"2026-05-05 error: declined\n", "text/plain"),
        ("Η πληρωμή απορρίφθηκε".encode(), "text/plain"),
        ("η".encode()[:1], "text/plain"),  # cut in the middle of a character
        ("\ufeffId;Name".encode("utf-16-le"), "text/plain"),
        (b"<!doctype html><script>alert(1)</script>", "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "text/plain"),
        (b"#!/bin/sh\nrm -rf /\n", "text/plain"),
        (b"\x7fELF\2\1\1\0", "application/octet-stream"),
        (b"MZ\x90\0", "application/octet-stream"),
        ("Ελληνικά".encode("cp1253"), "application/octet-stream"),
    ],
)  # fmt: skip
def test_the_content_tells_its_type(head, found):
    assert content_type_of(head) == found
