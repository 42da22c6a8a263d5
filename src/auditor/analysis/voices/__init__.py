"""Who speaks a sentence, and how: asserted, quoted, asked, denied, or held up as a mention."""
