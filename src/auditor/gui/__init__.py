"""The window, a thin skin over the workflow."""
