"""Tasks that need attention on an OCG, gathered from every capability."""

from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.queries.ocg_hits import (
    OpenHits,
    attention_to,
    open_hits_of,
)
from broadhurst.capabilities.liaison.queries.shown import attention_on as liaison
from broadhurst.capabilities.plans.queries.shown import attention_on as plans
from broadhurst.capabilities.register.models import Assessment, Ocg
from broadhurst.capabilities.register.queries.assessing import (
    assessment_to_moderate,
    current_assessment,
)
from broadhurst.capabilities.register.queries.attention import attention_on as register
from broadhurst.capabilities.register.queries.attention import who_leads
from broadhurst.capabilities.register.queries.leadership import Leadership, current_leadership
from broadhurst.capabilities.safeguarding.queries.shown import attention_on as safeguarding
from broadhurst.capabilities.tasking.queries.desks import attention_on as tasking
from broadhurst.capabilities.transfers.queries.shown import attention_on as transfers
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.notices.waiting import Waiting, in_order


@dataclass(frozen=True)
class Facts:
    """The facts that every part of an OCG's page shows: leads, assessments and open hits."""

    leadership: Leadership
    assessment: Assessment | None
    to_moderate: Assessment | None
    open_hits: OpenHits | None


def facts_of(ocg: Ocg) -> Facts:
    """Return the facts of an OCG, as the reader sees them."""
    return Facts(
        current_leadership(ocg),
        current_assessment(ocg),
        assessment_to_moderate(ocg),
        open_hits_of(ocg),
    )


def attention_on(ocg: Ocg, actor: Actor, facts: Facts) -> list[Waiting]:
    """Return what needs attention on an OCG, soonest due first; nothing if it is archived.

    A task that the reader can do has the same words and link as on their home page. Any other has
    no link, and says who can do it.
    """
    if ocg.state == Ocg.State.ARCHIVED:
        return []
    leadership = facts.leadership
    parts, by = leadership.parts_of(actor), who_leads(leadership)
    tasks = [
        *attention_to(facts.open_hits, actor),
        *register(ocg, actor, leadership, facts.assessment, facts.to_moderate),
        *plans(ocg, actor, parts, by),
        *safeguarding(ocg, actor, parts, by),
        *liaison(ocg, actor, leadership, by),
        *tasking(ocg, actor, parts, by),
        *transfers(ocg, actor),
    ]
    return in_order(tasks)
