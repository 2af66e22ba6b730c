"""Write a request for an OCG into a dossier of its own. Two commands call it."""

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.transfers.models import TransferRequest
from broadhurst.capabilities.transfers.queries.asked import register_keepers
from broadhurst.capabilities.transfers.rules.asking import ANSWER_WITHIN
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day


def write_request(
    actor: Actor,
    owner: Unit,
    about: str,
    *,
    reason: str,
    new_facts: str,
    tell: list[Unit | Officer],
    ocg: Ocg | None = None,
    hit_ref: str = "",
) -> TransferRequest:
    """Store a request, let both sides see it, and notify the owner.

    The request of a unit that sees the OCG lies below the OCG's dossier, so its readers see it too.
    A request about a hit is seen by the two units, and by those who keep the owner's register.
    """
    ref = new_reference("TRQ")
    # The actor's own grant comes first: only a new dossier takes a grant from anyone.
    sights = [Sight(actor.unit, Grant.Level.WORK, Grant.Why.AUTHOR, ref)]
    if ocg is None:
        readers = [owner, *register_keepers(owner)]
        sights += [Sight(unit, Grant.Level.WORK, Grant.Why.PARTNER, ref) for unit in readers]
    due = clock.add_working_days(clock.today(), ANSWER_WITHIN, owner.agency.nation)
    request = TransferRequest.objects.create(
        dossier=open_dossier(ref, sights, parent=ocg.dossier if ocg else None),
        ref=ref,
        ocg=ocg,
        hit_ref=hit_ref,
        about=about,
        requester=actor.unit,
        owner=owner,
        reason=reason,
        new_facts=new_facts,
        asked_by=actor.officer,
        asked_at=clock.now(),
        answer_due_on=due,
    )
    record(
        actor,
        "transfer_request.asked",
        ref,
        dossier=request.dossier,
        kind=Event.Kind.DISCLOSURE,
        tell=[owner, *tell],
        about=about,
        requester=actor.unit.name,
        owner=owner.name,
        due=day(due),
    )
    return request
