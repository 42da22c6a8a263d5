"""In which menu each action stands, and when it is offered."""

from __future__ import annotations

from auditor.gui.actions import Do

_PLACES = (
    *(Do.GO_DOCUMENTS, Do.GO_FINDINGS, Do.GO_TEXT, Do.GO_DETAILS),
    *(Do.GO_PASSED, Do.GO_GONE, Do.GO_SECOND, Do.GO_REGISTER),
)
_SEARCHING = (Do.SEARCH, Do.SEARCH_NEXT, Do.SEARCH_PREVIOUS)
_SIZES = (Do.LARGER, Do.SMALLER, Do.OWN_SIZE, Do.FIT_WIDTH)

MENUS: tuple[tuple[str, tuple[Do | None, ...]], ...] = (
    (
        "&File",
        (
            *(Do.NEW, Do.OPEN_REVIEW, Do.SAVE, Do.SAVE_COPY, None),
            *(Do.OPEN_FILES, Do.OPEN_FOLDER, Do.ADDRESSES, Do.PASTE, Do.SAMPLES, None),
            *(Do.EXPORT, Do.EXPORT_SHOWN, Do.TAKE_IN, Do.TEMPLATE, None),
            *(Do.PACKAGE, Do.VERIFY, None),
            Do.CANCEL_ONE,
            Do.CANCEL_ALL,
            None,
            Do.QUIT,
        ),
    ),
    (
        "&Decide",
        (
            Do.CONFIRM,
            Do.NEEDS_PROOF,
            Do.DISMISS,
            Do.LATER,
            Do.UNDECIDE,
            None,
            Do.APPROVE,
            Do.ALIKE,
            Do.NOTE,
            None,
            *(Do.UNDO, Do.REDO, None, Do.CROSS, Do.SECOND_LOOK, Do.REVIEWER),
        ),
    ),
    (
        "&Findings",
        (
            *(Do.NEXT, Do.PREVIOUS, Do.NEXT_OPEN, Do.PREVIOUS_OPEN, None),
            *(Do.FIND, Do.CLEAR_FILTERS, None, Do.OPEN_GROUPS, Do.CLOSE_GROUPS),
        ),
    ),
    ("V&ersions", (Do.ADD_VERSION, Do.VERSION_OF, None, Do.COMPARE, Do.COMPARE_REVIEW)),
    (
        "Cla&ims",
        (
            *(Do.EDIT_CLAIM, Do.WITHDRAW, Do.EVIDENCE, None),
            *(Do.TAKE_CLAIMS, Do.GIVE_CLAIMS, None, Do.SHARE, Do.UNSHARE),
        ),
    ),
    (
        "&View",
        (
            *(Do.OVERVIEW, None, *_PLACES, None),
            *(Do.LOOK, Do.PAGE_LIST, Do.PREVIOUS_PART, Do.NEXT_PART, None, *_SEARCHING, None, *_SIZES, None),
        ),
    ),
    ("&Help", (Do.KEYS,)),
)

WITH_DOCUMENTS = (
    *(Do.EVIDENCE, Do.GIVE_CLAIMS),
    *(Do.NEW, Do.NEXT, Do.PREVIOUS, Do.NEXT_OPEN, Do.PREVIOUS_OPEN, Do.FIND, Do.CLEAR_FILTERS),
    *(Do.SAVE, Do.SAVE_COPY, Do.OVERVIEW, Do.OPEN_GROUPS, Do.CLOSE_GROUPS),
    *_PLACES,
    *(Do.ADD_VERSION, Do.VERSION_OF, Do.COMPARE, Do.COMPARE_REVIEW),
    *(Do.LOOK, Do.PREVIOUS_PART, Do.NEXT_PART, *_SEARCHING, *_SIZES),
)
"""What can be done as soon as there is a document."""

DECISIONS = (
    *(Do.CONFIRM, Do.NEEDS_PROOF, Do.DISMISS, Do.LATER, Do.UNDECIDE),
    *(Do.ALIKE, Do.NOTE, Do.UNDO, Do.REDO, Do.TAKE_IN, Do.SECOND_LOOK),
    *(Do.APPROVE, Do.EDIT_CLAIM, Do.WITHDRAW, Do.TAKE_CLAIMS, Do.SHARE, Do.UNSHARE),
)
"""What is written into the review."""

GIVING = (Do.EXPORT, Do.EXPORT_SHOWN, Do.PACKAGE)
"""What lets results out of the program."""
