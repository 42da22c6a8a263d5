"""The countries that packs and audits name, by the codes the audit prints."""

from __future__ import annotations

COUNTRIES = frozenset(
    {
        "AT", "AU", "BE", "BR", "CA", "CH", "DE", "DK", "ES", "EU", "FI", "FR", "IE", "IN", "IT", "JP", "MX", "NL",
        "NO", "NZ", "PL", "PT", "SE", "UK", "US", "ZA",
    }
)  # fmt: skip
"""ISO codes, but UK for the United Kingdom and EU for rules of the Union."""

EU_MEMBERS = frozenset({"AT", "BE", "DE", "DK", "ES", "FI", "FR", "IE", "IT", "NL", "PL", "PT", "SE"})
"""Those of them in the European Union, to which its rules apply too."""
