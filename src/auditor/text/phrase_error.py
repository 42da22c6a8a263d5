"""What is said of a phrase that cannot be read."""

from __future__ import annotations


class PhraseError(ValueError):
    """A phrase that cannot be read: says where and what was expected."""

    def __init__(self, phrase: str, trouble: str) -> None:
        super().__init__(phrase, trouble)
        self.phrase = phrase
        self.trouble = trouble

    def __str__(self) -> str:
        return f"“{self.phrase}”: {self.trouble}"

    def is_of(self, written: str) -> bool:
        """Whether this is the phrase as it was written."""
        return plain_quotes(written.strip()) == plain_quotes(self.phrase.strip())


def plain_quotes(text: str) -> str:
    """Return the text with straight apostrophes."""
    return text.replace("’", "'")
