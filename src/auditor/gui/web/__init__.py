"""Shows saved pages as they look, locked away from the network and from their own scripts."""
