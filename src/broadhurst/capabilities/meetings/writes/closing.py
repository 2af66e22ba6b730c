"""Close an action of a meeting. Not a command: those that close one call it."""

from broadhurst.capabilities.meetings.models import MeetingAction
from broadhurst.capabilities.meetings.queries.agendas import locked_action
from broadhurst.capabilities.meetings.queries.parts import parts_of
from broadhurst.capabilities.meetings.rules.actions import ACTION
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.workflow import refuse_if


def close(actor: Actor, action: MeetingAction, verb: str, outcome: str) -> MeetingAction:
    """Close an action with its outcome, if the rules allow it."""
    action = locked_action(action)
    refuse_if(
        ACTION.objections(f"{verb}_meeting_action", action.stage, parts_of(action, actor))
        + objections_to_text(outcome)
    )
    action.stage = ACTION.moves[f"{verb}_meeting_action"].after
    action.outcome, action.closed_at, action.closed_by = outcome, clock.now(), actor.officer
    action.save(update_fields=["stage", "outcome", "closed_at", "closed_by"])
    return action
