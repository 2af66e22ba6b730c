"""Tasks that need attention on an OCG, gathered from every capability."""

from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.queries.ocg_hits import (
    OpenHits,
    attention_to,
    open_hits_of,
)
from broadhurst.capabilities.deconfliction.queries.ocg_hits import asks_of as open_hits_asks
from broadhurst.capabilities.liaison.queries import shown as liaison
from broadhurst.capabilities.lifecycle.queries.waiting import attention_on as lifecycle
from broadhurst.capabilities.orders.queries import waiting as orders
from broadhurst.capabilities.plans.queries import shown as plans
from broadhurst.capabilities.register.models import Archiving, Assessment, Ocg
from broadhurst.capabilities.register.queries.archiving import PROPOSED, proposal_for
from broadhurst.capabilities.register.queries.assessing import asks_of as assessing_asks
from broadhurst.capabilities.register.queries.assessing import assessments_in_use
from broadhurst.capabilities.register.queries.attention import attention_on as register
from broadhurst.capabilities.register.queries.attention import who_leads
from broadhurst.capabilities.register.queries.leadership import Leadership, current_leadership
from broadhurst.capabilities.register.queries.leadership import asks_of as leadership_asks
from broadhurst.capabilities.register.rules.life import CLOSED, LIVE
from broadhurst.capabilities.register.rules.registering import without_partner
from broadhurst.capabilities.safeguarding.queries import shown as safeguarding
from broadhurst.capabilities.tasking.queries import desks as tasking
from broadhurst.capabilities.transfers.queries import shown as transfers
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.notices.waiting import Waiting, in_order

ROOMS = (plans, safeguarding, orders, liaison, tasking, transfers)
MAY_NEED_ATTENTION = f"SELECT {', '.join(f'({room.MAY_NEED_ATTENTION})' for room in ROOMS)}"


@dataclass(frozen=True)
class Facts:
    """The facts that every part of an OCG's page shows: leads, assessments and open hits.

    An active OCG can have a proposal to archive it.
    """

    leadership: Leadership
    assessment: Assessment | None
    to_moderate: Assessment | None
    open_hits: OpenHits | None
    proposal: Archiving | None


def facts_of(ocg: Ocg) -> Facts:
    """Return the facts of an OCG, as the reader sees them."""
    leadership = current_leadership(ocg)
    return Facts(
        leadership,
        *assessments_in_use(ocg),
        open_hits_of(ocg, leadership.owner),
        proposal_for(ocg) if ocg.state in LIVE else None,
    )


def asks_of(ocg: Ocg) -> list[Ask]:
    """Return the statements of `facts_of`, to send them ahead."""
    asks = [*leadership_asks(ocg), *assessing_asks(ocg), *open_hits_asks(ocg)]
    return [*asks, *([(PROPOSED, [ocg.pk])] if ocg.state in LIVE else [])]


def ask_attention(ocg: Ocg) -> Ask:
    """Return the statement that asks which rooms may have a task, to send it ahead."""
    return MAY_NEED_ATTENTION, {"ocg": ocg.pk, "today": clock.today()}


def attention_on(ocg: Ocg, actor: Actor, facts: Facts) -> list[Waiting]:
    """Return what needs attention on an OCG, soonest due first; nothing if it is closed.

    A task that the reader can do has the same words and link as on their home page. Any other has
    no link, and says who can do it.
    """
    if ocg.state in CLOSED:
        return []
    leadership = facts.leadership
    parts, by = leadership.parts_of(actor), who_leads(leadership)
    works, by_any = without_partner(parts), who_leads(leadership, also_in_part=True)
    tasks = [
        *attention_to(facts.open_hits, actor),
        *register(ocg, actor, leadership, facts.assessment, facts.to_moderate, facts.proposal),
        *lifecycle(ocg, works, by),
    ]
    # One statement asks which rooms may have a task. Most have none, and their queries are long.
    may = dict(zip(ROOMS, send(*ask_attention(ocg)).row(), strict=True))
    if may[plans] and ocg.state == Ocg.State.ACTIVE:
        tasks += plans.attention_on(ocg, actor, parts, by=by_any, agreed_by=by)
    if may[safeguarding]:
        tasks += safeguarding.attention_on(ocg, actor, works, by)
    if may[orders]:
        tasks += orders.attention_on(ocg, actor, works, by)
    if may[liaison]:
        tasks += liaison.attention_on(ocg, actor, leadership, by_any)
    if may[tasking]:
        tasks += tasking.attention_on(ocg, actor, works, by)
    if may[transfers]:
        tasks += transfers.attention_on(ocg, actor)
    return in_order(tasks)
