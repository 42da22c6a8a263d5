"""Hostile Markdown and plain text."""

from __future__ import annotations

from .case import CLAIM, Case


def _lines(make):
    return lambda scale: (CLAIM + "\n\n" + make(scale)).encode("utf-8", "surrogatepass")


TEXTS = (
    *(
        Case(f"{name}.{ending}", _lines(lambda scale, s=sample, n=count: s * n * scale))
        for ending in ("txt", "md")
        for name, sample, count in (
            ("one-line", "sleep ", 1_650),
            ("one-letter", "s", 9_500),
            ("lines", "\n", 9_500),
            ("marks", "[1]", 2_000),
            ("entries", "[1] Sleep. 2020.\n", 150),
            ("bars", "|", 4_500),
            ("table", "|a|b|c|\n|-|-|-|\n", 150),
            ("columns", "a\tb\t\t", 1_000),
            ("bullets", "- a\n", 500),
            ("numbers", "1. a\n", 500),
            ("quotes", "> ", 1_000),
            ("stars", "*", 4_500),
            ("emphasis", "*a **b ", 500),
            ("ticks", "`", 4_500),
            ("fences", "```\n", 500),
            ("brackets", "[", 4_500),
            ("links", "[a](", 1_000),
            ("links-closed", "[a](b)", 500),
            ("pictures", "![", 1_500),
            ("hashes", "# ", 1_500),
            ("headings", "# a\n", 500),
            ("underlines", "a\n===\n", 500),
            ("rules", "---\n", 1_000),
            ("tags", "<a>", 1_000),
            ("entities", "&#x110000;", 500),
            ("indents", "    a\n", 500),
            ("staircase", "", 1),
            ("footnotes", "[^a]: b\n", 500),
            ("definitions", "[a]: b\n", 500),
            ("addresses", "https://a.example/ ", 250),
            ("mails", "From: a\nTo: b\n\n", 250),
            ("equals", "=", 4_500),
            ("dots", ". ", 4_500),
            ("backslashes", "\\", 4_500),
            ("tildes", "~", 4_500),
            ("carriage", "\r", 4_500),
            ("feeds", "\f\v", 2_500),
            ("separators", "\u2028\x85", 2_500),
            ("surrogates", "\ud800", 500),
        )
    ),
    Case(
        "staircase-deep.md",
        _lines(lambda scale: "\n".join("  " * n + "- a" for n in range(15 * min(scale, 200)))),
    ),
    Case(
        "quotes-deep.md", _lines(lambda scale: "\n".join("> " * n + "a" for n in range(15 * min(scale, 200))))
    ),
    Case(
        "front-matter.md",
        lambda scale: f"---\ntitle: {'a' * 500 * scale}\n{'x: &a [*a]' * 50 * scale}\n---\n{CLAIM}".encode(),
    ),
    Case("front-matter-open.md", lambda scale: b"---\n" + b"a: b\n" * 500 * scale + CLAIM.encode()),
    Case("cell-empty.txt", _lines(lambda scale: "Up to 2,000 grafts |\n\nUp to 900 grafts | R\n\n" * scale)),
    Case("marked-odd.txt", lambda _: b"\xff\xfe" + CLAIM.encode("utf-16-le") + b"\x00"),
    Case("big-endian.txt", lambda _: b"\xfe\xff" + CLAIM.encode("utf-16-be") + b"\xd8\x00\xd8"),
    Case("bytes.txt", lambda scale: CLAIM.encode() + b"\n" + bytes(range(128, 256)) * 25 * scale),
)
