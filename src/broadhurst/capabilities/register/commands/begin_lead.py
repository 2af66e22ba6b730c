"""Begin to lead: the spans of SIO, LRO and SRO, and the sight that goes with each.

Not commands: the verbs that name leads (register, name_lead, a transfer) call these.
"""

from collections.abc import Iterable

from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Officer, Unit

WHY = {"sio": Grant.Why.SIO, "lro": Grant.Why.LRO, "sro": Grant.Why.OWNER}


def begin_lead(ocg: Ocg, role: str, officer: Officer, unit: Unit, because: str) -> Lead:
    """Close the role's span and open the next at the same instant; sight follows the role."""
    return begin_leads(ocg, because, **{role: (officer, unit)})[0]


def begin_leads(ocg: Ocg, because: str, **leads: tuple[Officer, Unit]) -> list[Lead]:
    """The same for several roles at once, as a transfer needs.

    Every span closes before any opens, so that an SIO who becomes the LRO is never both; every
    sight is given before any ends, so that an SIO who names the next can still write it.
    """
    ended = _close(ocg, leads)
    begun = [
        Lead.objects.create(
            dossier=ocg.dossier,
            ocg=ocg,
            role=role,
            officer=officer,
            unit=unit,
            from_at=clock.now(),
            because=because,
        )
        for role, (officer, unit) in leads.items()
    ]
    for sight in _sights(begun):
        grants.give(ocg.dossier, sight)
    kept = {(sight.to.principal, sight.why) for sight in _sights(begun)}
    over = [sight for sight in _sights(ended) if (sight.to.principal, sight.why) not in kept]
    grants.end_each(ocg.dossier, over)
    return begun


def end_lead(ocg: Ocg, role: str) -> None:
    """Close the role's span, if anyone holds it; the sight that went with it ends."""
    grants.end_each(ocg.dossier, _sights(_close(ocg, [role])))


def _close(ocg: Ocg, roles: Iterable[str]) -> list[Lead]:
    held = ocg.leads.filter(role__in=list(roles), until_at=None).select_related("officer", "unit")
    ended = list(held)
    for lead in ended:
        lead.until_at = clock.now()
        lead.save(update_fields=["until_at"])
    return ended


def _sights(leads: Iterable[Lead]) -> list[Sight]:
    """What leading lets an officer see; with the LRO goes the LRO's unit."""
    sights = []
    for lead in leads:
        sights.append(Sight(lead.officer, Grant.Level.WORK, WHY[lead.role], lead.ocg.ref))
        if lead.role == "lro":
            sights.append(Sight(lead.unit, Grant.Level.WORK, Grant.Why.LRO_UNIT, lead.ocg.ref))
    return sights
