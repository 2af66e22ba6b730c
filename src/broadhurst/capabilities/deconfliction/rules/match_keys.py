"""Rules on the match key: which keys a check needs, and when it can be changed. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.rules.checking import objections_to_expire

FIRST_GENERATION = 1
OTHER_KEY = (
    "Checks are stopped because this site has the wrong match key, so they would find nothing. "
    "The person who runs this site must restore the right BROADHURST_MATCH_KEY (or the file "
    "match-key in the data folder) and restart. To change the key, they also set "
    "BROADHURST_MATCH_KEY_OLD to the old one. If the old key is lost, they run: "
    "broadhurst deconfliction rekey --old-key-lost --as broadhurst"
)
BOTH_KEYS = (
    "Checks are stopped because the match key is being changed, and this process does not have "
    "both keys. The person who runs this site must set BROADHURST_MATCH_KEY to the new key and "
    "BROADHURST_MATCH_KEY_OLD to the old one, and restart. To finish the change, they run: "
    "broadhurst deconfliction rekey --as broadhurst"
)
NO_OLD_KEY = (
    "The entries use a match key that is not set here. Set BROADHURST_MATCH_KEY_OLD to that "
    "key, and restart the site and its workers first. If that key is lost, add --old-key-lost. "
    "Checks then stop until every entry has a new key."
)
UNDER_WAY = (
    "The match key is already being changed to another key. Set BROADHURST_MATCH_KEY to that key "
    "again and finish the change first."
)


@dataclass(frozen=True)
class Marks:
    """The fingerprints of the match keys in use, as the database names them.

    Checks look entries up by the keys of `current`. While entries are keyed again, `next` is the
    new key. While hits are, `old` is the one before. Entries written meanwhile get the keys of
    both. `generation` counts the match keys that were ever current.
    """

    current: str
    next: str = ""
    old: str = ""
    generation: int = FIRST_GENERATION

    @property
    def written(self) -> tuple[str, ...]:
        """Return the marks whose keys an entry gets. The first is the one to look up by."""
        return tuple(filter(None, (self.current, self.next or self.old)))

    @property
    def written_generation(self) -> int:
        """Return the newest generation of the keys that an entry gets."""
        return self.generation + bool(self.next)


def objections_to_match_key(marks: Marks | None, held: Collection[str]) -> list[str]:
    """Refuse to check unless the process has each match key in use. A new site has none."""
    if marks is None or {*marks.written} <= {*held}:
        return []
    return [BOTH_KEYS if marks.next or marks.old else OTHER_KEY]


def objections_to_rekey(roles: Collection[str]) -> list[str]:
    """Only the system or an administrator keys entries again."""
    return objections_to_expire(roles)


def objections_to_change_key(
    marks: Marks | None, held: Sequence[str], *, is_old_lost: bool
) -> list[str]:
    """A new key needs the old one beside it, unless that is lost, and one change at a time.

    `held` are the marks of the process's keys, the newest first.
    """
    if marks is None:
        return []
    if (marks.next or marks.old) and held[0] != (marks.next or marks.current):
        return [UNDER_WAY]
    before = marks.old or marks.current
    return [] if before in held or is_old_lost else [NO_OLD_KEY]


def objections_to_key_entries(marks: Marks, held: Collection[str]) -> list[str]:
    """Entries are keyed again only by a process that has the newest match key in use."""
    return [] if (marks.next or marks.current) in held else [OTHER_KEY]
