"""An actor's tasks, gathered from every capability."""

from broadhurst.capabilities.commitments import queries as commitments
from broadhurst.capabilities.deconfliction.queries import hits as deconfliction
from broadhurst.capabilities.disruptions.queries import shown as disruptions
from broadhurst.capabilities.duty_desks.queries import waiting as duty_desks
from broadhurst.capabilities.inspections.queries import waiting as inspections
from broadhurst.capabilities.leads.queries import exemptions as leads
from broadhurst.capabilities.letters.queries import waiting as letters
from broadhurst.capabilities.liaison.queries import shown as liaison
from broadhurst.capabilities.lifecycle.queries import waiting as lifecycle
from broadhurst.capabilities.meetings.queries import waiting as meetings
from broadhurst.capabilities.orders.queries import waiting as orders
from broadhurst.capabilities.plans.queries import shown as plans
from broadhurst.capabilities.public_messages.queries import waiting as public_messages
from broadhurst.capabilities.register.queries import leavers
from broadhurst.capabilities.register.queries import waiting as register
from broadhurst.capabilities.safeguarding.queries import shown as safeguarding
from broadhurst.capabilities.tasking.queries import desks as tasking
from broadhurst.capabilities.tracking.queries import waiting as tracking
from broadhurst.capabilities.transfers.queries import shown as transfers
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.notices.waiting import TaskSource, Waiting, in_order, tasks_of

SOURCES: tuple[TaskSource, ...] = (
    *register.SOURCES,
    *lifecycle.SOURCES,
    *leavers.SOURCES,
    *leads.SOURCES,
    *plans.SOURCES,
    *disruptions.SOURCES,
    *deconfliction.SOURCES,
    *duty_desks.SOURCES,
    *safeguarding.SOURCES,
    *orders.SOURCES,
    *liaison.SOURCES,
    *tasking.SOURCES,
    *meetings.SOURCES,
    *transfers.SOURCES,
    *inspections.SOURCES,
    *commitments.SOURCES,
    *public_messages.SOURCES,
    *tracking.SOURCES,
    *letters.SOURCES,
)
_KINDS = ", ".join(f"({source.may_have})" for source in SOURCES)
MAY_HAVE_TASKS = f"{register.OWNED_AND_LED} SELECT {_KINDS}"


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return all tasks of an actor, in no order.

    One statement asks for each kind whether there may be any. An officer has a few kinds. The ORM
    takes longer to build the queries of the others than PostgreSQL to answer that there is nothing.
    """
    may = send(*may_have_tasks(actor)).row()
    sources = [source for source, has in zip(SOURCES, may, strict=True) if has]
    return tasks_of(sources, actor)


def may_have_tasks(actor: Actor) -> Ask:
    """Return the statement that asks for each kind whether there may be any."""
    return MAY_HAVE_TASKS, {
        "officer": actor.officer.pk,
        "unit": actor.unit.pk,
        "roles": sorted(actor.roles),
        "today": clock.today(),
    }


def by_clock(actor: Actor) -> list[Waiting]:
    """Return all tasks of an actor, threats to life first, then soonest due first."""
    return in_order(waiting_for(actor))
