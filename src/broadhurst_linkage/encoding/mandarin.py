"""The rarity of Chinese names that `names.chinese` has read as Mandarin."""

from functools import cache

from broadhurst_linkage.encoding.rarity import share, step, table
from broadhurst_linkage.names import chinese

# The share of a given name of one syllable, and of two: about 120 syllables are common.
GIVEN_STEPS = {1: step(1 / 128), 2: step(1 / 4_096)}
# Many single syllables have the same consonants. Two syllables only sound the same if both do.
SOUND_STEPS = {1: step(1 / 16), 2: step(1 / 4_096)}


def steps_of_reading(name: str) -> int:
    """Return the rarity of a given name that is a reading, or 0 for any other name."""
    return GIVEN_STEPS[min(2, name.count(chinese.MARK))] if chinese.is_reading(name) else 0


@cache
def surname_steps(mandarin: str) -> int:
    """Return the rarity of a surname in all its spellings together, or 0 for another name."""
    known = table("surname")
    total = sum(share(known[word]) for word in chinese.spellings(mandarin) if word in known)
    return step(total) if total else 0
