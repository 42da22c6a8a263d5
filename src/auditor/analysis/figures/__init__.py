"""Quantities: which numbers, in figures or words, are said of people, risk, effect, cost or experience."""
