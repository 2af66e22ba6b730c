"""How search finds organisations, units and officers, and what it shows of them.

Every signed-in user may know of them. Only administrators have pages of them to open.
"""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.text import capfirst

from broadhurst.capabilities.establishment.queries.administering import (
    accounts_of,
    agencies_of,
    units_of,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, Posting, Unit, in_force_on
from broadhurst.foundation.search.found import Found, Kind


def _agencies(actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    managed = set(agencies_of(actor).filter(pk__in=ids).values_list("pk", flat=True))
    for agency in Agency.objects.filter(pk__in=ids):
        closed = "Closed. " if _is_closed(agency) else ""
        context = f"{closed}{capfirst(agency.get_kind_display())}."
        href = reverse("establishment:organisation", args=[agency.key])
        yield Found(
            agency.pk, agency.name, "", context, href if agency.pk in managed else "",
            suggests=agency.name,
        )  # fmt: skip


def _units(actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    managed = set(units_of(actor).filter(pk__in=ids).values_list("pk", flat=True))
    for unit in Unit.objects.filter(pk__in=ids).select_related("agency"):
        closed = "Closed. " if _is_closed(unit) else ""
        contact = f" Contact: {unit.duty_contact}." if unit.duty_contact else ""
        context = f"{closed}{capfirst(unit.get_kind_display())} of {unit.agency.name}.{contact}"
        href = reverse("establishment:unit", args=[unit.key])
        yield Found(
            unit.pk, unit.name, "", context, href if unit.pk in managed else "", suggests=unit.name
        )


def _officers(actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    """Return officers with a posting today, with their first unit and its duty contact."""
    managed = set(accounts_of(actor).filter(pk__in=ids).values_list("pk", flat=True))
    postings = Posting.objects.filter(in_force_on(clock.today()), officer__in=ids)
    postings = postings.select_related("officer", "unit__agency").order_by("officer", "unit__name")
    listed: set[int] = set()
    for posting in postings:
        officer, unit = posting.officer, posting.unit
        if officer.pk in listed:
            continue
        listed.add(officer.pk)
        grade = f"{officer.grade}, " if officer.grade not in ("", posting.title) else ""
        contact = f" Contact: {unit.duty_contact}." if unit.duty_contact else ""
        context = f"{grade}{posting.title}, {unit.name}, {unit.agency.name}.{contact}"
        href = reverse("establishment:officer", args=[officer.username])
        yield Found(
            officer.pk, officer.name, "", context, href if officer.pk in managed else "",
            suggests=officer.name,
        )  # fmt: skip


def _is_closed(row: Agency | Unit) -> bool:
    return row.until_on is not None and row.until_on <= clock.today()


ORGANISATIONS = Kind("organisation", "Organisations", _agencies)
UNITS = Kind("unit", "Units", _units)
OFFICERS = Kind("officer", "Officers", _officers)
