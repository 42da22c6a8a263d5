"""Audits health marketing: finds claims, ties them to their evidence and judges them by rule packs."""

__version__ = "0.1.0"
