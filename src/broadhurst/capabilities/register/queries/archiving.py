"""Proposals to archive an OCG, and OCGs registered twice."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from broadhurst.capabilities.register.models import (
    ActingLead,
    Archiving,
    Lead,
    Ocg,
    Ownership,
    Stage,
)
from broadhurst.capabilities.register.queries.leadership import led_by
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Posting, Role, Unit, in_force_on
from broadhurst.foundation.database.prepared import send

# An arbitrary lock number. A unit's registrations run one at a time, so that none is made twice.
REGISTERING = 0x72656773
PROPOSED = """
SELECT EXISTS (SELECT FROM register_archiving WHERE ocg_id = %s AND outcome = 'proposed')
"""


def to_decide(ocg: Ocg) -> QuerySet[Archiving]:
    """Return the open proposal to archive an OCG, as a query of one row or none."""
    return _archivings(ocg).filter(outcome=Archiving.Outcome.PROPOSED)


def proposal_for(ocg: Ocg) -> Archiving | None:
    """Return the open proposal to archive an OCG, or None."""
    return to_decide(ocg).first() if send(PROPOSED, [ocg.pk]).row()[0] else None


def archivings_in_force(ocg: Ocg) -> QuerySet[Archiving]:
    """Return the approved proposal of an archived OCG, as a query of one row or none."""
    return _archivings(ocg).filter(outcome=Archiving.Outcome.APPROVED, reactivated_at=None)


def _archivings(ocg: Ocg) -> QuerySet[Archiving]:
    return ocg.archivings.select_related("proposed_by", "decided_by")


def approvers(owner: Unit) -> list[Officer]:
    """Return the OCG coordinators of an owner's organisation.

    They may approve archiving.
    """
    postings = Posting.objects.filter(
        in_force_on(clock.today()), roles__contains=[Role.COORDINATOR], unit__agency=owner.agency_id
    )
    return [posting.officer for posting in postings.select_related("officer")]


def archives_to_decide(actor: Actor) -> QuerySet[Archiving]:
    """Return the proposals that this actor can decide on.

    SIOs and the coordinators of the owner's organisation decide.
    """
    decidable = Q(ocg__in=led_by(actor.officer))
    if actor.has(Role.COORDINATOR):
        owned = Ownership.objects.filter(until_at=None, agency=actor.agency)
        decidable |= Q(ocg__in=owned.values("ocg"))
    led = ActingLead.objects.filter(officer=actor.officer, role=Lead.Role.LRO)
    proposed = Archiving.objects.filter(decidable, outcome=Archiving.Outcome.PROPOSED)
    return (
        proposed.exclude(proposed_by=actor.officer)
        .exclude(ocg__in=led.values("ocg"))
        .select_related("ocg")
        .order_by("proposed_at", "pk")
    )


def hold_registrations(units: Iterable[Unit]) -> None:
    """Lock the registrations of units until the transaction ends, in one order."""
    for key in sorted({unit.pk for unit in units}):
        send("SELECT pg_advisory_xact_lock(%s::int, %s::int)", [REGISTERING, key])


def same_registered(unit: Unit, *, name: str, national_ref: str, but: int = 0) -> Ocg | None:
    """Return another OCG of a unit with the same cover name or national reference.

    Locks the unit's registrations until the transaction ends.
    """
    hold_registrations([unit])
    is_same = Q(name__iexact=name.strip())
    if national_ref.strip():
        is_same |= Q(national_ref__iexact=national_ref.strip())
    owned = Ocg.objects.filter(is_same, ownerships__unit=unit, ownerships__until_at=None)
    return owned.exclude(pk=but).exclude(entered_in_error()).first()


def entered_in_error() -> Q:
    """Return a filter for OCGs that were entered in error, so their names can be used again."""
    spans = Stage.objects.filter(until_at=None, reason=Stage.Reason.IN_ERROR)
    return Q(state=Ocg.State.NOT_ADOPTED, pk__in=spans.values("ocg"))
