"""The small words and turns by which the readers tell what a number says: who pays, what goes on, what is set against what."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.model.lexicon import Lexicon

Words = frozenset[str]
Turns = frozenset[tuple[str, ...]]
"""Turns of several words, each word by word."""
Endings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureTurns:
    """The word lists `figure-…` of `_lists/figure-turns.yaml`, where it is told what each is for; a field's name is its list's name."""

    # Costs.
    offering: Words
    earning: Words
    one_earns: Words
    paying: Words
    contrasting: Words
    confined: Words
    stays_there: Words
    cost_verbs: Words
    invested: Words
    coins: Words
    cost_subjects: Words
    came_to: Words
    # Numbers set against something.
    addressed: Words
    outnumbering: Words
    placed: Words
    before_placed: Words
    accounting: Words
    nearly: Words
    the_whole: Words
    giving: Words
    extra: Words
    smoked: Words
    likened: Words
    each_other: Turns
    # Small counts.
    supposing: Words
    found_again: Words
    lost_sight: Words
    lost_sight_of: Words
    opened: Words
    obliged: Words
    sparing: Turns
    none_of: Turns
    time_openers: Words
    announcing: Words
    # Counts of nought.
    nobody: Turns
    none_chosen: Words
    mishaps: Words
    broken: Words
    bones: Words
    ongoing: Words
    none_here: Words
    # Waits.
    waits: Words
    wait_verbs: Words
    wait_sides: Words
    wait_lists: Words
    wait_owners: Words
    wait_tellers: Words
    # Parts of a coin.
    small_coins: Words
    coin_leads: Words
    coin_articles: Words
    # Counts.
    houses: Words
    batches: Words
    receiving: Words
    coming: Words
    in_order: Words
    killing: Words
    amounting: Words
    nought: Words
    before_every: Words
    treating: Words
    having_to: Words
    subject_openers: Words
    became: Words
    taken_from: Words
    base_leads: Words
    of_whose: Words
    experience_units: Words
    expertise: Words
    # Work done.
    done_closers: Words
    dated_by: Words
    last_year: Turns
    doers: Words
    yearly: Words
    rate_words: Words
    rate_units: Words
    # Numbers that go on with others.
    telling: Words
    to_reader: Words
    no_count_before: Words
    value_closers: Words
    near_turns: Turns
    near: Words
    # Measured effects.
    before_value: Words
    named_values: Turns
    ratios: Words
    ratio_kinds: Words
    test_names: Words
    set_against: Turns
    versus: Words
    spoken_of: Words
    stood: Words
    closes: Words
    with_whom: Words
    with_up: Words
    stays: Words
    conditions: Words
    single_weights: Words
    shedding: Words
    sooner: Words
    on_average: Turns
    before_mean: Words
    deadlines: Words
    # Multiples.
    times_words: Words
    sight: Words
    multiple_subjects: Words
    multiple_closers: Words
    multiplied: Words
    comparative_endings: Endings
    no_comparatives: Words
    before_nouns: Words
    being: Words
    after_being: Words
    doubled_otherwise: Words
    whose_trend: Words
    # Percentages.
    percent_words: Words
    percent_heads: Words
    point_words: Words
    range_words: Words
    drink_strength: Words
    the_few: Words
    percent_conditions: Words
    at_a_time: Turns
    dose_words: Words
    # Fractions.
    fares: Words
    measured_by: Words
    lasting: Words
    the_time: Turns
    dose_subjects: Words
    dose_verbs: Words
    dose_parts: Words
    part_articles: Words
    further: Words
    saved_closers: Words
    payer_readers: Words
    of_every: Words
    parties: Words
    after_half: Words
    before_half: Words
    near_half: Words
    half_conditions: Words
    # Ranks, and counts of nought.
    rank_endings: Words
    rank_words: Words
    first_ranks: Words
    vague_losses: Words
    odds: Words
    open_questions: Words
    significant: Words
    even: Words
    before_even: Words
    not_one: Turns
    without: Words
    # Shares.
    before_base: Words
    every: Words
    before_every_base: Words
    foretelling: Words
    compared_counts: Words
    added_by: Words
    scored: Words
    score_bounds: Words
    # Numbers in names.
    any_day: Words
    number_endings: Words
    hyphened: Words
    last_time: Words
    # What belongs to a number.
    more: Words
    limits: Turns
    # Numbers that somebody sets.
    age_bounds: Words
    before_age_bounds: Words
    to_be: Words
    between: Words
    norms: Words
    attendance: Words
    customers: Words
    charging: Words
    discounting: Words
    own_shares: Words
    insurers: Words
    reimbursing: Words
    dose_steps: Words
    foods: Words
    nutrients: Words
    befalling: Words
    giving_back: Words
    givers_back: Words
    unwilled: Turns
    limiting: Words
    limited_at: Words
    undercutting: Words
    undercut: Words
    bidding: Words
    stepping: Words
    at_most: Words


@lru_cache(maxsize=8)
def turns_of(lexicon: Lexicon) -> FigureTurns:
    """Return the turns of a lexicon, made once a process."""
    made: dict[str, Any] = {
        f.name: _made(f.type, lexicon.words(f"figure-{f.name.replace('_', '-')}"))
        for f in fields(FigureTurns)
    }
    return FigureTurns(**made)


def _made(kind: object, entries: tuple[str, ...]) -> Words | Turns | Endings:
    """Return a list as its field is annotated."""
    if kind == "Endings":
        return entries
    return frozenset(tuple(e.split()) for e in entries) if kind == "Turns" else frozenset(entries)
