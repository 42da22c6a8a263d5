"""One widget, one job, one file."""
