"""The targets of an OCG: its suspects, each with what they use, and what the group uses."""

from collections.abc import Iterator
from typing import Any

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.targets.reading import targets_from
from broadhurst.capabilities.deconfliction.targets.target import Content, Target
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person


def targets_of(ocg: Ocg) -> tuple[list[Target], list[str]]:
    """The targets of an OCG, and what cannot be checked, each with what is wrong with it."""
    return targets_from(_written(ocg))


def contents_of(ocg: Ocg) -> list[Content]:
    """What is recorded of an OCG's targets, as it would be entered."""
    return list(_written(ocg))


def targets_added(ocg: Ocg, added: Membership | Identifier) -> tuple[list[Target], list[str]]:
    """The target that was just added to an OCG, or is changed by it, and what cannot be checked.

    A person comes with all that they use: it is one target, and its entry changes.
    """
    if added.person is not None:
        return targets_from(_people(ocg, added.person))
    return targets_from([_thing(added)] if isinstance(added, Identifier) else [])


def contents_about(row: Membership | Identifier) -> list[Content]:
    """What is recorded in one row, as it would be entered: an identifier is taken alone."""
    return [_thing(row)] if isinstance(row, Identifier) else list(_people(row.ocg, row.person))


def _written(ocg: Ocg) -> Iterator[Content]:
    """Suspects with what they use, each one target; then each thing that the group uses."""
    yield from _people(ocg)
    yield from map(_thing, ocg.identifiers.filter(person=None))


def _people(ocg: Ocg, *only: Person) -> Iterator[Content]:
    """Suspects with what they use; what belongs to a victim or a witness is left out with them."""
    suspected = ocg.memberships.filter(category__in=rules.TARGETS).select_related("person")
    if only:
        suspected = suspected.filter(person__in=only)
    people = [member.person for member in suspected]
    theirs: dict[int | None, list[tuple[str, str]]] = {}
    for item in ocg.identifiers.filter(person__in=people):
        theirs.setdefault(item.person_id, []).append((item.kind, item.value))
    for one in people:
        yield _of_person(one, theirs.get(one.pk, []))


def _thing(item: Identifier) -> Content:
    return {item.kind: [item.value]}


def _of_person(one: Person, things: list[tuple[str, str]]) -> Content:
    content: dict[str, Any] = {Kind.PERSON.value: [one.name, *one.aliases]}
    if one.born_on:
        content["born"] = one.born_on.isoformat()
    if one.sex:
        content["sex"] = one.sex
    for kind, value in things:
        content.setdefault(kind, []).append(value)
    return content
