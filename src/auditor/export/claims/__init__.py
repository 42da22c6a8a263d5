"""Registers of approved claims as spreadsheets, written and read back."""
