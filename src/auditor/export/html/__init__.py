"""The audit, and the catalogue of rules, as pages that need no script and no network."""
