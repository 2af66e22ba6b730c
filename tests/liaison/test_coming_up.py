"""Each lead sees what the other intends before it happens, and can show that they knew."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from broadhurst.capabilities.deconfliction.models import Event as Planned
from broadhurst.capabilities.liaison.commands.mark_seen import mark_seen
from broadhurst.capabilities.liaison.models import Seen
from broadhurst.capabilities.liaison.queries.coming_up import coming_up
from broadhurst.capabilities.planned_events.commands.change import change_event
from broadhurst.capabilities.planned_events.commands.plan import plan_event
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.geography.sphere import disc
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, an_action


def raid(cast: Cast, ocg: Ocg, days: int = 3, by: Actor | None = None) -> None:
    """Plan a raid on the OCG as Gail's unit, or as another."""
    plan_event(
        actor=by or cast.gail, kind="raid", cover_name="Kettle", place="Unit 4, Mill Lane",
        ground=disc(53.48, -2.24, 100), starts_at=NOW + timedelta(days=days),
        ends_at=NOW + timedelta(days=days, hours=2), contact="Bronze, 0161 496 0001", ocg=ocg.ref,
    )  # fmt: skip


def led_with_rita(cast: Cast, ocg: Ocg | None = None) -> Ocg:
    """Return an OCG of Gail's unit with an LRO of another organisation."""
    ocg = ocg or cast.ocg()
    name_lead(actor=cast.gail, ocg=ocg, role="lro", officer=cast.rita.officer, because="Region.")
    return ocg


def test_the_other_lead_sees_an_event_of_another_unit_and_is_told(cast: Cast) -> None:
    ocg = led_with_rita(cast)
    raid(cast, ocg)
    with as_actor(cast.rita):
        assert not Planned.objects.exists(), "the event stays its unit's"
        (one,) = coming_up(ocg)
        assert (one.what, one.happens_on, one.href) == (
            "Raid: Unit 4, Mill Lane", date(2021, 3, 4), "",
        )  # fmt: skip
        event = Event.objects.get(verb="event.coming_up")
        assert "Gail Fernsby, Challenger Bolton, planned an event" in words(event)


def test_only_the_leads_see_it_not_every_reader_of_the_ocg(cast: Cast) -> None:
    ocg = led_with_rita(cast)
    raid(cast, ocg)
    for other in (cast.cora, cast.len):
        with as_actor(other):
            assert [one for one in coming_up(ocg) if one.ref.startswith("EVT")] == []
            assert not Event.objects.filter(verb="event.coming_up").exists()


def test_an_event_of_a_unit_that_does_not_lead_stays_hidden(cast: Cast) -> None:
    ocg = led_with_rita(cast)
    raid(cast, ocg, by=replace(cast.gail, unit=cast.cora.unit, posting=cast.cora.posting))
    with as_actor(cast.rita):
        assert coming_up(ocg) == []
        assert not Event.objects.filter(verb="event.coming_up").exists()


def test_what_is_far_ahead_is_shown_and_nobody_is_told(cast: Cast) -> None:
    ocg = led_with_rita(cast)
    raid(cast, ocg, days=15)
    with as_actor(cast.rita):
        assert len(coming_up(ocg)) == 1
        assert not Event.objects.filter(verb="event.coming_up").exists()


def test_plan_actions_and_events_come_in_date_order(cast: Cast) -> None:
    ocg = cast.ocg()
    an_action(cast, a_plan(cast, ocg))
    led_with_rita(cast, ocg)
    raid(cast, ocg)
    with as_actor(cast.rita):
        items = coming_up(ocg)
        assert [one.happens_on for one in items] == sorted(one.happens_on for one in items)
        assert {one.ref[:3] for one in items} == {"ACT", "EVT"}


def test_seen_once_with_the_time_and_again_when_it_moves(cast: Cast) -> None:
    ocg = led_with_rita(cast)
    raid(cast, ocg)
    assert mark_seen(actor=cast.rita, ocg=ocg) == 1
    with pytest.raises(Refused, match="nothing of the other lead"):
        mark_seen(actor=cast.rita, ocg=ocg)
    with as_actor(cast.gail):
        assert coming_up(ocg)[0].seen_by == ["Seen by Rita Quillfeather on 1 March 2021 at 9:00am"]
        event = Planned.objects.get()
    change_event(
        actor=cast.gail, event=event, kind="raid", cover_name="Kettle", place="Unit 4, Mill Lane",
        ground=disc(53.48, -2.24, 100), starts_at=NOW + timedelta(days=5),
        ends_at=NOW + timedelta(days=5, hours=2), contact="Bronze, 0161 496 0001",
    )  # fmt: skip
    with as_actor(cast.gail):
        assert coming_up(ocg)[0].seen_by == ["Not seen by Rita Quillfeather"]


def test_only_a_lead_marks_it_as_seen(cast: Cast) -> None:
    ocg = led_with_rita(cast)
    raid(cast, ocg)
    with pytest.raises(Refused, match="Only the SIO or the LRO"):
        mark_seen(actor=cast.cora, ocg=ocg)
    assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/mark-seen/").status_code == 404
    with as_actor(cast.olive):
        assert not Seen.objects.exists()


def test_at_the_page_the_api_and_the_terminal(cast: Cast) -> None:
    ocg = led_with_rita(cast)
    raid(cast, ocg)
    page = browser(cast.rita)
    shown = page.get(f"/ocgs/{ocg.ref}/liaison/").content.decode()
    assert "Not seen by Rita Quillfeather" in shown
    assert "Mark actions and events as seen" in shown
    (one,) = Machine(cast.rita).get(f"/ocgs/{ocg.ref}/coming-up").json()["items"]
    assert one["what"] == "Raid: Unit 4, Mill Lane"
    assert page.post(f"/ocgs/{ocg.ref}/mark-seen/").status_code == 302
    assert Machine(cast.rita).post(f"/ocgs/{ocg.ref}/mark-seen").status_code == 409
    listed = terminal(cast.gail, "liaison", "coming-up", ocg.ref).output
    assert "Seen by Rita Quillfeather" in listed
