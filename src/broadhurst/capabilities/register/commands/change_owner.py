"""Change the owner of an OCG.

A transfer calls this, never a page. Owner, SIO, plan and risk always move together (rule 3).
"""

from broadhurst.capabilities.register.models import Ocg, Ownership
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.writes.enter_ocg import coordination_of, owner_sights
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if

SEE = Grant.Level.SEE


@command
def change_owner(*, actor: Actor, ocg: Ocg, to: Unit, because: str) -> Ownership:
    """Close one span of ownership and open the next at the same instant, with access.

    The giver's coordination unit keeps read access, so the force stays linked to the OCG.
    """
    ocg = locked(ocg)
    owner = current_leadership(ocg).owner
    refuse_if(["That unit owns it already."] if owner.pk == to.pk else [])

    now = clock.now()
    ocg.ownerships.filter(until_at=None).update(until_at=now)
    ownership = Ownership.objects.create(
        dossier=ocg.dossier, ocg=ocg, agency=to.agency, unit=to, from_at=now, because=because
    )
    for sight in owner_sights(to):
        grants.give(ocg.dossier, sight)
        grants.end(ocg.dossier, sight.to, Grant.Why.GIVER)
    for coordination_unit in coordination_of(owner):
        if coordination_unit.agency_id != to.agency_id:
            grants.give(ocg.dossier, Sight(coordination_unit, SEE, Grant.Why.GIVER, because))
            grants.end(ocg.dossier, coordination_unit, Grant.Why.COORDINATION)
    grants.end(ocg.dossier, owner, Grant.Why.OWNER)

    record(
        actor,
        "ocg.owner_changed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[owner, to],
        was=owner.name,
        now=to.name,
        because=because,
    )
    return ownership
