"""Markdown: front matter, blocks, and the raw HTML within."""
