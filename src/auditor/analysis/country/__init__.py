"""Whose readers a document addresses."""
