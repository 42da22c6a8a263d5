"""Keeps an audit in one SQLite file."""
