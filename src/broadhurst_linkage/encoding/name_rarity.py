"""The rarity of a name together with that of its sound, wherever the name is written."""

from functools import lru_cache

from broadhurst_linkage import names
from broadhurst_linkage.encoding.mandarin import SOUND_STEPS, steps_of_reading, surname_steps
from broadhurst_linkage.encoding.rarity import STEPS, NameKind, rarity, table
from broadhurst_linkage.names import chinese

SOUND_OF: dict[NameKind, NameKind] = {"first": "first_skeleton", "surname": "surname_skeleton"}
OTHER_OF: dict[NameKind, NameKind] = {"first": "surname", "surname": "first"}
MISPLACED = 5 * STEPS  # one name in thirty-two is written in the wrong position
SLIP = 8 * STEPS  # how much rarer one misspelling of a name is than all names with its sound


@lru_cache(maxsize=1 << 18)
def rarity_of(name: str, kind: NameKind) -> int:
    """Return the rarity of a name, and of its sound in the byte above.

    A spelling that is not in the census is more often a misspelling than another name. A name that
    is not a known first name is more often a surname in the wrong position, and the reverse.
    """
    if steps := steps_of_reading(name):
        return steps | SOUND_STEPS[min(2, name.count(chinese.MARK))] << 8
    in_position, sound = _rarity_in_position(name, kind)
    other, other_sound = _rarity_in_position(name, OTHER_OF[kind])
    return min(in_position, other + MISPLACED) | min(sound, other_sound + MISPLACED) << 8


def _rarity_in_position(name: str, kind: NameKind) -> tuple[int, int]:
    """Return the rarity of a name and of its sound in their usual position."""
    sound = rarity(names.skeleton(name), SOUND_OF[kind]) if name else 0
    steps = rarity(name, kind)
    if name and names.is_common(name):  # "Md" is as common as Mohammed
        steps = min(steps, rarity(names.canonical(name), kind))
    if kind == "surname":  # all spellings of a Chinese surname together
        steps = min(steps, surname_steps(name) or steps)
    return steps if name in table(kind) else min(steps, sound + SLIP), sound
