"""Bytes of one format become one canonical text with blocks, links and marks."""
