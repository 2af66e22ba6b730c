"""Start and end the spans of an SIO, LRO or SRO, with the access of each.

These are not commands. The commands that name leads (register, name_lead, a transfer) call them.
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
    """Close a role's span and open the next at the same instant, with its access."""
    return begin_leads(ocg, because, **{role: (officer, unit)})[0]


def begin_leads(ocg: Ocg, because: str, **leads: tuple[Officer, Unit]) -> list[Lead]:
    """Change several leads at once, as a transfer needs.

    Every span closes before any opens, so that an SIO who becomes the LRO is never both. All access
    is given before any ends, so that an SIO who names their successor can still write the row.
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
    for access in _access_of(begun):
        grants.give(ocg.dossier, access)
    kept = {(access.to.principal, access.why) for access in _access_of(begun)}
    ended_access = [
        access for access in _access_of(ended) if (access.to.principal, access.why) not in kept
    ]
    grants.end_each(ocg.dossier, ended_access)
    return begun


def end_lead(ocg: Ocg, role: str) -> None:
    """Close a role's span, if an officer holds it, and end its access."""
    grants.end_each(ocg.dossier, _access_of(_close(ocg, [role])))


def _close(ocg: Ocg, roles: Iterable[str]) -> list[Lead]:
    held = ocg.leads.filter(role__in=list(roles), until_at=None).select_related("officer", "unit")
    ended = list(held)
    for lead in ended:
        lead.until_at = clock.now()
        lead.save(update_fields=["until_at"])
    return ended


def _access_of(leads: Iterable[Lead]) -> list[Sight]:
    """Return the access that leads have. The LRO's unit has access too."""
    access = []
    for lead in leads:
        access.append(Sight(lead.officer, Grant.Level.WORK, WHY[lead.role], lead.ocg.ref))
        if lead.role == "lro":
            access.append(Sight(lead.unit, Grant.Level.WORK, Grant.Why.LRO_UNIT, lead.ocg.ref))
    return access
