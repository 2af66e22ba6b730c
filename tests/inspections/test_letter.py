"""The letter of 30 March 2021, produced from what is recorded."""

import re
from datetime import UTC, date, datetime

import pytest

from broadhurst.capabilities.establishment.commands.appoint import appoint
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.figures.letter import compose
from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.operations.models import Operation, Outcome, Participation
from broadhurst.capabilities.tasking.commands.open_board import open_board
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.agencies.models import Region, RegionMember
from tests.conftest import NOW
from tests.doors import browser
from tests.inspections.making import Room, found, make_room, recorded
from tests.inspections.test_add_evidence import added
from tests.people import SINCE, Cast
from tests.plans.written import a_plan, for_council
from tests.transfers.making import moved, ready

LETTER_DAY = date(2021, 3, 30)
THAT_MORNING = datetime(2021, 3, 30, 8, tzinfo=UTC)


@pytest.fixture
def room(cast: Cast) -> Room:
    """The room, with what the letter tells of: boards, a transfer, an operation, an appointment."""
    room = make_room(cast)
    region = Region.objects.create(key="northern", name="Northern")
    for agency in (cast.gail.agency, cast.rita.agency):
        RegionMember.objects.create(region=region, agency=agency, from_on=SINCE)
    for unit, level in ((cast.tess.unit, "level_2"), (cast.reg.unit, "regional")):
        open_board(actor=cast.system, unit=unit, level=level, cadence_days=28)
    appoint(
        actor=cast.system, officer=cast.hal.officer, agency=cast.rita.agency,
        post="Assistant Chief Constable", kind="rocu", from_on=date(2019, 4, 1),
    )  # fmt: skip
    operation = Operation.objects.create(
        ref="OPN-222222", name="Operation Venetic", description="EncroChat.",
        source="https://nca.example", opened_at=NOW,
    )  # fmt: skip
    Participation.objects.create(operation=operation, agency=cast.gail.agency)
    for as_of, value, qualifier in (
        (date(2020, 7, 2), 746, ""), (date(2021, 3, 19), 1550, "over"),
        (date(2022, 6, 8), 2864, ""),
    ):  # fmt: skip
        Outcome.objects.create(
            operation=operation, measure="arrests", stage="arrested", value=value, unit="count",
            qualifier=qualifier, as_of=as_of, source="https://nca.example/1",
            recorded_by=cast.cora.officer, recorded_at=NOW,
        )  # fmt: skip
    old = recorded(cast, room.inspectorate, key="old", published_on=date(2015, 11, 30))
    funding = {"kind": "cause_of_concern", "addressed_to": [], "due_on": None}
    older = found(cast, old, "", "Funding is a problem.", **funding)
    found(
        cast, room.report, "", "There is no long-term funding.", recurs_from=older, key="again",
        **funding,
    )  # fmt: skip
    return room


def published(room: Room) -> Publication:
    """Everything answered with figures on the morning of the day, cleared and published."""
    moved(room.cast, ready(room.cast))
    for_council(room.cast, a_plan(room.cast, room.cast.ocg(name="Iron Lapwing")))
    response = room.complete()
    with clock.set_to(THAT_MORNING):
        for finding, what in ((room.first, "transferred_in_full"), (room.second, "chief_officer")):
            is_figure = finding == room.first
            added(
                room, room.cast.cora, response, finding=finding, as_of=LETTER_DAY,
                what=what if is_figure else f"{what}:nrocu",
                since=date(2019, 9, 30) if is_figure else None,
            )  # fmt: skip
        clear(actor=room.clem, response=room.fresh(response), is_read=True)
        return publish(actor=room.clem, response=room.fresh(response))


def test_it_says_what_the_letter_of_30_march_2021_said_from_records(room: Room) -> None:
    text = published(room).markdown
    assert "this is day 41." in text
    assert "makes 2 recommendations" in text
    assert "OCGs transferred in full, in the 18 months to 30 March 2021: **one transfer**" in text
    assert "Arrests: **over 1,550**" in text
    assert "as of 19 March 2021" in text
    assert "Funding is a problem" in text
    assert "6 years lie between the two." in text
    assert "tasked through **two levels**" in text
    assert "Level 2 tasking and Force and Regional tasking" in text
    assert "**one organisation**" in text
    assert "Bolton Council" in text
    assert "**one district**" in text
    assert "appointed on 1 April 2019, on 30 March 2021: **none**" in text
    for finding in (room.first, room.second):
        assert f"> {finding.text}" in text


def test_every_numbered_figure_is_in_its_table_and_can_be_followed(room: Room) -> None:
    one = published(room)
    quoted = [int(n) for n in re.findall(r"\[figure (\d+)\]", one.markdown)]
    assert quoted == [figure["number"] for figure in one.figures] == list(range(1, len(quoted) + 1))
    page = browser(None).get(f"/published/{one.ref}/").content.decode()
    for number in quoted:
        assert f'href="/published/{one.ref}/#figure-{number}"' in page
        assert f'id="figure-{number}"' in page


def test_as_of_an_earlier_day_it_tells_of_that_day(room: Room) -> None:
    response = room.open()
    with seen_as(room.cast.pol), clock.set_to(THAT_MORNING):
        then = compose(room.fresh(response), date(2020, 8, 1)).markdown
        now = compose(room.fresh(response), LETTER_DAY).markdown
    assert "**746**" in then
    assert "**over 1,550**" in now
    assert "2,864" not in now
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/letter/?as_of=2020-08-01")
    assert "DRAFT as of 1 August 2020" in page.content.decode()
