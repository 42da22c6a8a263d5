"""What once broke the program, and how: every crash and hang that was found is a sample with a name, in every run of the tests."""

from __future__ import annotations

DOCUMENTS = {
    "nested-sup.html": "a number of two thousand digits was too large for the machine",
    "one-number.html": "the same, in one text",
    "charset-odd-text.mhtml": "“hex” is a codec, but none of text",
    "charset-nul-text.mhtml": "a character set with a zero byte in its name cannot be looked up",
    "location-odd.mhtml": "an archive named an address that cannot be taken apart",
    "headers.mhtml": "what a mail is stood behind more headers than were looked at",
    "box-of-nothing.pdf": "a page showed none of its text, and nothing said so",
    "root-is-itself-and-pages-are-none.pdf": "a reference to itself was followed for ever by the reader asked last",
    "root-in-a-circle-and-pages-are-none.pdf": "the same, over two objects",
    "character-map-of-millions-and-root-is-itself.pdf": "the reader asked last entered millions of characters one by one",
    "full-stops.html": "the search for the end of a sentence began again at every one of them",
    "brackets.md": "the search for the end of a link began again at every bracket",
    "symbols-odd.docx": "half a letter came into the text, which no file can keep",
    "cell-empty.txt": "a row of prices ended in an empty cell, where a sign of money was looked for",
    "nested-select.html": "every choice held all those below it",
}

REVIEWS = {
    "a-view-that-never-ends": "statements that lay in a review were run when it was opened",
    "an-older-review-with-a-trigger": "they were run, before they were refused, where a review was brought up to date",
    "depth-in-the-header": "values a hundred thousand deep in one another exhausted the reader",
    "depth-in-a-part": "the same, in what a document holds",
    "a-list-for-a-value": "a list stood where fields with names were meant",
    "text-for-bytes": "text stood where the bytes of a file were meant",
    "severity-beyond-all": "a finding was weightier than the gravest",
    "verdict-of-no-kind": "a decision was none that can be taken",
    "outcome-of-no-kind": "a finding was of a kind that there is not",
}

WORKBOOKS = {"string-beyond-all": "a cell named a text that is not in the workbook"}

LISTS = {"address-never-closed": "an address in a list could not be taken apart"}

RULES = {"deep": "a row of fifty thousand brackets took the process with it"}

NAMES = {"\udcff\udcfe.txt": "a name that is no text could not be written into a review"}
