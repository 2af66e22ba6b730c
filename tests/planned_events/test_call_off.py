"""An event is cancelled by the officer who withdraws the work it was planned for."""

from broadhurst.capabilities.planned_events.writes.call_off import call_off_event
from broadhurst.foundation.access.wall import as_actor
from tests.people import Cast
from tests.planned_events.events import an_event, two_events


def test_an_event_of_another_unit_is_cancelled_and_its_hit_closed(cast: Cast) -> None:
    event, _other = two_events(cast.gail, cast.olive)
    call_off_event(actor=cast.cora, ref=event.ref, reason="Request REQ-TEST was withdrawn.")
    with as_actor(cast.gail):
        event.refresh_from_db()
    assert event.state == "cancelled"


def test_one_that_is_over_is_left_as_it_is(cast: Cast) -> None:
    event = an_event(cast.gail)
    for _ in range(2):
        call_off_event(actor=cast.gail, ref=event.ref, reason="Withdrawn.")
    with as_actor(cast.gail):
        event.refresh_from_db()
    assert event.state == "cancelled"
