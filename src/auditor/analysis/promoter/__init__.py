"""Who sells what: the names, offers, hosts and telephone numbers of the house that speaks."""
