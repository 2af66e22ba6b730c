"""Merges of people, and the rows that move with a person."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from broadhurst.capabilities.merging.models import PersonMerge
from broadhurst.capabilities.merging.rules.merging import UNDONE_WITHIN
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg
from broadhurst.capabilities.register.queries.duplicates import likely_people
from broadhurst.capabilities.register.queries.people import members
from broadhurst.capabilities.register.rules.duplicates import Likely
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.rules.referring import ENDED
from broadhurst.foundation import clock


def person_merges() -> QuerySet[PersonMerge]:
    """Return the merges of people that the reader sees."""
    return PersonMerge.objects.select_related(
        "ocg__dossier", "person", "into", "merged_by", "undone_by", "dossier"
    )


def others_of(member: Membership) -> QuerySet[Membership]:
    """Return the other current people of an OCG."""
    rows = members().filter(ocg=member.ocg_id).exclude(person=member.person_id)
    return rows.order_by("person__name", "pk")


def likely_others(member: Membership) -> list[Likely]:
    """Return the people of the OCG who may be this person."""
    person = member.person
    return likely_people(
        member.ocg,
        [person.name, *person.aliases],
        born_on=person.born_on,
        sex=person.sex,
        but=person.pk,
    )


def rows_of(member: Membership) -> Iterator[Any]:
    """Yield the rows that go with a person: identifiers, open referrals and orders."""
    mine = {"ocg": member.ocg_id, "person": member.person_id}
    yield from Identifier.objects.filter(**mine)
    yield from open_referrals_of(member)
    yield from orders_of(member)


def open_referrals_of(member: Membership) -> QuerySet[Referral]:
    """Return the open referrals of a person."""
    rows = Referral.objects.filter(ocg=member.ocg_id, person=member.person_id)
    return rows.exclude(stage__in=ENDED)


def orders_of(member: Membership) -> QuerySet[Order]:
    """Return the court orders of a person that were not recorded in error."""
    rows = Order.objects.filter(ocg=member.ocg_id, person=member.person_id)
    return rows.exclude(stage="withdrawn")


def have_same(rows: QuerySet[Any], others: QuerySet[Any], *columns: str) -> bool:
    """Return whether any row of two people has the same values in some columns."""
    return bool(set(rows.values_list(*columns)) & set(others.values_list(*columns)))


def merges_to_undo(ocg: Ocg) -> QuerySet[PersonMerge]:
    """Return the merges of people of an OCG of the last day, which can be undone."""
    since = clock.now() - UNDONE_WITHIN
    return person_merges().filter(ocg=ocg, undone_at=None, merged_at__gte=since)
