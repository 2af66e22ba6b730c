"""Start and end the spans of an SIO, LRO or SRO, with the access of each.

These are not commands. The commands that name leads (register, name_lead, a transfer) call them.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from broadhurst.capabilities.register.models import Cover, Lead, Ocg
from broadhurst.capabilities.register.queries.exemptions import exemption_of
from broadhurst.capabilities.register.rules.registering import is_partner
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Officer, Unit

ANOTHER = "Another lead was named."
WHY = {"sio": Grant.Why.SIO, "lro": Grant.Why.LRO, "sro": Grant.Why.OWNER}


def begin_lead(ocg: Ocg, role: str, officer: Officer, unit: Unit, because: str) -> Lead:
    """Close a role's span and open the next at the same instant, with its access."""
    return begin_leads(ocg, because, **{role: (officer, unit)})[0]


def begin_leads(ocg: Ocg, because: str, **leads: tuple[Officer, Unit]) -> list[Lead]:
    """Change several leads at once, as a transfer needs.

    Every span closes before any opens, so that an SIO who becomes the LRO is never both. All access
    is given before any ends, so that an SIO who names their successor can still write the row.
    Cover for a lead ends with the lead.
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
            exemption=exemption_of(ocg, role, officer),
        )
        for role, (officer, unit) in leads.items()
    ]
    new_access = access_of(begun)
    grants.give_each((ocg.dossier, access) for access in new_access)
    kept = {(access.to.principal, access.why) for access in new_access}
    ended_access = [
        access for access in access_of(ended) if (access.to.principal, access.why) not in kept
    ]
    grants.end_each(ocg.dossier, ended_access)
    return begun


def end_lead(ocg: Ocg, role: str) -> None:
    """Close a role's span, if an officer holds it, and end its access."""
    grants.end_each(ocg.dossier, access_of(_close(ocg, [role])))


def close_covers(
    covers: QuerySet[Cover], closed_as: Cover.ClosedAs, because: str, by: Officer | None = None
) -> None:
    """Close cover that is open, and end the access that it gives."""
    for cover in covers.filter(closed_at=None).select_related("deputy"):
        close_cover(cover, closed_as, because, by)


def close_cover(
    cover: Cover, closed_as: Cover.ClosedAs, because: str, by: Officer | None = None
) -> None:
    """Close a cover that is open, and end the access that it gives."""
    cover.closed_as, cover.closed_at = closed_as, clock.now()
    cover.closed_by, cover.closed_because = by, because
    cover.save(update_fields=["closed_as", "closed_at", "closed_by", "closed_because"])
    grants.end(cover.dossier, cover.deputy, Grant.Why.COVER, cover.ref)


def _close(ocg: Ocg, roles: Iterable[str]) -> list[Lead]:
    held_leads = ocg.leads.filter(role__in=list(roles), until_at=None).select_related(
        "officer", "unit__agency"
    )
    ended = list(held_leads)
    for lead in ended:
        lead.until_at = clock.now()
        lead.save(update_fields=["until_at"])
    covers = Cover.objects.filter(lead__in=ended, until_on__gte=clock.today())
    close_covers(covers, Cover.ClosedAs.ENDED, ANOTHER)
    return ended


def level_for(unit: Unit) -> Grant.Level:
    """Return the access of a lead or deputy of a unit: a partner's officer sees the OCG in part."""
    return Grant.Level.PART if is_partner(unit.agency) else Grant.Level.WORK


def access_of(leads: Iterable[Lead]) -> list[Sight]:
    """Return the access that leads have. The LRO's unit has access too, unless it is a partner."""
    access = []
    for lead in leads:
        level = level_for(lead.unit)
        access.append(Sight(lead.officer, level, WHY[lead.role], lead.ocg.ref))
        if lead.role == "lro" and level != Grant.Level.PART:
            access.append(Sight(lead.unit, Grant.Level.WORK, Grant.Why.LRO_UNIT, lead.ocg.ref))
    return access
