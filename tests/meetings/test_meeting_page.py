"""The page of a meeting: what it lists, its pages, and how many statements it takes."""

import re
from collections import Counter

from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.meetings.commands.add_item import add_item
from broadhurst.capabilities.meetings.commands.conclude_item import conclude_item
from broadhurst.capabilities.meetings.commands.prepare_agenda import prepare_agenda
from broadhurst.capabilities.meetings.models import Agenda
from broadhurst.capabilities.meetings.queries.agendas import is_done, items_of, title_of
from broadhurst.capabilities.meetings.queries.listed_items import page_of
from broadhurst.capabilities.meetings.queries.meeting_page import sections_of
from broadhurst.capabilities.meetings.queries.minutes import decision_in_words
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.hold_meeting import hold_meeting
from broadhurst.capabilities.tasking.commands.rank_bids import rank_bids
from broadhurst.capabilities.tasking.commands.triage import triage
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from tests.doors import browser
from tests.meetings.room import Room

MOST_ASKED = 9  # of meetings and boards, with the record of the notes and files below


def listed(meeting: Meeting) -> list[tuple[str, str, str, str]]:
    """Return the place, the title, the status and the decision of each item on the first page."""
    rows = page_of(meeting, QueryDict()).rows
    return [(row.place, row.title, row.status, row.decision) for row in rows]


def as_read_whole(agenda: Agenda) -> list[tuple[str, str, str, str]]:
    """Return the same from the items with all that belongs to them."""
    rows = []
    for item in items_of(agenda):
        status = "Carried over" if item.is_carried else "Done" if is_done(item) else "Open"
        rows.append((str(item.place), title_of(item), status, decision_in_words(item)))
    return rows


def test_the_page_lists_items_as_they_are_read_whole(room: Room) -> None:
    tess, later = room.cast.tess, room.stage.bid()
    rank_bids(actor=tess, board=room.stage.level_2, order=[room.bid.ref], because="Firearms.")
    trend = add_item(actor=tess, agenda=room.agenda, title="Trends")
    noted = add_item(actor=tess, agenda=room.agenda, title="Courts")
    triage(actor=tess, bid=later, meeting=room.meeting)
    prepare_agenda(actor=tess, meeting=room.meeting)
    decide(actor=tess, bid=room.bid, outcome="supported", reason="Firearms.")
    conclude_item(actor=tess, item=trend, note="In March.", is_carried=True)
    conclude_item(actor=tess, item=noted, note="Noted.", is_carried=False)
    seen = {}
    for reader in (tess, room.cast.connie, room.cast.olive):
        with as_actor(reader):
            seen[reader] = listed(room.meeting)
            assert seen[reader] == as_read_whole(room.agenda)
    assert [row[2] for row in seen[tess]] == ["Done", "Carried over", "Done", "Open"]
    assert "Supported, Surveillance, by Tess Underbough. Firearms." in seen[tess][0][3]
    assert [row[1] for row in seen[room.cast.connie]] == ["Trends", "Courts"]
    assert seen[room.cast.olive] == []
    assert "Bid, priority 1<" in browser(tess).get(room.path).content.decode()


def test_an_item_that_a_held_meeting_did_not_reach_is_not_open(room: Room) -> None:
    tess = room.cast.tess
    add_item(actor=tess, agenda=room.agenda, title="Trends")
    agenda = browser(tess).get(room.path).content.decode()
    assert "Not reached" not in agenda
    hold_meeting(actor=tess, meeting=room.meeting)
    page = browser(tess).get(room.path).content.decode()
    row = page[page.index("Trends") :].split("</tr>")[0]
    assert "Not reached" in row
    assert ">Open<" not in page


def test_a_meeting_page_asks_as_often_for_many_items(room: Room) -> None:
    tess, client = room.cast.tess, browser(room.cast.tess)

    def asked() -> list[str]:
        client.get(room.path)
        with CaptureQueriesContext(connection) as queries:
            client.get(room.path)
        sent = Counter(query["sql"] for query in queries.captured_queries)
        assert max(sent.values()) == 1, sent
        return [*sent]

    few = asked()
    for number in range(30):
        add_item(actor=tess, agenda=room.agenda, title=f"Trend {number}")
    for _ in range(5):
        triage(actor=tess, bid=room.stage.bid(), meeting=room.meeting)
    prepare_agenda(actor=tess, meeting=room.meeting)
    assert len(asked()) == len(few)
    ours = [one for one in few if '"meetings_' in one or '"tasking_' in one]
    assert len(ours) <= MOST_ASKED, ours


def test_a_long_agenda_has_pages_by_place(room: Room) -> None:
    """25 items are on a page. The minutes have all of them."""
    tess = room.cast.tess
    for number in range(27):
        add_item(actor=tess, agenda=room.agenda, title=f"Trend {number:02}")
    client = browser(tess)
    first = client.get(room.path).content.decode()
    assert "Trend 00" in first
    assert "Trend 26" not in first
    assert "The minutes have all of them on one page." in first
    (following,) = re.findall(r'href="(\?after=[^"]+)" rel="next"', first)
    last = client.get(room.path + following).content.decode()
    assert "Trend 26" in last
    assert "Trend 00" not in last
    whole = client.get(f"{room.agenda_path}minutes/").content.decode()
    assert "Trend 00" in whole
    assert "Trend 26" in whole


def test_a_long_agenda_has_an_index_of_its_kinds(room: Room) -> None:
    """It counts what the reader sees, done and open, and each kind has pages of its own."""
    tess = room.cast.tess
    first = add_item(actor=tess, agenda=room.agenda, title="Trend 00")
    for number in range(1, 27):
        add_item(actor=tess, agenda=room.agenda, title=f"Trend {number:02}")
    conclude_item(actor=tess, item=first, note="Noted.", is_carried=False)
    decide(actor=tess, bid=room.bid, outcome="declined", reason="No team.")
    with as_actor(tess):
        sections = [(row.kind, row.many, row.done) for row in sections_of(room.agenda)]
    assert sections == [("bid", 1, 1), ("other", 27, 1)]
    client = browser(tess)
    page = client.get(room.path).content.decode()
    assert "28 items that you can see, 2 done." in page
    assert 'href="?kind=other"' in page
    (following,) = re.findall(
        r'href="(\?[^"]+)" rel="next"', client.get(f"{room.path}?kind=other").content.decode()
    )
    assert "kind=other" in following
    rest = client.get(room.path + following.replace("&amp;", "&")).content.decode()
    assert ("Trend 25" in rest, "Trend 00" in rest) == (True, False)
    bids = client.get(f"{room.path}?kind=bid").content.decode()
    assert (room.bid.title in bids, "Trend 00" in bids) == (True, False)
    assert "27 items" in browser(room.cast.connie).get(room.path).content.decode()


def test_a_meeting_that_is_not_there_is_not_found_and_in_the_log(room: Room) -> None:
    """The page and its log are sent together, so the answer must not undo the log."""
    tess = room.cast.tess
    assert browser(tess).get("/meetings/MTG-NOBODY/").status_code == 404
    assert browser(tess).get(room.path).status_code == 200
    with as_actor(tess):
        own = Event.objects.filter(officer=tess.officer)
        assert own.get(verb="access.not_found").subject == "meeting MTG-NOBODY"
        assert own.filter(verb="record.opened", subject=room.meeting.ref).count() == 1
