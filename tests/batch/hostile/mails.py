"""Mail with too much of everything."""

from __future__ import annotations

import base64
from random import Random

from tests.batch.hostile.families import Made, family, prose
from tests.batch.hostile.formats import mail, sound


@family(1)
def mail_parts(_: Random) -> Made:
    return ".eml", _parted(3_000)


@family(16)
def some_parts(chance: Random) -> Made:
    return ".eml", _parted(chance.randrange(40, 300))


def _parted(parts: int) -> bytes:
    head = b"From: a@b.test\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    head += b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    part = b"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt"
    return head + (part + b"\r\n\r\nhello\r\n") * parts + b"--b--\r\n"


@family(16)
def mails_in_mails(chance: Random) -> Made:
    kind = chance.choice(
        ("message/rfc822", "multipart/mixed; boundary=x", "message/delivery-status")
    )
    head = f"Content-Type: {kind}\r\nMIME-Version: 1.0\r\nFrom: a@b\r\n\r\n"
    return ".eml", head.encode() * chance.choice((5, 50, 1_500))


@family(30)
def mail_headers(chance: Random) -> Made:
    line = chance.choice((
        "Received: x\r\n", "Subject: =?utf-8?b?" + "QUFB" * 50 + "?=\r\n",
        "From: <<<<@@@>>>\r\n", "Date: Tue, 99 Foo 20260 99:99:99 +9999\r\n",
        "Content-Type: ;;;=;\r\n", ": \r\n", "To: " + "a@b.test, " * 200 + "\r\n",
        "Subject: =?x?q?=00=?=\r\n", "X: " + "(" * 900 + "\r\n",
        "Content-Type: text/plain; charset=" + "x" * 900 + "\r\n",
        'From: "' + "\\" * 900 + "\r\n", "Content-Transfer-Encoding: x-uuencode\r\n",
        "Subject: \udce4\r\n",
    ))  # fmt: skip
    return ".eml", mail(prose(chance), head="").replace(
        b"MIME", line.encode("utf-8", "surrogateescape") * chance.choice((1, 20, 400)) + b"MIME", 1
    )


@family(20)
def mail_bodies(chance: Random) -> Made:
    """Parts whose coding, type or end is not what they say; names that lead elsewhere."""
    code = chance.choice(("base64", "quoted-printable", "x-uuencode", "binary", "nothing"))
    name = chance.choice(
        ("../../a.txt", "/etc/a.html", "a.docx", "CON.txt", "\u202etxt.exe", "a\0.md")
    )
    inner = chance.choice(list(sound().values()))
    data = base64.encodebytes(inner) if chance.random() < 0.5 else inner
    head = (
        b"From: a@b.test\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    )
    part = f'--b\r\nContent-Disposition: attachment; filename="{name}"\r\n'
    part += f"Content-Transfer-Encoding: {code}\r\n\r\n"
    return ".eml", head + (part.encode() + data + b"\r\n") * chance.randrange(1, 4)
