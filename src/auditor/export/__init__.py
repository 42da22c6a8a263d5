"""Writes an audit out: spreadsheet, JSON, CSV."""
