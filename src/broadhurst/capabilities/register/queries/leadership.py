"""The owner and leads of an OCG, and the lock that commands on it take first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from broadhurst.capabilities.register.models import ActingLead, Cover, Lead, Ocg, Ownership
from broadhurst.capabilities.register.rules.life import LIVE
from broadhurst.capabilities.register.rules.registering import is_partner, roles_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import still_seen, take
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.agencies.models import Agency, Officer, Role, Unit
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.prepared import columns, read, send
from broadhurst.foundation.doors.layout import WITHOUT_OCGS

WORKS_ON_OCGS = {Role.INVESTIGATOR, Role.SUPERVISOR, Role.COORDINATOR}


@dataclass(frozen=True)
class Leadership:
    """The current owner and leads of an OCG."""

    ownership: Ownership
    leads: list[Lead]

    @property
    def owner(self) -> Unit:
        return self.ownership.unit

    def lead(self, role: str) -> Lead | None:
        return next((lead for lead in self.leads if lead.role == role), None)

    @property
    def sio(self) -> Lead | None:
        return self.lead("sio")

    @property
    def lro(self) -> Lead | None:
        return self.lead("lro")

    @property
    def has_partner_lro(self) -> bool:
        """Whether the LRO is an officer of a partner organisation, who sees the OCG in part."""
        return self.lro is not None and is_partner(self.lro.unit.agency)

    def parts_of(self, actor: Actor) -> list[str]:
        """Return the actor's roles on the OCG."""
        return roles_on(actor, owner_unit=self.owner, leads=self.leads)

    def officers(self) -> list[Officer]:
        """Return the officers who lead, as recipients of notifications.

        Their deputies get each notification too (register/migrations/wall/cover.py).
        """
        return [lead.officer for lead in self.leads]


OCG = f"SELECT {columns(Ocg, 'o')} FROM register_ocg o WHERE o.id = %s"  # noqa: S608
OWNERSHIPS = f"""
SELECT {columns(Ownership, "o")}, {columns(Agency, "a")}, {columns(Unit, "u")},
       {columns(Agency, "b")}
FROM register_ownership o
JOIN agencies_agency a ON a.id = o.agency_id
JOIN agencies_unit u ON u.id = o.unit_id
JOIN agencies_agency b ON b.id = u.agency_id
WHERE o.ocg_id = %s
ORDER BY o.from_at
"""  # noqa: S608 - names of columns
LEADS = f"""
SELECT {columns(Lead, "l")}, {columns(Officer, "f")}, {columns(Unit, "u")}, {columns(Agency, "b")},
       c.until_on, {columns(Officer, "d")}
FROM register_lead l
JOIN agencies_officer f ON f.id = l.officer_id
JOIN agencies_unit u ON u.id = l.unit_id
JOIN agencies_agency b ON b.id = u.agency_id
LEFT JOIN register_cover c ON c.lead_id = l.id AND c.closed_at IS NULL
  AND (wall_now() AT TIME ZONE 'Europe/London')::date BETWEEN c.from_on AND c.until_on
LEFT JOIN agencies_officer d ON d.id = c.deputy_id
WHERE l.ocg_id = %s AND l.until_at IS NULL
ORDER BY l.from_at
"""  # noqa: S608 - names of columns


@read_once
def current_leadership(ocg: Ocg) -> Leadership:
    """Return the current owner and leads of an OCG.

    An OCG that is not adopted yet has no leads. An archived OCG keeps its last owner and leads.
    """
    [ownership] = [span for span in history(ocg) if span.until_at is None]
    return Leadership(ownership, [_lead(ocg, row) for row in send(LEADS, [ocg.pk]).rows()])


def asks_of(ocg: Ocg) -> list[Ask]:
    """Return the statements of `current_leadership` and `history`, to send them ahead."""
    return [(OWNERSHIPS, [ocg.pk]), (LEADS, [ocg.pk])]


def _lead(ocg: Ocg, row: tuple[Any, ...]) -> Lead:
    values = iter(row)
    lead = read(Lead, values, ocg=ocg)
    lead.officer, lead.unit = read(Officer, values), read(Unit, values)
    lead.unit.agency = read(Agency, values)
    lead.cover_until = next(values)
    if lead.cover_until is not None:
        lead.deputy = read(Officer, values)
    return lead


def locked(ocg: Ocg) -> Ocg:
    """Lock the OCG's row and return it.

    Every command on an OCG takes this lock first.
    """
    take(Ocg, ocg.pk)
    rows = send(OCG, [ocg.pk]).rows()
    return still_seen(Ocg, next((read(Ocg, iter(row)) for row in rows), None))


def led_by(
    officer: Officer | int, *, states: Sequence[str] = LIVE, also_in_part: bool = False
) -> QuerySet[ActingLead, Any]:
    """Return the ids of OCGs an officer leads on now, also as cover, for `ocg__in=`.

    An LRO from a partner organisation leads in part: on the plan, and with the SIO. Their OCGs are
    left out unless `also_in_part`.

    A subquery instead of a join, for two reasons. An officer with two roles appears once. Planning
    is much faster: a join of seventeen tables took 140 of 141 ms to plan.
    """
    leads = ActingLead.objects.filter(officer=officer, ocg__state__in=states)
    if not also_in_part:
        leads = leads.filter(in_part=False)
    return leads.values("ocg")


def count_led(officer: Officer) -> int:
    """Return how many active OCGs that the actor can see an officer leads, cover left out."""
    led = Lead.objects.filter(officer=officer, until_at=None, ocg__state=Ocg.State.ACTIVE)
    return led.values("ocg").distinct().count()


def roles_covered(ocg: Ocg, officer: Officer) -> list[str]:
    """Return the other roles of an OCG that an officer covers, now or later."""
    covers = Cover.objects.filter(
        ocg=ocg, deputy=officer, closed_at=None, until_on__gte=clock.today()
    )
    return list(covers.values_list("lead__role", flat=True))


@read_once
def history(ocg: Ocg) -> list[Ownership]:
    """Return every span of ownership, oldest first."""
    return [_span(ocg, row) for row in send(OWNERSHIPS, [ocg.pk]).rows()]


def _span(ocg: Ocg, row: tuple[Any, ...]) -> Ownership:
    values = iter(row)
    span = read(Ownership, values, ocg=ocg)
    span.agency, span.unit = read(Agency, values), read(Unit, values)
    span.unit.agency = read(Agency, values)
    return span


def works_on_ocgs(actor: Actor) -> bool:
    """Return whether an actor may change any OCG, to decide whether to offer bulk commands.

    Most roles work in a unit that owns OCGs. The others do if their unit owns one, or if they lead
    one, as an SRO with the role of a moderator does.
    """
    if actor.reads_only or not set(actor.roles) - WITHOUT_OCGS:
        return False
    if WORKS_ON_OCGS & set(actor.roles):
        return True
    leads = ActingLead.objects.filter(officer=actor.officer, until_at=None)
    return leads.exists() or Ownership.objects.filter(unit=actor.unit, until_at=None).exists()
