"""Begin to lead: the spans of SIO, LRO and SRO, and the sight that goes with each.

Not commands: the verbs that name leads (register, name_lead, a transfer) call these.
"""

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

    Every span closes before any opens, so that an SIO who becomes the LRO is never both.
    """
    for role in leads:
        end_lead(ocg, role)
    return [_begin(ocg, role, *lead, because) for role, lead in leads.items()]


def end_lead(ocg: Ocg, role: str) -> None:
    """Close the role's span, if anyone holds it; the sight that went with it ends."""
    for lead in ocg.leads.filter(role=role, until_at=None).select_related("officer", "unit"):
        lead.until_at = clock.now()
        lead.save(update_fields=["until_at"])
        grants.end(ocg.dossier, lead.officer, WHY[role])
        if role == "lro":
            grants.end(ocg.dossier, lead.unit, Grant.Why.LRO_UNIT)


def _begin(ocg: Ocg, role: str, officer: Officer, unit: Unit, because: str) -> Lead:
    grants.give(ocg.dossier, Sight(officer, Grant.Level.WORK, WHY[role], ocg.ref))
    if role == "lro":
        grants.give(ocg.dossier, Sight(unit, Grant.Level.WORK, Grant.Why.LRO_UNIT, ocg.ref))
    return Lead.objects.create(
        dossier=ocg.dossier,
        ocg=ocg,
        role=role,
        officer=officer,
        unit=unit,
        from_at=clock.now(),
        because=because,
    )
