"""Tests that the letter of 30 March 2021 is produced from the records."""

import re
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from broadhurst.capabilities.inspections.commands.address import address
from broadhurst.capabilities.inspections.commands.choose_paragraphs import choose_paragraphs
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.open_response import open_response
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.figures.letter import compose
from broadhurst.capabilities.inspections.models import Finding, Publication
from broadhurst.capabilities.inspections.rules.copies import copied_to
from broadhurst.capabilities.inspections.rules.paragraphs import CATALOGUE
from broadhurst.capabilities.operations.models import Operation, Outcome, Participation
from broadhurst.capabilities.tasking.commands.open_board import open_board
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Region, RegionMember
from tests.appointing import appointed
from tests.conftest import NOW
from tests.doors import browser
from tests.inspections.making import LETTER, Room, found, make_room, recorded
from tests.inspections.test_add_evidence import added
from tests.people import SINCE, Cast
from tests.plans.written import a_plan, for_council
from tests.transfers.making import moved, ready

LETTER_DAY = date(2021, 3, 30)
ALL = (*CATALOGUE, "operation:OPN-222222")
THAT_MORNING = datetime(2021, 3, 30, 8, tzinfo=UTC)


@pytest.fixture
def room(cast: Cast) -> Room:
    """The room, with the boards, transfer, operation and appointment in the letter."""
    room = make_room(cast)
    region = Region.objects.create(key="northern", name="Northern")
    for agency in (cast.gail.agency, cast.rita.agency):
        RegionMember.objects.create(region=region, agency=agency, from_on=SINCE)
    for unit, level in ((cast.tess.unit, "level_2"), (cast.reg.unit, "regional")):
        open_board(actor=cast.system, unit=unit, level=level, cadence_days=28)
    appointed(
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


def published(room: Room, chosen: tuple[str, ...] = ()) -> Publication:
    """Answer everything with figures in the morning, then clear and publish."""
    moved(room.cast, ready(room.cast))
    for_council(room.cast, a_plan(room.cast, room.cast.ocg(name="Iron Lapwing")))
    response = room.complete()
    if chosen:
        choose_paragraphs(actor=room.cast.pol, response=response, paragraphs=list(chosen))
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
    text = published(room, ALL).markdown
    assert "This is day 41." in text
    assert (
        "We answer 2 recommendations of this report that are recorded as addressed to "
        "Northshire Police or to us. Each is" in text
    )
    assert "Not every finding" not in text
    assert "OCGs transferred in full, in the 18 months to 30 March 2021: **1 transfer**" in text
    assert "Arrests: **over 1,550**" in text
    assert "as of 19 March 2021. These are running totals." in text
    assert "Funding is a problem" in text
    assert "The first time was 5 years and 2 months earlier." in text
    assert "tasked through **2 levels**" in text
    assert "Level 2 tasking and Force and Regional tasking" in text
    assert re.search(r"\*\*1 organisation\*\* \(\[figure \d+\]\([^)]+\)\) takes part", text)
    assert "Bolton Council" in text
    assert "Every district of Northshire Police has a safeguarding team: **1 district**" in text
    assert "becomes the lead responsible officer" in text
    assert "appointed on 1 April 2019, on 30 March 2021: **none**" in text
    assert (
        "The Northern ROCU has had a chief officer of its own since 1 April 2019. Hal Brindlewood "
        "holds the post of Assistant Chief Constable, and holds no force responsibility. Force "
        "responsibilities held since the appointment: **none**"
    ) in text
    for finding in (room.first, room.second):
        assert f"> {finding.text}" in text


def test_a_summary_is_not_printed_as_a_quotation(room: Room) -> None:
    Finding.objects.filter(key="again").update(is_verbatim=False)
    text = published(room, ("recurring",)).markdown
    assert "The report finds, in summary: There is no long-term funding." in text
    assert "“There is no long-term funding" not in text
    assert "“Funding is a problem”" in text


def test_it_has_no_paragraph_that_nobody_chose(room: Room) -> None:
    text = published(room).markdown
    for word in (
        "Funding is a problem", "tasked through", "4P plan", "lead responsible officer",
        "specialist capability", "safeguarding team", "Venetic",
    ):  # fmt: skip
        assert word not in text


def test_one_recommendation_is_written_as_one_and_it_says_what_is_not_recorded(
    room: Room,
) -> None:
    note = "Obtain recommendations 3 to 6."
    report = recorded(room.cast, room.inspectorate, key="third", note=note)
    found(room.cast, report, "1", "Liaison should be recorded.")
    response = open_response(actor=room.cast.pol, report=report, force=room.force)
    with as_actor(room.cast.pol):
        text = compose(room.fresh(response), LETTER_DAY).text
    assert (
        "We answer 1 recommendation of this report that is recorded as addressed to "
        "Northshire Police or to us. It is quoted" in text
    )
    assert "Not every finding of the report is recorded in our system, so this letter" in text
    assert note not in text


def test_the_subject_line_stands_after_the_salutation_and_the_signatory_is_named(
    room: Room,
) -> None:
    one = published(room)
    text = one.markdown
    order = ("Dear Home Secretary", "# Regional Organised Crime Units", "This letter answers",
             "Yours sincerely", "Dora Millbrook\\\nDeputy Mayor", "Copies to:",
             "- HMICFRS")  # fmt: skip
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_the_copies_say_who_else_gets_it(room: Room) -> None:
    response = room.complete()
    copies = "Chief Constable, Northshire Police\nNorthern ROCU"
    address(actor=room.cast.pol, response=response, **LETTER, copies=copies)
    with as_actor(room.cast.pol):
        text = compose(room.fresh(response), LETTER_DAY).text
    assert text.endswith(
        "Copies to:\n\n- HMICFRS\n- Chief Constable, Northshire Police\n- Northern ROCU"
    )


def test_there_is_space_for_a_signature_on_paper(room: Room) -> None:
    paper = bytes(published(room).docx)
    with zipfile.ZipFile(BytesIO(paper)) as parts:
        body = parts.read("word/document.xml").decode()
    text = re.sub(r"<w:br ?/>", "|", body)
    text = re.sub(r"<[^>]+>", "", text)
    assert "Yours sincerely|\xa0|\xa0|\xa0|\xa0|Dora Millbrook|Deputy Mayor" in text
    assert text.index("Dear Home Secretary") < text.index("Regional Organised Crime Units")


def test_every_numbered_figure_is_in_its_table_and_can_be_followed(room: Room) -> None:
    one = published(room, ALL)
    quoted = [int(n) for n in re.findall(r"\[figure (\d+)\]", one.markdown)]
    assert quoted == [figure["number"] for figure in one.figures] == list(range(1, len(quoted) + 1))
    page = browser(None).get(f"/published/{one.ref}/").content.decode()
    for number in quoted:
        assert f'href="/published/{one.ref}/#figure-{number}"' in page
        assert f'id="figure-{number}"' in page


def test_as_of_an_earlier_day_it_tells_of_that_day(room: Room) -> None:
    response = room.open()
    choose_paragraphs(actor=room.cast.pol, response=response, paragraphs=list(ALL))
    with as_actor(room.cast.pol), clock.set_to(THAT_MORNING):
        then = compose(room.fresh(response), date(2020, 8, 1)).markdown
        now = compose(room.fresh(response), LETTER_DAY).markdown
    assert "**746**" in then
    assert "**over 1,550**" in now
    assert "2,864" not in now
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/letter/?as_of=2020-08-01")
    assert "DRAFT as of 1 August 2020" in page.content.decode()


@pytest.mark.parametrize(
    ("recipient", "copies", "listed"),
    [
        ("The Home Secretary,\n2 Marsham Street", "", ["HMICFRS"]),
        ("Home Secretary", "Northern ROCU\nhome secretary", ["HMICFRS", "Northern ROCU"]),
        ("HMICFRS\nGlobe House", "", ["the Home Secretary"]),
        ("Chief Constable", "HMICFRS", ["HMICFRS", "the Home Secretary"]),
    ],
)
def test_the_recipient_gets_no_copy_and_nobody_gets_two(
    recipient: str, copies: str, listed: list[str]
) -> None:
    assert copied_to(recipient, copies) == listed
