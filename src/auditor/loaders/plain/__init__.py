"""Plain text: lines that are paragraphs, headings, lists or tables by their looks alone."""
