"""Evidence: the marks, links and named sources that sentences rest on, and how far each reaches."""
