"""Word files: their package, styles, body, notes and drawings."""
