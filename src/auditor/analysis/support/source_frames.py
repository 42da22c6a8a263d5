"""How a language says that a sentence goes on with the source of the one before: what stands around the listed words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from auditor.model.lexicon import Lexicon


class Frames(NamedTuple):
    """Pieces of patterns of one language, and patterns that need no list; what each is for stands in `_lists/source-frames.yaml`."""

    the: str
    same: str
    article: str
    of_others: str
    compared: str
    trial_party: regex.Pattern[str]
    late_subject: regex.Pattern[str]
    past: regex.Pattern[str]
    no_past: regex.Pattern[str]
    """ "Have been diagnosed", "an untreated loss": forms of the past that tell of none."""
    pronoun: regex.Pattern[str]
    """ "It", "they", behind words that only open a sentence."""
    measured: regex.Pattern[str]
    """Behind the pronoun: a verb that measures or reports."""
    disowned: regex.Pattern[str]
    """ "That does not mean": nothing behind it is what the source found."""
    of_so_many: regex.Pattern[str]
    """ "Among 1,000 women": a share whose base stands first."""
    added: regex.Pattern[str]
    """ "There are four more", "adds five"."""
    others: frozenset[str]
    in_its: str
    narrowed: str
    """Not behind "of those": words that say anew whom they mean."""
    anew: regex.Pattern[str]
    bare_part: regex.Pattern[str]
    further: regex.Pattern[str]
    study_told: regex.Pattern[str]
    """ "The trial enrolled", at the head of a paragraph."""
    ends_in_it: regex.Pattern[str]


@lru_cache(maxsize=4)
def frames_of(lexicon: Lexicon) -> Frames:
    """Read the lists once a process."""

    def said(name: str) -> str:
        return one_of(lexicon.words(name), lists=lexicon.lists)

    parties = one_of(lexicon.words("frame-trial-party"), blank=r"\ ", lists=lexicon.lists)
    return Frames(
        the=said("frame-the"),
        same=said("frame-same"),
        article=said("frame-article"),
        of_others=said("frame-of-others"),
        compared=said("frame-compared"),
        trial_party=_pattern(parties),
        late_subject=_pattern(rf"\W*{said('frame-late-subject')}"),
        past=regex.compile(said("frame-past")),
        no_past=_pattern(said("frame-no-past")),
        pronoun=_pattern(rf"\W*(?:{said('opening-words')}[\s,]+){{0,4}}{said('frame-pronouns')}\s"),
        measured=_pattern(said("frame-measured")),
        disowned=_pattern(rf"\W*{said('frame-disowned')}"),
        of_so_many=_pattern(said("frame-of-so-many")),
        added=_pattern(said("frame-added")),
        others=frozenset(lexicon.words("frame-others")),
        in_its=said("frame-in-its"),
        narrowed=rf"(?!\s{said('narrowing-words')}\b)",
        anew=regex.compile(rf"\W*{said('frame-anew')}"),
        bare_part=_pattern(rf"\b{said('frame-bare-part')}\W*$"),
        further=_pattern(said("frame-further")),
        study_told=_pattern(rf"\W*{said('frame-study-told')}"),
        ends_in_it=_pattern(rf"\b{said('frame-ends-in-it')}\W*$"),
    )


def _pattern(form: str) -> regex.Pattern[str]:
    return regex.compile(form, regex.IGNORECASE)
