"""Spreadsheets that other programs saved, read within bounds."""
