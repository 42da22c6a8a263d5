"""What the analysis understood of a document: statements, figures, evidence, voices, topics, country."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from auditor.model.document import Link
from auditor.model.span import Span
from auditor.model.values import dataclass


class Grade(StrEnum):
    """How well a statement is supported here, in this document. Ordered from nothing to a resolving mark."""

    NONE = "none"
    VAGUE = "vague"
    NAMED = "named"
    LINKED = "linked"
    REFERENCED = "referenced"

    @property
    def rank(self) -> int:
        """0 for `none` up to 4 for `referenced`."""
        return list(Grade).index(self)


class SupportKind(StrEnum):
    """What kind of thing supports a statement."""

    MARK = "mark"
    LINK = "link"
    NAMED_SOURCE = "named-source"
    UNNAMED_AUTHORITY = "unnamed-authority"
    CAPTION = "caption"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Support:
    """One piece of evidence found: the words (`quote` at `span`) and what they lead to (`target`)."""

    kind: SupportKind
    quote: str
    span: Span | None
    target: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The grade of a statement and the pieces it rests on.

    `rejected` keeps what was looked at and did not count, with the reason ("mark 24 has no entry").
    """

    grade: Grade = Grade.NONE
    supports: tuple[Support, ...] = ()
    rejected: tuple[str, ...] = ()
    in_doubt: bool = False
    """True when the tie is uncertain (a new topic in the same paragraph); such findings are `needs-review`."""


class Voice(StrEnum):
    """Who speaks a sentence, and how."""

    ASSERTED = "asserted"
    QUESTION = "question"
    PATIENT = "patient"
    """Quoted from a patient or customer."""
    QUOTED = "quoted"
    """Quoted from somebody else (clinician, agency, paper)."""
    MENTION = "mention"
    """Words held up to be rejected, defined or forbidden."""


class Role(StrEnum):
    """What a sentence is there for, as far as judging it goes."""

    BODY = "body"
    REFERENCE = "reference"
    """Part of a reference list: neither claims nor figures are read from it."""
    NOTE = "note"
    """A page note or footnote that explains a claim."""
    MENU = "menu"
    """Navigation, breadcrumbs, related links."""
    LEGAL = "legal"
    """Cookie, privacy and copyright text."""
    FOREIGN = "foreign"
    """In another language than the rule at hand: a rule of that language judges it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading, list item, table row or figure-with-label ("3,200+" / "families healed").

    A sentence may span two neighbouring blocks when the page splits one statement over them;
    `block` is the index of the first.
    """

    index: int
    span: Span
    block: int
    language: str = "en"
    """The language whose word lists it is read with (ISO 639-1)."""
    role: Role = Role.BODY
    voice: Voice = Voice.ASSERTED
    quotes: tuple[Span, ...] = ()
    """Quoted stretches inside an asserted sentence."""
    negations: tuple[Span, ...] = ()
    """Scopes of negation."""
    hedges: tuple[Span, ...] = ()
    """Words that weaken: may, can help, designed to."""
    evidence: Evidence = field(default_factory=Evidence)


class FigureKind(StrEnum):
    """What sort of quantity a figure is."""

    PERCENTAGE = "percentage"
    COUNT = "count"
    RATIO = "ratio"
    MULTIPLE = "multiple"
    MEASURE = "measure"
    """Averages, medians, odds ratios, intervals, amounts with a unit."""
    RANK = "rank"
    TREND = "trend"
    """Doubled, tripled, halved; "significantly increased" from a study."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity, with the words that express it."""

    span: Span
    kind: FigureKind
    quote: str


@dataclass(frozen=True, slots=True)
class Statistic:
    """A sentence or row that makes a quantitative factual claim, with the grade of its support.

    `in_doubt` marks quantities a reviewer may let pass (sample sizes, team sizes, session counts).
    `own_outcome` is set when it speaks of the promoter's own results, `reads_otherwise` when its sentence as a whole
    reads like no quantitative claim, whatever its figures look like.
    """

    span: Span
    sentence: int
    figures: tuple[Figure, ...]
    evidence: Evidence
    in_doubt: bool = False
    own_outcome: bool = False
    reads_otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a reference list, page note or footnote; `marks` counts the marks that resolve to it."""

    label: str
    text: str
    span: Span
    url: str | None = None
    marks: int = 0
    is_own_page: bool = False
    """It leads to the promoter's own selling pages."""
    list_number: int = 0
    """The list it stands in, counted through the document; 0 for a note by itself."""
    is_note: bool = False
    """It explains, as a page note or footnote does, and cites nothing."""


