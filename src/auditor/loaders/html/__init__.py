"""Web pages: parsed, walked once, and told apart into what a reader sees."""
