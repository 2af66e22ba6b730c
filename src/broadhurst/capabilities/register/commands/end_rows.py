"""Ending rows that are corrected or removed. Not verbs: the commands that correct call these."""

from collections.abc import Iterable

from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.capabilities.register.watching import Before
from broadhurst.foundation import clock

# The database looks for these words: what was added in error is no term of the register.
ERROR = "Added in error"


def as_recorded(person: Person) -> Before:
    """A person with what they use, before it is changed."""
    things = person.identifiers.values_list("kind", "value")
    return Before((person.name, *person.aliases), person.born_on, tuple(things))


def as_used(identifier: Identifier) -> Before:
    """What an identifier was entered with: the person who uses it, or it alone."""
    if identifier.person is not None:
        return as_recorded(identifier.person)
    return Before(things=((identifier.kind, identifier.value),))


def memberships_of(ocg: Ocg, *people: Person | None) -> list[Membership]:
    """The rows of some people that hold now."""
    return list(ocg.memberships.filter(person__in=[one for one in people if one is not None]))


def end(row: Membership | Identifier, because: str) -> None:
    """End a row now, with the reason."""
    row.ended_at, row.ended_because = clock.now(), because
    row.save(update_fields=["ended_at", "ended_because"])


def end_each(rows: Iterable[Identifier], because: str) -> int:
    """End several; returns how many."""
    ended = list(rows)
    for row in ended:
        end(row, because)
    return len(ended)
