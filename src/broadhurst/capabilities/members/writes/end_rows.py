"""End rows that are corrected or removed, for the commands that correct."""

from collections.abc import Iterable

from broadhurst.capabilities.register.corrections import Before
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.foundation import clock

# A database trigger looks for these words: rows added in error have no terms.
ERROR = "Added in error"


def as_recorded(person: Person) -> Before:
    """Return a person and their identifiers as they are before a change."""
    things = person.identifiers.values_list("kind", "value")
    return Before((person.name, *person.aliases), person.born_on, tuple(things))


def as_used(identifier: Identifier) -> Before:
    """Return an identifier as it is before a change, with its user if there is one."""
    if identifier.person is not None:
        return as_recorded(identifier.person)
    return Before(things=((identifier.kind, identifier.value),))


def memberships_of(ocg: Ocg, *people: Person | None) -> list[Membership]:
    """Return the current memberships of some people on an OCG."""
    return list(
        ocg.memberships.filter(person__in=[person for person in people if person is not None])
    )


def end(row: Membership | Identifier, because: str) -> None:
    """End a row now, with the reason."""
    row.ended_at, row.ended_because = clock.now(), because
    row.save(update_fields=["ended_at", "ended_because"])


def end_each(rows: Iterable[Identifier], because: str) -> int:
    """End several rows, and return how many."""
    ended = list(rows)
    for row in ended:
        end(row, because)
    return len(ended)
