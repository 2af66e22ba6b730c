"""Enter the OCG that is split off another, with the same owner, leads, deputies and readers.

Not a command: the command that splits calls it.
"""

from broadhurst.capabilities.cover.writes.begin_cover import begin_cover
from broadhurst.capabilities.register.models import Cover, Ocg
from broadhurst.capabilities.register.queries.assessing import assess_by
from broadhurst.capabilities.register.queries.leadership import Leadership
from broadhurst.capabilities.register.writes.begin_lead import begin_leads
from broadhurst.capabilities.register.writes.enter_ocg import NewOcg, enter_ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant

LED = "led the OCG that this one was split off"
# Access that rests on no record of the first OCG. Other access ends with a bid, a transfer or a
# role, which the new OCG does not have, or comes with the owner and the leads.
KEPT = (Grant.Why.AGREEMENT, Grant.Why.EXCEPTION, Grant.Why.GIVER)


def enter_split_off(
    actor: Actor, ocg: Ocg, leadership: Leadership, *, name: str, because: str
) -> Ocg:
    """Enter the new OCG. It is active, and due to be assessed, as if it was registered."""
    owner = leadership.owner
    # An SIO or a deputy of another unit sees it by their role, which begins only below.
    is_of_owner = actor.unit.pk == owner.pk
    sights = [] if is_of_owner else [Sight(actor.officer, Grant.Level.WORK, Grant.Why.AUTHOR)]
    areas = ocg.areas.select_related("district")
    new = enter_ocg(
        actor,
        NewOcg(ocg.kind, name, "", ocg.threat_types, ocg.description, ocg.place, ocg.group),
        [area.district for area in areas],
        state=Ocg.State.ACTIVE,
        due_on=assess_by(owner.agency),
        explanation=because,
        owner=owner,
        access=sights,
    )
    new.split_off_at = clock.now()
    new.save(update_fields=["split_off_at"])
    _give_leads(actor, new, leadership)
    _give_readers(ocg, new)
    for sight in sights:
        grants.end(new.dossier, sight.to, sight.why)
    return new


def _give_leads(actor: Actor, new: Ocg, leadership: Leadership) -> None:
    """Name the same leads, and the deputies who cover for them now or later."""
    leads = leadership.leads
    begun = begin_leads(new, LED, **{lead.role: (lead.officer, lead.unit) for lead in leads})
    for lead, same in zip(begun, leads, strict=True):
        covers = Cover.objects.filter(lead=same, closed_at=None, until_on__gte=clock.today())
        for cover in covers.select_related("deputy"):
            begin_cover(
                actor,
                lead,
                deputy=cover.deputy,
                from_on=max(cover.from_on, clock.today()),
                until_on=cover.until_on,
                because=cover.because,
            )


def _give_readers(ocg: Ocg, new: Ocg) -> None:
    """Give access to those who have it for the first OCG, but for no record of it."""
    rows = Grant.objects.filter(dossier=ocg.dossier_id, why__in=KEPT)
    for grant in rows.select_related("unit", "officer"):
        to = grant.unit or grant.officer
        if to is not None and (grant.until_at is None or grant.until_at > clock.now()):
            grants.give(
                new.dossier,
                Sight(
                    to,
                    Grant.Level(grant.level),
                    Grant.Why(grant.why),
                    grant.because,
                    until=grant.until_at,
                    since=max(grant.from_at, clock.now()),
                ),
            )
