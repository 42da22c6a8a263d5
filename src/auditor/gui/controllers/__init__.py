"""One controller per concern joins widgets and use cases."""
