"""Everything the user can do, each with its words, key and icon, in one table; see action_set."""

from __future__ import annotations

from enum import Enum, auto

from auditor.model.values import dataclass


class Do(Enum):
    """The names of the actions."""

    NEW = auto()
    OPEN_REVIEW = auto()
    SAVE = auto()
    SAVE_COPY = auto()
    OPEN_FILES = auto()
    OPEN_FOLDER = auto()
    PASTE = auto()
    ADDRESSES = auto()
    SAMPLES = auto()
    EXPORT = auto()
    EXPORT_SHOWN = auto()
    TEMPLATE = auto()
    PACKAGE = auto()
    VERIFY = auto()
    TAKE_IN = auto()
    QUIT = auto()
    CANCEL_ONE = auto()
    CANCEL_ALL = auto()
    NEXT = auto()
    PREVIOUS = auto()
    FIND = auto()
    CLEAR_FILTERS = auto()
    OPEN_GROUPS = auto()
    CLOSE_GROUPS = auto()
    CONFIRM = auto()
    NEEDS_PROOF = auto()
    DISMISS = auto()
    LATER = auto()
    UNDECIDE = auto()
    ALIKE = auto()
    NOTE = auto()
    APPROVE = auto()
    GO_REGISTER = auto()
    EDIT_CLAIM = auto()
    WITHDRAW = auto()
    EVIDENCE = auto()
    TAKE_CLAIMS = auto()
    GIVE_CLAIMS = auto()
    SHARE = auto()
    UNSHARE = auto()
    NEXT_OPEN = auto()
    PREVIOUS_OPEN = auto()
    UNDO = auto()
    REDO = auto()
    CROSS = auto()
    REVIEWER = auto()
    OVERVIEW = auto()
    GO_DOCUMENTS = auto()
    GO_FINDINGS = auto()
    GO_TEXT = auto()
    GO_DETAILS = auto()
    GO_PASSED = auto()
    GO_GONE = auto()
    ADD_VERSION = auto()
    VERSION_OF = auto()
    COMPARE = auto()
    COMPARE_REVIEW = auto()
    GO_SECOND = auto()
    SECOND_LOOK = auto()
    LOOK = auto()
    SEARCH = auto()
    LARGER = auto()
    SMALLER = auto()
    OWN_SIZE = auto()
    PREVIOUS_PART = auto()
    NEXT_PART = auto()
    FIT_WIDTH = auto()
    SEARCH_NEXT = auto()
    SEARCH_PREVIOUS = auto()
    PAGE_LIST = auto()
    KEYS = auto()


@dataclass(frozen=True, slots=True)
class Spec:
    """An action in words: `&` stands before its letter, a switch can be ticked."""

    words: str
    key: str = ""
    icon: str = ""
    tip: str = ""
    is_switch: bool = False


