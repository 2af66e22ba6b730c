"""The roles of an actor on an action of a meeting."""

from broadhurst.capabilities.meetings.models import MeetingAction
from broadhurst.capabilities.meetings.rules.actions import roles_on
from broadhurst.capabilities.tasking.rules.seats import convenes
from broadhurst.foundation.access.actor import Actor


def parts_of(action: MeetingAction, actor: Actor) -> list[str]:
    """Return the roles of an actor on an action."""
    return roles_on(action, actor.officer, convenes=convenes(actor, action.meeting.board))
