"""Events in the hour that occurs twice when the clocks go back are never guessed."""

from datetime import UTC, datetime, timedelta

import pytest

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.foundation.access.wall import as_actor
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.planned_events.events import ANSWERS

# On 31 October 2021, 01:30 occurs twice: at 00:30 UTC, and an hour later.
FIRST = datetime(2021, 10, 31, 0, 30, tzinfo=UTC)
SAID = "must say which of two times it is"
DAY = {"starts_at_day": "31", "starts_at_month": "10", "starts_at_year": "2021"}
END = {"ends_at": "2021-10-31T03:00"}


def options(answers: dict[str, str]) -> list[str]:
    return [f"--{name.replace('_', '-')}={value}" for name, value in answers.items()]


def starts(cast: Cast) -> list[datetime]:
    with as_actor(cast.gail):
        return list(Event.objects.order_by("pk").values_list("starts_at", flat=True))


def test_every_door_asks_which(cast: Cast) -> None:
    twice = ANSWERS | END | {"starts_at": "2021-10-31T01:30"}
    boxes = {name: one for name, one in twice.items() if name != "starts_at"} | DAY
    answer = browser(cast.gail).post(
        "/deconfliction/events/plan/", boxes | {"starts_at_time": "0130"}
    )
    assert (answer.status_code, SAID in answer.content.decode()) == (422, True)
    assert 'value="0130"' in answer.content.decode(), "what was typed is not made one of the two"
    problem = Machine(cast.gail).post("/events", **twice)
    assert (problem.status_code, SAID in problem.content.decode()) == (422, True)
    said = terminal(cast.gail, "deconfliction", "plan-event", *options(twice))
    assert said.exit_code != 0
    assert SAID in " ".join(said.output.split())
    assert starts(cast) == []


@pytest.mark.parametrize(("zone", "offset", "later"), [("BST", "+01:00", 0), ("GMT", "+00:00", 1)])
def test_and_takes_what_says_so(cast: Cast, zone: str, offset: str, later: int) -> None:
    given = ANSWERS | END
    boxes = {name: one for name, one in given.items() if name != "starts_at"} | DAY
    page = browser(cast.gail)
    for typed in (f"0130 {zone}", f"1:30am {offset}"):
        made = page.post("/deconfliction/events/plan/", boxes | {"starts_at_time": typed})
        assert made.status_code == 302
    for text in (f"2021-10-31T01:30{offset}", f"2021-10-31T01:30 {zone}"):
        assert Machine(cast.gail).post("/events", **given | {"starts_at": text}).status_code == 201
        told = options(given | {"starts_at": text})
        done = terminal(cast.gail, "deconfliction", "plan-event", *told)
        assert done.exit_code == 0, done.output
    assert starts(cast) == [FIRST + timedelta(hours=later)] * 6
    with as_actor(cast.gail):
        ref = Event.objects.values_list("ref", flat=True)[0]
    assert f"1:30am {zone}" in page.get(f"/deconfliction/events/{ref}/").content.decode()
    asked = page.get(f"/deconfliction/events/{ref}/change/").content.decode()
    assert f'value="01:30 {zone}"' in asked, "as it stands it may be sent again"
    month = page.get("/deconfliction/events/?month=2021-10").content.decode()
    assert month.count(f"1:30am {zone} Copper Heron") == 2 * 6, "in the weeks and in the list"
