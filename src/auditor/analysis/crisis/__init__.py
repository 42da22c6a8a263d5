"""Danger and help: the topics a page speaks of, public lines, and the promoter's own number in their place."""
