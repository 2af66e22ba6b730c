"""A page refuses readers who cannot use it before they type.

No button leads to it.
"""

import pytest

from broadhurst.capabilities.bulk_checks.rules import objections_to_tables
from broadhurst.capabilities.deconfliction.rules.doors import DOORS
from broadhurst.capabilities.planned_events.rules.events import objections_to_planning
from tests.deconfliction.test_stop_value import stopped
from tests.doors import Machine, browser
from tests.people import Cast

# The pages of deconfliction, and of the rooms above it that they link to.
RULES = DOORS | {
    "plan_event": objections_to_planning,
    "send_bulk_check": objections_to_tables,
}
ADDRESSES = {
    "check_lines": "/deconfliction/check-lines/",
    "check_target": "/deconfliction/check/",
    "plan_event": "/deconfliction/events/plan/",
    "send_bulk_check": "/deconfliction/bulk-checks/send/",
    "stop_list": "/deconfliction/stop-list/",
    "stop_value": "/deconfliction/stop-list/add/",
}
PAGES = ("", "entered/", "events/", "bulk-checks/", "hits/", "rota/")


def test_every_such_page_is_tried() -> None:
    assert ADDRESSES.keys() == RULES.keys()


@pytest.mark.parametrize("door", ADDRESSES)
def test_a_council_is_refused_in_words_and_shown_no_form(cast: Cast, door: str) -> None:
    answer = browser(cast.connie).get(ADDRESSES[door])
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Only an" in page or "Only the" in page
    assert '<form method="post" novalidate' not in page
    assert browser(None).get(ADDRESSES[door]).status_code == 302


@pytest.mark.parametrize("place", PAGES)
def test_no_button_leads_where_its_reader_may_not(cast: Cast, place: str) -> None:
    for actor in (cast.connie, cast.olive, cast.cass, cast.dot, cast.mo):
        page = browser(actor).get(f"/deconfliction/{place}").content.decode()
        shown = {door for door, address in ADDRESSES.items() if f'href="{address}"' in page}
        may = {door for door, objections in RULES.items() if not objections(actor.roles)}
        assert shown <= may, (actor.officer, place)


def test_nobody_is_told_to_do_what_is_not_offered_to_them(cast: Cast) -> None:
    offers = {
        "/deconfliction/": ("Nothing checked yet", "Check anything else here"),
        "/deconfliction/events/": ("No events this month", "Plan an event: you get a receipt"),
    }
    for address, (empty, offer) in offers.items():
        for actor, is_offered in ((cast.connie, False), (cast.rita, True)):
            page = browser(actor).get(address).content.decode()
            assert (empty in page, offer in page) == (True, is_offered), (address, actor.officer)


def test_whoever_may_is_led_there_and_sees_the_form(cast: Cast) -> None:
    page = browser(cast.gail).get("/deconfliction/").content.decode()
    for door in ("check_lines", "plan_event", "send_bulk_check", "stop_list"):
        assert f'href="{ADDRESSES[door]}"' in page
        assert browser(cast.gail).get(ADDRESSES[door]).status_code == 200
    lines = browser(cast.gail).get(ADDRESSES["check_lines"]).content.decode()
    assert f'href="{ADDRESSES["check_target"]}"' in lines
    assert browser(cast.dot).get(ADDRESSES["stop_value"]).status_code == 200
    assert browser(cast.cass).get(ADDRESSES["plan_event"]).status_code == 200


def test_what_is_sent_all_the_same_is_refused_and_kept(cast: Cast) -> None:
    sent = browser(cast.connie).post(ADDRESSES["check_target"], {"phone": "07700 900123"})
    assert sent.status_code == 409


def test_a_council_reads_no_value_of_the_stop_list(cast: Cast) -> None:
    """It holds a custody suite's phone number and a safe address.

    An investigator does not see how to lift a stop.
    """
    one = stopped(cast.dot)
    for reader in (cast.connie, cast.mo, cast.pol):
        for answer in (
            browser(reader).get(ADDRESSES["stop_list"]),
            browser(reader).get(f"/deconfliction/stop-list/{one.ref}/lift/"),
            Machine(reader).get("/deconfliction/stop-list"),
        ):
            assert answer.status_code == 403
            assert one.label not in answer.content.decode()
    for reader in (cast.olive, cast.dot, cast.system):
        assert one.label in browser(reader).get(ADDRESSES["stop_list"]).content.decode()
        assert one.label in Machine(reader).get("/deconfliction/stop-list").content.decode()
    assert browser(cast.olive).get(f"/deconfliction/stop-list/{one.ref}/lift/").status_code == 403
