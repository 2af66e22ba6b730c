"""The verbs of planned_events, at the API and the terminal."""

from broadhurst.capabilities.planned_events.api import as_event, as_receipt
from broadhurst.capabilities.planned_events.cli import in_state, receipt
from broadhurst.capabilities.planned_events.commands.cancel import CancelEventForm, cancel_event
from broadhurst.capabilities.planned_events.commands.change import ChangeEventForm, change_event
from broadhurst.capabilities.planned_events.commands.complete import (
    CompleteEventForm,
    complete_event,
)
from broadhurst.capabilities.planned_events.commands.go_live import GoLiveForm, go_live
from broadhurst.capabilities.planned_events.commands.plan import PlanEventForm, plan_event
from broadhurst.capabilities.planned_events.queries.events import events
from broadhurst.foundation.doors.verbs import Subject, Verb

EVENT = Subject("event", "/events/{ref}", lambda _actor: events())

VERBS = (
    Verb(
        "plan-event", PlanEventForm, plan_event, None, "Plan an event and check it", as_receipt,
        status=201, address="/events", says=receipt
    ),
    Verb(
        "change-event", ChangeEventForm, change_event, EVENT, "Change an event, check again",
        as_receipt, address="/events/{ref}/change", says=receipt
    ),
    Verb("go-live", GoLiveForm, go_live, EVENT, "Start a planned event", as_event, says=in_state),
    Verb(
        "complete-event", CompleteEventForm, complete_event, EVENT, "Complete an event", as_event,
        address="/events/{ref}/complete", says=in_state
    ),
    Verb(
        "cancel-event", CancelEventForm, cancel_event, EVENT, "Cancel an event", as_event,
        address="/events/{ref}/cancel", says=in_state
    ),
)  # fmt: skip
