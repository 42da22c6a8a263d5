"""Who answers for a document, and since when."""
