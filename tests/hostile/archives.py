"""Hostile web archives and saved mails."""

from __future__ import annotations

from .case import CANARY, CLAIM, Case


def mail(*parts: str, boundary: str = "b", head: str = "") -> bytes:
    """Return a web archive of these parts."""
    lines = [
        f'From: <Saved by Blink>\r\nSubject: Sleep\r\nMIME-Version: 1.0\r\n{head}Content-Type: multipart/related; type="text/html"; boundary="{boundary}"\r\n\r\n'
    ]
    lines += [f"--{boundary}\r\n{part}\r\n" for part in parts]
    return "".join([*lines, f"--{boundary}--\r\n"]).encode("utf-8", "surrogateescape")


def part(
    content: str = f"<html><body><p>{CLAIM}</p></body></html>", kind: str = "text/html", head: str = ""
) -> str:
    return f"Content-Type: {kind}\r\nContent-Location: https://a.example/\r\n{head}\r\n{content}"


def _archives_in_archives(scale: int) -> bytes:
    inner = part()
    for level in range(2 * scale):
        inner = mail(inner, boundary=f"b{level}").decode()
        inner = inner[inner.index("Content-Type") :]
    return mail(inner)


def _archive_as_page(_: int) -> bytes:
    return mail(part(mail(part()).decode()))


def _messages_in_messages(scale: int) -> bytes:
    return ("Content-Type: message/rfc822\r\nMIME-Version: 1.0\r\n\r\n" * 25 * scale).encode() + mail(part())


ARCHIVES = (
    Case("archive-in-archive.mhtml", _archives_in_archives),
    Case("archive-as-its-page.mhtml", _archive_as_page),
    Case("messages-in-messages.mhtml", _messages_in_messages),
    Case(
        "frame-of-itself.mhtml",
        lambda _: mail(
            part(
                f"<p>{CLAIM}</p><iframe src='https://a.example/'></iframe><iframe src='cid:x'></iframe>",
                head="Content-ID: <x>\r\n",
            )
        ),
    ),
    Case(
        "entity-of-a-file.mhtml",
        lambda _: mail(
            part(
                f"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM '{CANARY.as_uri()}'>]><html xmlns='http://www.w3.org/1999/xhtml'><body><p>{CLAIM}</p><p>&x;</p></body></html>",
                "application/xhtml+xml",
            )
        ),
    ),
    Case(
        "frame-of-a-file.mhtml",
        lambda _: mail(
            part(
                f"<p>{CLAIM}</p><iframe src='{CANARY.as_uri()}'></iframe><object data='{CANARY.name}'></object>"
            ).replace("https://a.example/", f"{CANARY.parent.as_uri()}/")
        ),
    ),
    Case(
        "sheet-of-itself.mhtml",
        lambda _: mail(
            part(f"<link rel=stylesheet href=x.css><p>{CLAIM}</p>"),
            part("@import 'x.css'; </style><p>", "text/css").replace("https://a.example/", "x.css"),
        ),
    ),
    Case("boundary-empty.mhtml", lambda _: mail(part(), boundary=" ")),
    Case("boundary-pattern.mhtml", lambda _: mail(part(), boundary="(.*)+[" * 10)),
    Case("boundary-missing.mhtml", lambda _: mail(part()).replace(b'; boundary="b"', b"")),
    Case("boundary-never-closed.mhtml", lambda _: mail(part())[:-7]),
    Case(
        "charset-odd.mhtml",
        lambda _: mail(part(kind="text/html; charset=hex"), part(kind="text/plain; charset=\0")),
    ),
    Case("charset-odd-text.mhtml", lambda _: mail(part(CLAIM, "text/plain; charset=hex"))),
    Case("charset-idna-text.mhtml", lambda _: mail(part(CLAIM + "..", "text/plain; charset=idna"))),
    Case("charset-nul-text.mhtml", lambda _: mail(part(CLAIM, 'text/plain; charset="a\0b"'))),
    Case(
        "base64-broken.mhtml",
        lambda _: mail(part("PGh0bW=w+!!", head="Content-Transfer-Encoding: base64\r\n")),
        shows_claim=False,
    ),
    Case(
        "transfer-odd.mhtml",
        lambda _: mail(part("begin 666 x\nM\n", head="Content-Transfer-Encoding: x-uuencode\r\n")),
        shows_claim=False,
    ),
    Case(
        "quoted-bomb.mhtml",
        lambda scale: mail(
            part(
                f"<p>{CLAIM}</p>" + "=\r\n" * 5_000 * scale,
                head="Content-Transfer-Encoding: quoted-printable\r\n",
            )
        ),
    ),
    Case("parts.mhtml", lambda scale: mail(*[part()] * 15 * scale)),
    Case("headers.mhtml", lambda scale: mail(part(), head="X: y\r\n" * 150 * scale)),
    Case(
        "header-of-megabytes.mhtml",
        lambda scale: mail(
            part(), head=f"X: {'y' * 5_000 * scale}\r\nTo: {'a@a.example, ' * 50 * scale}\r\n"
        ),
    ),
    Case(
        "header-encoded.mhtml",
        lambda scale: mail(part(), head=f"Subject: {'=?utf-8?b?///?= ' * 25 * scale}\r\nContent-ID: <\r\n"),
    ),
    Case("no-parts.mhtml", lambda _: mail(), shows_claim=False),
    Case(
        "location-odd.mhtml",
        lambda _: mail(
            part().replace("https://a.example/", "http://[::1"),
            head="Snapshot-Content-Location: http://[bad\r\n",
        ),
    ),
)
