"""Record the rows that an import added, and find those that changed since."""

import json
from hashlib import sha256
from typing import Any

from broadhurst.capabilities.register.models import Identifier, Membership, Ocg
from broadhurst.capabilities.register.queries.people import identifiers, members


def as_added(row: int, member: Membership | None, used: list[Identifier]) -> dict[str, Any]:
    """Return a row's person and identifiers, for the record of the import."""
    return {
        "row": row,
        "person": member.ref if member else "",
        "was": _details(member) if member else "",
        "identifiers": {identifier.ref: _used_as(identifier) for identifier in used},
    }


def still_there(
    ocg: Ocg, added: dict[str, Any]
) -> tuple[Membership | None, list[Identifier]] | None:  # fmt: skip
    """Return a row's person and identifiers, or None if any of them changed since."""
    things = identifiers().filter(ocg=ocg)
    member = None
    if added["person"]:
        member = members().filter(ocg=ocg, person__ref=added["person"]).first()
        if member is None or _details(member) != added["was"]:
            return None
        used = list(things.filter(person=member.person))
    else:
        used = list(things.filter(ref__in=added["identifiers"]))
    if {identifier.ref: _used_as(identifier) for identifier in used} != added["identifiers"]:
        return None
    return member, used


def _details(member: Membership) -> str:
    person = member.person
    return _digest(
        person.name, *person.aliases, str(person.born_on), person.sex, member.category,
        member.part, str(member.is_exploited),
    )  # fmt: skip


def _used_as(identifier: Identifier) -> str:
    return _digest(
        identifier.kind, identifier.value, identifier.person.ref if identifier.person else ""
    )


def _digest(*texts: str) -> str:
    """Return a digest, so that the import keeps no names or numbers of its own."""
    return sha256(json.dumps(texts).encode()).hexdigest()
