"""Rule files and lists of addresses made to harm."""

from __future__ import annotations

YAML_BOMBS = {
    "laughing": b"a0: &a0 [x, x]\n"
    + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b"*a%d, " % (n - 1) * 9) for n in range(1, 12)),
    "itself": b"id: &a [*a, *a]\n",
    "deep": b"[" * 50_000,
    "deep mapping": b"{a: " * 5_000,
    "merge": b"a: &a {b: 1}\n<<: [*a, *a]\n",
    "digits": b"id: " + b"9" * 100_000,
    "bytes": bytes(range(256)),
    "wide": "id: core\n".encode("utf-16"),
    "nothing": b"",
    "long": b"id: " + b"a" * 1_000_000,
}

LISTS: dict[str, tuple[bytes, list[str]]] = {
    "address-never-closed": (
        b"http://[::1\nhttps://a.example/\n",
        ["http://[::1", "https://a.example/"],
    ),
    "one-address-for-ever": (b"https://a.example/\n" * 20_000, ["https://a.example/"]),
    "nothing": (b"", []),
}
"""Each with the addresses in it."""
