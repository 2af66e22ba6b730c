"""Names of people: read and compared across spellings and scripts."""

from functools import lru_cache

from broadhurst_linkage.names.compare import (
    MATCH,
    alike,
    in_spelling_of,
    reasons,
    sound_alike,
)
from broadhurst_linkage.names.consonants import skeleton
from broadhurst_linkage.names.pairs import are_like
from broadhurst_linkage.names.parse import is_latin, tokens
from broadhurst_linkage.names.readings import readings, split
from broadhurst_linkage.names.tables import part
from broadhurst_linkage.names.variants import canonical, canonicals, forms

__all__ = [
    "MATCH",
    "alike",
    "are_like",
    "canonical",
    "canonicals",
    "forms",
    "in_spelling_of",
    "is_common",
    "is_latin",
    "is_lead",
    "readings",
    "reasons",
    "skeleton",
    "sound_alike",
    "split",
    "tokens",
]


COMMON, LEAD = frozenset(map(canonical, part("common"))), part("lead")


@lru_cache(maxsize=65536)
def is_common(token: str) -> bool:
    """Return whether a name is too common to be evidence: singh, kaur, begum."""
    return canonical(token) in COMMON


@lru_cache(maxsize=65536)
def is_lead(token: str) -> bool:
    """Return whether a name stands before the given name of many men of one family: mohammed."""
    return token in LEAD
