"""A meeting of Level 2 tasking in session."""

from dataclasses import dataclass

from broadhurst.capabilities.meetings.models import Agenda, Item
from broadhurst.capabilities.meetings.queries.agendas import items_of
from broadhurst.capabilities.tasking.models import Bid, Meeting
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from tests.people import Cast
from tests.tasking.stage import Stage


@dataclass
class Room:
    stage: Stage
    meeting: Meeting
    agenda: Agenda
    bid: Bid

    @property
    def cast(self) -> Cast:
        return self.stage.cast

    def items(self, actor: Actor) -> list[Item]:
        """Return the items that an actor sees."""
        with as_actor(actor):
            return items_of(self.agenda)

    @property
    def path(self) -> str:
        return f"/meetings/{self.meeting.ref}/"

    @property
    def agenda_path(self) -> str:
        return f"/agendas/{self.meeting.ref}/"