SPECS: dict[Do, Spec] = {
    Do.NEW: Spec("&New audit", "Ctrl+N", "documents", "Put this audit aside and begin an empty one"),
    Do.OPEN_REVIEW: Spec("Open &review…", "Ctrl+R", "documents", "Go on with a review file"),
    Do.SAVE: Spec("&Save review…", "Ctrl+S", tip="Give the review a name; from then on it saves itself"),
    Do.SAVE_COPY: Spec("Save a cop&y…", "Ctrl+Shift+S", tip="Write a copy and go on with this one"),
    Do.OPEN_FILES: Spec("Add &files…", "Ctrl+O", "add", "Choose files to audit"),
    Do.OPEN_FOLDER: Spec("Add f&older…", "Ctrl+Shift+O", "folder", "Audit everything in a folder"),
    Do.PASTE: Spec("&Paste files or addresses", "Ctrl+V", "clipboard", "Audit what lies on the clipboard"),
    Do.ADDRESSES: Spec("Add &addresses…", "Ctrl+L", "clipboard", "Type or paste web addresses to audit"),
    Do.SAMPLES: Spec(
        "Add the &samples", "Ctrl+Shift+M", "samples", "Audit the sample documents that come with the program"
    ),
    Do.EXPORT: Spec(
        "&Export…",
        "Ctrl+E",
        "export",
        "Save the whole audit as a spreadsheet, report, marked PDF, JSON or CSV",
    ),
    Do.EXPORT_SHOWN: Spec(
        "Export what is s&hown…",
        "Ctrl+Shift+L",
        tip="Only the findings that pass the filter; the file says which, and how many are left out",
    ),
    Do.TEMPLATE: Spec(
        "&Look of exports…",
        "Ctrl+Shift+T",
        tip="Your organisation's name, logo, colours, columns and disclaimer",
    ),
    Do.PACKAGE: Spec(
        "Evidence packa&ge…",
        "Ctrl+Shift+P",
        tip="One zip with the review, its exports and the audited bytes, each with its hash",
    ),
    Do.VERIFY: Spec(
        "Chec&k a package…",
        "Ctrl+Shift+Y",
        tip="Whether every byte of an evidence package is as it was packed",
    ),
    Do.TAKE_IN: Spec(
        "Take &in a spreadsheet…",
        "Ctrl+I",
        tip="Bring back the decisions and answers from an exported spreadsheet",
    ),
    Do.QUIT: Spec("&Quit", "Ctrl+Q"),
    Do.CANCEL_ONE: Spec("Cancel &this document", "Ctrl+.", "close"),
    Do.CANCEL_ALL: Spec("Cancel &all documents", "Ctrl+Shift+X", "close"),
    Do.NEXT: Spec("&Next finding", "F8", "next"),
    Do.PREVIOUS: Spec("&Previous finding", "Shift+F8", "previous"),
    Do.FIND: Spec("&Filter findings", "Ctrl+F", "search"),
    Do.CLEAR_FILTERS: Spec("&Clear filters", "Ctrl+Shift+F"),
    Do.OPEN_GROUPS: Spec("Open all &groups", "Alt+Down"),
    Do.CLOSE_GROUPS: Spec("Close all g&roups", "Alt+Up"),
    Do.CONFIRM: Spec("&Confirm", "A", tip="The finding stands"),
    Do.NEEDS_PROOF: Spec("Needs &substantiation", "S", tip="Ask for the evidence"),
    Do.DISMISS: Spec("&Dismiss…", "D", tip="It is no problem, for a reason"),
    Do.LATER: Spec("&Later", "L", tip="Put it off; it stays open"),
    Do.UNDECIDE: Spec("&Undecided", "U", tip="As if nothing had been decided"),
    Do.ALIKE: Spec("Decide all like &it…", "=", tip="The same words under the same rule, everywhere"),
    Do.NOTE: Spec("&Note…", "N", tip="Write a note beside the finding"),
    Do.APPROVE: Spec(
        "A&pprove with substantiation…", "P", tip="Put the claim into the register, with its evidence"
    ),
    Do.GO_REGISTER: Spec(
        "Go to a&pproved claims", "Ctrl+8", tip="The register of claims with evidence on file"
    ),
    Do.EDIT_CLAIM: Spec(
        "&Change the claim…", "F2", tip="Its wordings, evidence, scope or end; the past stays on record"
    ),
    Do.WITHDRAW: Spec(
        "&Withdraw the claim", "Ctrl+Shift+W", tip="It is approved no longer; the past stays on record"
    ),
    Do.EVIDENCE: Spec(
        "&Save its evidence file…", "Ctrl+Shift+K", tip="Write the kept file of evidence to the disk"
    ),
    Do.TAKE_CLAIMS: Spec(
        "&Take in claims…", "Ctrl+Shift+I", tip="From a spreadsheet; rows without evidence are refused"
    ),
    Do.GIVE_CLAIMS: Spec(
        "&Write claims out…", "Ctrl+Shift+E", tip="As a spreadsheet that can be taken in again"
    ),
    Do.SHARE: Spec(
        "&Use a shared register…", "Ctrl+Shift+U", tip="A file in which several reviews keep their claims"
    ),
    Do.UNSHARE: Spec(
        "Use &no shared register", "Ctrl+Shift+N", tip="Claims approved from now on stay in this review"
    ),
    Do.NEXT_OPEN: Spec("Next &open finding", "Ctrl+F8", "next"),
    Do.PREVIOUS_OPEN: Spec("Pre&vious open finding", "Ctrl+Shift+F8", "previous"),
    Do.UNDO: Spec("&Undo", "Ctrl+Z"),
    Do.REDO: Spec("&Redo", "Ctrl+Shift+Z"),
    Do.CROSS: Spec(
        "Go on &across documents",
        "Ctrl+J",
        tip="The next open finding may stand in another document",
        is_switch=True,
    ),
    Do.REVIEWER: Spec("Your na&me…", "Ctrl+Shift+R", tip="The name that stands beside your decisions"),
    Do.OVERVIEW: Spec(
        "O&verview",
        "Ctrl+D",
        "chart",
        "All documents with their verdict, and the findings counted",
        is_switch=True,
    ),
    Do.GO_DOCUMENTS: Spec("Go to &documents", "Ctrl+1"),
    Do.GO_FINDINGS: Spec("Go to f&indings", "Ctrl+2"),
    Do.GO_TEXT: Spec("Go to the &text", "Ctrl+3"),
    Do.GO_DETAILS: Spec("Go to the d&etails", "Ctrl+4"),
    Do.GO_PASSED: Spec(
        "Go to what was not fla&gged", "Ctrl+5", tip="What was seen and let pass, with the reason"
    ),
    Do.GO_GONE: Spec(
        "Go to &what is gone", "Ctrl+6", tip="What of the version before is fixed, or could not be compared"
    ),
    Do.ADD_VERSION: Spec(
        "&Add a new version…", "Ctrl+Shift+A", "add", "Audit a file as the new version of the document shown"
    ),
    Do.VERSION_OF: Spec(
        "This is the &new version of…", "Ctrl+Shift+V", tip="Say which document the one shown replaces"
    ),
    Do.COMPARE: Spec(
        "See &both versions", "Ctrl+Shift+D", tip="The document shown beside its version before, side by side"
    ),
    Do.COMPARE_REVIEW: Spec(
        "&Compare with another review…",
        "Ctrl+Shift+C",
        tip="The document shown beside its counterpart in another file",
    ),
    Do.GO_SECOND: Spec(
        "Go to the se&cond look", "Ctrl+7", tip="The sample for a second person, and how far both agree"
    ),
    Do.SECOND_LOOK: Spec(
        "Dra&w a second look…", "Ctrl+Shift+2", tip="Have a sample judged again by another person, blind"
    ),
    Do.LOOK: Spec(
        "&Page or text", "Ctrl+T", tip="Show the document as it looks, or the text that was audited"
    ),
    Do.SEARCH: Spec("Fi&nd in the document", "Ctrl+G", "search", "In the document, Ctrl+F does so too"),
    Do.SEARCH_NEXT: Spec("&Find next place", "F3"),
    Do.SEARCH_PREVIOUS: Spec("Find previo&us place", "Shift+F3"),
    Do.LARGER: Spec("&Larger", "Ctrl++"),
    Do.SMALLER: Spec("S&maller", "Ctrl+-"),
    Do.OWN_SIZE: Spec("&Own size", "Ctrl+0"),
    Do.FIT_WIDTH: Spec("Fit &width", "Ctrl+9", tip="Make pages as wide as the pane"),
    Do.PAGE_LIST: Spec("Page li&st", "F4", tip="Show the pages of a PDF as small pictures", is_switch=True),
    Do.PREVIOUS_PART: Spec(
        "P&revious page", "Ctrl+PgUp", "previous", "The page, or part of a long text, before"
    ),
    Do.NEXT_PART: Spec("Ne&xt page", "Ctrl+PgDown", "next", "The page, or part of a long text, after"),
    Do.KEYS: Spec("&Keys", "F1", tip="Everything that can be done, with its key"),
}
