"""Planned events on the overview of deconfliction and on the page of an OCG."""

from tests.doors import browser
from tests.people import Cast
from tests.planned_events.events import an_event, two_events


def test_the_overview_counts_the_units_own_events_of_the_week(cast: Cast) -> None:
    two_events(cast.gail, cast.olive)
    for actor, is_planning in ((cast.gail, True), (cast.olive, True), (cast.rita, False)):
        context = browser(actor).get("/deconfliction/").context
        assert context["ahead"] == int(is_planning)
        assert context["conflicts"] == ("1 with an open hit" if is_planning else "")


def test_the_page_of_an_ocg_lists_the_events_of_the_readers_unit(cast: Cast) -> None:
    ocg = cast.ocg()
    event = an_event(cast.gail, ocg=ocg.ref)
    other = an_event(cast.gail)
    page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/deconfliction/").content.decode()
    assert "Planned events on this OCG" in page
    assert f'href="/deconfliction/events/{event.ref}/"' in page
    assert other.ref not in page


def test_hits_on_events_have_a_tab_of_the_list_of_hits(cast: Cast) -> None:
    near, _ = two_events(cast.gail, cast.olive)
    page = browser(cast.gail)
    assert near.ref in page.get("/deconfliction/").content.decode()
    [row] = page.get("/deconfliction/hits/?tab=events").context["page"].rows
    assert row.event == near
