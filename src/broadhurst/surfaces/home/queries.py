"""An actor's tasks, gathered from every capability."""

from broadhurst.capabilities.deconfliction.queries.hits import waiting_for as deconfliction
from broadhurst.capabilities.duty_desks.queries.waiting import waiting_for as duty_desks
from broadhurst.capabilities.inspections.queries.waiting import waiting_for as inspections
from broadhurst.capabilities.liaison.queries.shown import waiting_for as liaison
from broadhurst.capabilities.plans.queries.shown import waiting_for as plans
from broadhurst.capabilities.register.queries.leavers import leads_to_replace
from broadhurst.capabilities.register.queries.waiting import waiting_for as register
from broadhurst.capabilities.safeguarding.queries.shown import waiting_for as safeguarding
from broadhurst.capabilities.tasking.queries.desks import waiting_for as tasking
from broadhurst.capabilities.transfers.queries.shown import waiting_for as transfers
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.notices.waiting import Waiting

SOURCES = (
    register,
    leads_to_replace,
    plans,
    deconfliction,
    duty_desks,
    safeguarding,
    liaison,
    tasking,
    transfers,
    inspections,
)


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return all tasks of an actor, in no order."""
    return [task for source in SOURCES for task in source(actor)]


def by_clock(actor: Actor) -> list[Waiting]:
    """Return all tasks of an actor, soonest due first."""
    return sorted(waiting_for(actor), key=lambda task: task.ends_at)