@dataclass(frozen=True, slots=True)
class OrphanMark:
    """A mark in the text that resolves to nothing."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Promoter:
    """Who is selling: names, names of the method or product it owns, its hosts and telephone numbers (E.164)."""

    names: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    is_selling: bool = True
    """False where a public body, a charity, a reporter or a journal is seen to speak (agency leaflet, law, news)."""
    announces: bool = False
    """True for a company's own news: what it lets its people and its experts say in it is its word too."""


@dataclass(frozen=True, slots=True)
class TopicMention:
    """A crisis topic named in the text. `strong` when it is discussed, not merely named in passing."""

    topic: str
    span: Span
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Contact:
    """A telephone number, text code or chat in the text: a known public line (`resource` is its id) or somebody's own."""

    span: Span
    number: str
    resource: str | None = None
    resource_name: str = ""
    resource_country: str = ""
    is_active: bool = True
    """False for closed and superseded lines."""
    topics: tuple[str, ...] = ()
    in_danger_context: bool = False
    """Offered beside danger wording as the help."""
    offer: Span | None = None
    """The words that offer it so, number included."""
    offer_in_doubt: bool = False
    """Nothing says that it is the promoter's own."""


class CrisisVerdict(StrEnum):
    """Whether the page names a crisis line that fits."""

    PRESENT = "present"
    MISSING = "missing"
    COMMERCIAL_ONLY = "commercial-only"
    NOT_REQUIRED = "not-required"


@dataclass(frozen=True, slots=True)
class Crisis:
    """Topics, verdict and the resources found. `notes` say what a reviewer should know ("only in the footer")."""

    topics: tuple[str, ...] = ()
    verdict: CrisisVerdict = CrisisVerdict.NOT_REQUIRED
    resources: tuple[Contact, ...] = ()
    unfit: tuple[Contact, ...] = ()
    """Recognised lines that do not fit: another country's, closed, superseded."""
    commercial: tuple[Contact, ...] = ()
    """The promoter's own contacts that stand beside danger wording as the help."""
    mentions: tuple[TopicMention, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The readers' country as an upper-case code of ours (US, UK, IE, AU, CA, NZ, EU …), or None when unclear."""

    country: str | None
    reason: str
    runner_up: str | None = None
    chosen_by_user: bool = False
    is_mixed: bool = False
    """Whether the page is at home with the runner-up's readers too."""


@dataclass(frozen=True, slots=True)
class Authorship:
    """Named reviewer, dates (ISO, as exact as given) and the disclaimer's words, each None when absent.

    `reviewed_on` is when the content was last gone over: reviewed or, where no review is told, updated.
    `reviewer_at` and `date_at` are where readers see them; None when only the page's own data says so.
    """

    author: str | None = None
    reviewer: str | None = None
    reviewed_on: str | None = None
    published_on: str | None = None
    disclaimer: str | None = None
    reviewer_at: Span | None = None
    date_at: Span | None = None


class PageKind(StrEnum):
    """What a document is, as far as what it owes its readers goes."""

    ARTICLE = "article"
    """Explains an illness or a treatment at length, whoever publishes it."""
    OFFER = "offer"
    """Speaks for what it sells: a landing page, a brochure, a letter."""
    PRODUCT = "product"
    """Sells a thing that is sent or handed over."""
    PRICES = "price-list"
    CONTACT = "contact"
    NOTICE = "notice"
    """A flyer, an advertisement, a teaser: little text."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Page:
    """The kind of a document, its words of prose and how many sentences speak of medicine."""

    kind: PageKind = PageKind.OTHER
    prose_words: int = 0
    medical_sentences: int = 0


@dataclass(frozen=True, slots=True)
class Language:
    """The detected language (ISO 639-1, or None) and whether the rules speak it.

    `also` are further languages of the text whose sentences are judged by the rules' own words for them.
    """

    code: str | None
    is_supported: bool
    also: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """Languages of passages that no rule hears."""

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages to judge in, the main one first; English where the rules speak none of the text's."""
        main = self.code if self.is_supported and self.code else "en"
        return (main, *self.also)


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the rules may ask about a document."""

    sentences: tuple[Sentence, ...]
    statistics: tuple[Statistic, ...]
    references: tuple[Reference, ...]
    orphan_marks: tuple[OrphanMark, ...]
    promoter: Promoter
    contacts: tuple[Contact, ...]
    crisis: Crisis
    jurisdiction: Jurisdiction
    authorship: Authorship
    language: Language
    page: Page = field(default_factory=Page)
    own_links: tuple[Link, ...] = ()
    """Links that lead to the promoter's own selling pages: no support for anything."""
    vacancies: frozenset[int] = frozenset()
    """The indexes of the blocks that look for staff: what they say, they say to nobody who looks for care."""
