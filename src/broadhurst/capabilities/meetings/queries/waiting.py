"""The actions of meetings that an officer owns, for their home page."""

from collections.abc import Iterator

from broadhurst.capabilities.meetings.queries.agendas import actions
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

MAY_HAVE = """
EXISTS (SELECT FROM meetings_meetingaction WHERE owner_id = %(officer)s AND stage = 'open')
"""


def _actions(actor: Actor) -> Iterator[Waiting]:
    for row in actions().filter(owner=actor.officer, stage="open"):
        href = record_address("meetings:action", row.ref)
        board = row.meeting.board.unit.name
        yield Waiting(
            "Complete for", f"{board}: {row.title}", href, row.due_on, "meetings", row.ref
        )


SOURCES = (TaskSource(MAY_HAVE, _actions),)
