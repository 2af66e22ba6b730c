"""Add the people and identifiers of a tracker, many rows in each statement."""

from collections.abc import Sequence
from typing import Any

from broadhurst.capabilities.imports.writes.recorded import as_added
from broadhurst.capabilities.ocg_imports.queries.planned import (
    PlannedIdentifier,
    PlannedOcg,
    PlannedPerson,
)
from broadhurst.capabilities.ocg_imports.writes.numbered import (
    abouts,
    count_rows,
    create,
    numbered,
)
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import record_each
from broadhurst.foundation.govuk.words import in_sentence


def enter_people(actor: Actor, pairs: Sequence[tuple[PlannedOcg, Ocg]]) -> dict[int, Membership]:
    """Enter the people who are not on their OCG yet. Return all of them by their plan."""
    now = clock.now()
    to_add = [
        (person, ocg) for plan, ocg in pairs for person in plan.people if person.existing is None
    ]

    def write(batch: Sequence[tuple[PlannedPerson, Ocg]], refs: Sequence[str]) -> Sequence[Person]:
        return Person.objects.bulk_create(
            Person(
                dossier=ocg.dossier, ref=ref, name=planned.name, aliases=planned.aliases,
                born_on=planned.born_on, sex=planned.sex,
            )
            for ref, (planned, ocg) in zip(refs, batch, strict=True)
        )  # fmt: skip

    people = numbered("PER", to_add, write)
    count_rows()
    members = [
        Membership(
            dossier=ocg.dossier,
            ocg=ocg,
            person=person,
            category=planned.category,
            part=planned.part,
            is_exploited=planned.is_exploited,
            added_at=now,
        )
        for person, (planned, ocg) in zip(people, to_add, strict=True)
    ]
    create(members)
    for batch in abouts(
        [
            (member.ocg, {"person": member.ref, "category": member.get_category_display()})
            for member in members
        ]
    ):
        record_each(actor, "ocg.member_added", batch, dossier=None, kind=Event.Kind.COLLECTION)
    by_plan = {id(planned): member for (planned, _), member in zip(to_add, members, strict=True)}
    known = {
        id(person): person.existing
        for plan, _ in pairs
        for person in plan.people
        if person.existing
    }
    return by_plan | known


def enter_identifiers(
    actor: Actor, pairs: Sequence[tuple[PlannedOcg, Ocg]], members: dict[int, Membership]
) -> dict[int, Identifier]:
    """Enter the identifiers that are not on their OCG yet. Return them by their plan."""
    to_add = [
        (identifier, ocg)
        for plan, ocg in pairs
        for identifier in plan.identifiers
        if not identifier.is_there
    ]

    def write(
        batch: Sequence[tuple[PlannedIdentifier, Ocg]], refs: Sequence[str]
    ) -> Sequence[Identifier]:  # fmt: skip
        return Identifier.objects.bulk_create(
            Identifier(
                dossier=ocg.dossier, ref=ref, ocg=ocg, kind=planned.kind, value=planned.value,
                person=members[id(planned.person)].person if planned.person else None,
                added_at=clock.now(),
            )
            for ref, (planned, ocg) in zip(refs, batch, strict=True)
        )  # fmt: skip

    things = numbered("IDN", to_add, write)
    for batch in abouts(
        [
            (identifier.ocg, {"what": in_sentence(identifier.get_kind_display())})
            for identifier in things
        ]
    ):
        record_each(actor, "ocg.identifier_added", batch, dossier=None, kind=Event.Kind.COLLECTION)
    return {
        id(planned): identifier for (planned, _), identifier in zip(to_add, things, strict=True)
    }


def added(
    plan: PlannedOcg, ocg: Ocg, members: dict[int, Membership], things: dict[int, Identifier]
) -> dict[str, Any]:
    """Return what was added for an OCG, as the record of the import keeps it.

    A new OCG is undone as a whole. On one of the register, each addition is undone alone.
    """
    people = [person for person in plan.people if person.existing is None]
    kept: dict[str, Any] = {
        "rows": plan.numbers, "ocg": ocg.ref, "is_new": plan.existing is None,
        "people": len(people),
        "identifiers": sum(not identifier.is_there for identifier in plan.identifiers),
        "actions": len(plan.actions),
    }  # fmt: skip
    if plan.existing is None:
        return kept
    parts = []
    for person in people:
        used = [
            things[id(identifier)]
            for identifier in plan.identifiers
            if identifier.person is person and id(identifier) in things
        ]
        parts.append(as_added(person.row.number, members[id(person)], used))
    new = {id(person) for person in people}
    for identifier in plan.identifiers:
        if id(identifier) in things and id(identifier.person) not in new:
            parts.append(as_added(identifier.row.number, None, [things[id(identifier)]]))
    return kept | {"parts": parts}
