"""Choices of a split of an OCG, and the rows that go with them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Q, QuerySet

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.deconfliction.queries.merging import count_about, events_to_come
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.rules.requesting import OPEN
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.members.writes.end_rows import as_recorded
from broadhurst.capabilities.merging.models import PersonMerge
from broadhurst.capabilities.merging.queries.parts import MOVES, live_plans
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.register.corrections import Before
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.capabilities.safeguarding.models import NotReferred, Referral


@dataclass(frozen=True)
class Chosen:
    """The records that an officer chose to move. Other records of a moved person move too."""

    people: Sequence[Person] = ()
    identifiers: Sequence[Identifier] = ()
    links: Sequence[Link] = ()
    requests: Sequence[Request] = ()
    events: Sequence[Event] = ()


def choices_of(ocg: Ocg) -> dict[str, QuerySet[Any]]:
    """Return what can be chosen, by the names of the form's questions.

    Identifiers, links and orders of a person go with the person. So does a request whose referral
    was made, and a planned event goes with the request that it was planned for.
    """
    members = Membership.objects.filter(ocg=ocg)
    ends = Q(ocg=ocg) | Q(other_ocg=ocg)
    return {
        "people": Person.objects.filter(pk__in=members.values("person")).order_by("name", "pk"),
        "identifiers": Identifier.objects.filter(ocg=ocg, person=None),
        "links": Link.objects.filter(ends, person=None, withdrawn_at=None).select_related(
            "ocg", "other_ocg", "person", "other_person"
        ),
        "requests": Request.objects.filter(ocg=ocg, stage__in=OPEN, referral=None),
        "events": events_to_come(ocg.ref).filter(asked_in=""),
    }


def is_gone(ocg: Ocg, chosen: Chosen) -> bool:
    """Return whether something that was chosen can no longer be chosen."""
    choices = choices_of(ocg)
    for field in fields(chosen):
        keys = {row.pk for row in getattr(chosen, field.name)}
        if choices[field.name].filter(pk__in=keys).count() < len(keys):
            return True
    return False


def everyone(chosen: Chosen) -> list[Person]:
    """Return the chosen people, and the records that were merged into theirs."""
    merges = PersonMerge.objects.filter(into__in=chosen.people, undone_at=None)
    return [*chosen.people, *(merge.person for merge in merges.select_related("person"))]


def rows_going(ocg: Ocg, chosen: Chosen) -> dict[str, QuerySet[Any]]:
    """Return the rows that go, ended ones of a person too, by kind. Links are left out."""
    people = everyone(chosen)
    of_them = {"ocg": ocg, "person__in": people}
    loose = [row.pk for row in chosen.identifiers]
    asked = Q(pk__in=[row.pk for row in chosen.requests]) | Q(referral__person__in=people)
    return {
        "people": Membership.with_ended.filter(**of_them),
        "identifiers": Identifier.with_ended.filter(
            Q(person__in=people) | Q(pk__in=loose), ocg=ocg
        ),
        "referrals": Referral.objects.filter(**of_them),
        "not_referred": NotReferred.objects.filter(**of_them),
        "orders": Order.objects.filter(**of_them),
        "requests": Request.objects.filter(asked, ocg=ocg),
        "person_merges": PersonMerge.objects.filter(ocg=ocg, into__in=people),
    }


def links_going(ocg: Ocg, chosen: Chosen) -> QuerySet[Link]:
    """Return the chosen links, and those of the people who go."""
    people, link_keys = everyone(chosen), [row.pk for row in chosen.links]
    theirs = Q(ocg=ocg, person__in=people) | Q(other_ocg=ocg, other_person__in=people)
    return Link.objects.filter(Q(pk__in=link_keys) | theirs)


def events_going(ocg: Ocg, chosen: Chosen) -> list[str]:
    """Return the references of the planned events that go."""
    requests = rows_going(ocg, chosen)["requests"].exclude(event_ref="")
    return [*(event.ref for event in chosen.events), *requests.values_list("event_ref", flat=True)]


def about(chosen: Chosen) -> list[Before]:
    """Return the people and identifiers that go as deconfliction has entered them."""
    things = [Before(things=((row.kind, row.value),)) for row in chosen.identifiers]
    return [*map(as_recorded, chosen.people), *things]


def counts_going(ocg: Ocg, chosen: Chosen) -> dict[str, int]:
    """Return how many current rows of each kind go, as the reader sees them."""
    rows = rows_going(ocg, chosen)
    return {
        "people": len(chosen.people),
        "identifiers": rows["identifiers"].filter(ended_at=None).count(),
        "referrals": rows["referrals"].count(),
        "not_referred": rows["not_referred"].count(),
        "orders": rows["orders"].count(),
        "requests": rows["requests"].filter(stage__in=OPEN).count(),
        "links": links_going(ocg, chosen).filter(withdrawn_at=None).count(),
        "events": len(set(events_going(ocg, chosen))),
        **count_about(ocg.ref, about(chosen)),
    }


def counts_staying(ocg: Ocg, going: dict[str, int]) -> dict[str, int]:
    """Return how many current rows of each kind stay."""
    ends = Link.objects.filter(Q(ocg=ocg) | Q(other_ocg=ocg), withdrawn_at=None)
    here = {
        "people": MOVES["people"](ocg).count(),
        "identifiers": MOVES["identifiers"](ocg).count(),
        "requests": MOVES["requests"](ocg).count(),
        "referrals": Referral.objects.filter(ocg=ocg).count(),
        "orders": Order.objects.filter(ocg=ocg).count(),
        "links": ends.count(),
        "events": events_to_come(ocg.ref).count(),
    }
    left = {key: count - going.get(key, 0) for key, count in here.items()}
    return left | {"plans": live_plans(ocg).count()}
