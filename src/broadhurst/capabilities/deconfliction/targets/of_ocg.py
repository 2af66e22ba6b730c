"""The targets of an OCG: suspects with their identifiers, and the group's own identifiers."""

from collections.abc import Iterator
from typing import Any

from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.rules.checking import TARGETS
from broadhurst.capabilities.deconfliction.targets.reading import targets_from
from broadhurst.capabilities.deconfliction.targets.target import Content, Target
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person


def targets_of(ocg: Ocg) -> tuple[list[Target], list[str]]:
    """Return the targets of an OCG, and a note for each item that cannot be checked."""
    return targets_from(_contents(ocg))


def contents_of(ocg: Ocg) -> list[Content]:
    """Return the contents of an OCG's targets as they would be entered."""
    return list(_contents(ocg))


def targets_added(ocg: Ocg, added: Membership | Identifier) -> tuple[list[Target], list[str]]:
    """Return the target that an addition creates or changes, and notes on what cannot be checked.

    A person with all their identifiers is one target, so an addition changes that target's entry.
    """
    if added.person is not None:
        return targets_from(_people(ocg, added.person))
    return targets_from([_of_identifier(added)] if isinstance(added, Identifier) else [])


def contents_about(row: Membership | Identifier) -> list[Content]:
    """Return the contents of one row as they would be entered. An identifier stands alone."""
    if isinstance(row, Identifier):
        return [_of_identifier(row)]
    return list(_people(row.ocg, row.person))


def _contents(ocg: Ocg) -> Iterator[Content]:
    """Yield each suspect with their identifiers, then each identifier of the group."""
    yield from _people(ocg)
    yield from map(_of_identifier, ocg.identifiers.filter(person=None))


def _people(ocg: Ocg, *only: Person) -> Iterator[Content]:
    """Yield suspects with their identifiers. Victims, witnesses and theirs are left out."""
    suspected = ocg.memberships.filter(category__in=TARGETS).select_related("person")
    if only:
        suspected = suspected.filter(person__in=only)
    people = [member.person for member in suspected]
    identifiers: dict[int | None, list[tuple[str, str]]] = {}
    for item in ocg.identifiers.filter(person__in=people):
        identifiers.setdefault(item.person_id, []).append((item.kind, item.value))
    for person in people:
        yield _of_person(person, identifiers.get(person.pk, []))


def _of_identifier(item: Identifier) -> Content:
    return {item.kind: [item.value]}


def _of_person(person: Person, identifiers: list[tuple[str, str]]) -> Content:
    content: dict[str, Any] = {Kind.PERSON.value: [person.name, *person.aliases]}
    if person.born_on:
        content["born"] = person.born_on.isoformat()
    if person.sex:
        content["sex"] = person.sex
    for kind, value in identifiers:
        content.setdefault(kind, []).append(value)
    return content
