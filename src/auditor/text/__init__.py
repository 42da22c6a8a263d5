"""Pure string tools, with maps back to where each character came from."""
