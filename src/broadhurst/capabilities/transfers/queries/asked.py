"""Read requests for OCGs: who asked, whose OCG it is, and when the answer is due."""

from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.register.models import Lead, Ocg, Ownership
from broadhurst.capabilities.transfers.models import TransferRequest
from broadhurst.capabilities.transfers.rules import asking
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Unit, in_force_on

SHOWN = ("dossier", "ocg__dossier", "requester__agency", "owner__agency", "transfer")


def transfer_requests() -> QuerySet[TransferRequest]:
    """Return requests for OCGs with all that a page shows of them, newest first."""
    return TransferRequest.objects.select_related(*SHOWN, "asked_by", "answered_by")


def locked_request(request: TransferRequest) -> TransferRequest:
    """Lock a request and return it as it is now. The caller locks its OCG first."""
    return lock(transfer_requests(), request)


def earlier_requests(
    actor: Actor, *, ocg: Ocg | None = None, hit_ref: str = ""
) -> list[TransferRequest]:
    """Return the requests of an actor's organisation for an OCG or hit, the latest first."""
    rows = transfer_requests().filter(requester__agency=actor.agency)
    return list(rows.filter(ocg=ocg) if ocg else rows.filter(hit_ref=hit_ref))


def request_parts(request: TransferRequest, actor: Actor) -> list[str]:
    """Return the roles of an actor on a request."""
    leads = Lead.objects.filter(ocg=request.ocg_id, until_at=None) if request.ocg_id else ()
    return asking.roles_on(actor, request, leads=list(leads))


def own_sides(actor: Actor) -> QuerySet[HitSide]:
    """Return the hit sides that belong to the actor's own unit.

    A desk can also read the sides of units that it serves. This filter leaves those out.
    """
    return sides().filter(unit=actor.unit)


def owned_by(unit: Unit) -> QuerySet[Ocg]:
    """Return the active OCGs that a unit owns, by name."""
    spans = Ownership.objects.filter(unit=unit, until_at=None)
    rows = Ocg.objects.filter(pk__in=spans.values("ocg"), state=Ocg.State.ACTIVE)
    return rows.select_related("dossier").order_by("name", "pk")


def register_keepers(unit: Unit) -> QuerySet[Unit]:
    """Return the units that keep the register of a unit's organisation."""
    return Unit.objects.filter(
        in_force_on(clock.today()), agency=unit.agency_id, kind=Unit.Kind.COORDINATION
    )
