"""Pages, API and terminal all show the same open hits of an OCG."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.archiving.queries import open_work
from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.record_outcome import record_outcome
from broadhurst.capabilities.deconfliction.models import Hit, HitSide
from broadhurst.capabilities.deconfliction.queries.concerning import open_hits
from broadhurst.capabilities.deconfliction.queries.ocg_hits import (
    OpenHits,
    attention_to,
    counts_of,
    open_hits_of,
)
from broadhurst.capabilities.deconfliction.rules.open_hits import objections_to_unknown_hits
from broadhurst.capabilities.planned_events.commands.cancel import cancel_event
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.deconfliction.targets import (
    PHONE,
    SAME_PHONE,
    a_hit,
    far_ocg,
    side_of,
    spoke_about,
    with_phone,
)
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.planned_events.events import an_event

CONTACT = "Eastshire Police, Eastshire organised crime team duty officer, 0161 496 0000"
FOUND = f"Match found: contact {CONTACT}"
ASK_OWNER = "Match found: contact Challenger Bolton, Challenger Bolton duty officer, 0161 496 0000"
PARTS = ("", "people/", "plan/", "tasking/", "liaison/", "deconfliction/", "safeguarding/",
         "handover/", "timeline/", "who-can-see/")  # fmt: skip


def ocg_of(side: HitSide) -> Ocg:
    with elevated("a test looks at the OCG"):
        return Ocg.objects.select_related("dossier").get(ref=side.ocg_ref)


def shown_to(actor: Actor, path: str) -> str:
    return browser(actor).get(path).content.decode()


def let_in(cast: Cast, ocg: Ocg, actor: Actor) -> None:
    """Let a unit see the OCG, as a bid does for a board."""
    with as_actor(cast.gail):
        grants.give(ocg.dossier, Sight(actor.unit, Grant.Level.SEE, Grant.Why.BOARD, "BID-TEST"))


def test_every_part_of_the_ocg_says_that_a_match_was_found(cast: Cast) -> None:
    gails, _ = a_hit(cast)
    for part in PARTS:
        text = shown_to(cast.gail, f"/ocgs/{gails.ocg_ref}/{part}")
        assert FOUND in text, part
        assert 'class="bh-match"' in text, part
        assert "No hit" not in text.replace("No hit does not mean", ""), part


def test_the_liaison_tab_no_longer_says_no_hit_while_one_is_open(cast: Cast) -> None:
    """Gail checked first, when there was no hit, and her receipt says so for ever."""
    gails, _ = a_hit(cast)
    text = shown_to(cast.gail, f"/ocgs/{gails.ocg_ref}/liaison/")
    assert "This OCG has 1 open hit." in text
    assert "No hit, 1 target checked" not in text


def test_once_it_is_closed_nothing_says_so(cast: Cast) -> None:
    gails, _ = a_hit(cast)
    spoken = spoke_about(cast.gail, gails)
    record_outcome(
        actor=cast.gail, hit=spoken, outcome="proceed_both", verdict="not_same", reason="Two."
    )
    for path in (f"/ocgs/{gails.ocg_ref}/", f"/ocgs/{gails.ocg_ref}/liaison/", "/ocgs/", "/"):
        assert "Match found" not in shown_to(cast.gail, path)


def test_the_list_has_a_tag_and_asks_once_for_all(cast: Cast) -> None:
    gails, _ = a_hit(cast)
    other = cast.ocg(name="Amber Lapwing")
    rows = shown_to(cast.gail, "/ocgs/").split("<tr")
    (row,) = [one for one in rows if gails.ocg_ref in one]
    assert "Match found" in row
    assert "govuk-tag--red" in row
    (clean,) = [one for one in rows if other.ref in one]
    assert "Match found" not in clean


def test_one_query_counts_the_hits_of_many(cast: Cast) -> None:
    gails, _ = a_hit(cast)
    ocgs = [ocg_of(gails), cast.ocg(name="Amber Lapwing"), cast.ocg(name="Ochre Siskin")]
    with as_actor(cast.gail), CaptureQueriesContext(connection) as captured:
        assert counts_of(ocgs) == {ocgs[0].pk: 1}
    assert len([one for one in captured if "open_hits" in one["sql"]]) == 1


def test_home_names_the_ocg_and_the_contact(cast: Cast) -> None:
    a_hit(cast)
    text = shown_to(cast.gail, "/")
    assert FOUND in text
    assert "Copper Heron" in text
    assert "Match found" not in shown_to(cast.rita, "/")


def test_the_api_and_the_terminal_say_the_same(cast: Cast) -> None:
    gails, _ = a_hit(cast)
    api = Machine(cast.gail)
    assert [one["open_hits"] for one in api.get("/ocgs").json()["items"]] == [1]
    assert api.get(f"/ocgs/{gails.ocg_ref}").json()["open_hits"] == 1
    (match,) = api.get("/waiting").json()["matches"]
    assert match == {"ocg": gails.ocg_ref, "open_hits": 1, "title": FOUND}
    assert "Match found" in terminal(cast.gail, "register", "list").output
    assert FOUND in terminal(cast.gail, "waiting").output


def test_who_sees_the_ocg_and_no_side_hears_that_a_hit_is_open_and_nothing_of_it(
    cast: Cast,
) -> None:
    gails, _ = a_hit(cast)
    ocg = ocg_of(gails)
    assert browser(cast.tess).get(f"/ocgs/{ocg.ref}/").status_code == 404
    let_in(cast, ocg, cast.tess)
    text = shown_to(cast.tess, f"/ocgs/{ocg.ref}/")
    assert ASK_OWNER in text
    for hidden in ("Eastshire", gails.ref, PHONE):
        assert hidden not in text
    with as_actor(cast.tess):
        found = open_hits_of(ocg)
        assert found is not None
        assert (found.count, list(found.sides)) == (1, [])
        assert not HitSide.objects.exists()


def test_who_does_not_see_the_ocg_cannot_count_its_hits(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    ocg, far = ocg_of(gails), ocg_of(olives)
    for actor, one in ((cast.olive, ocg), (cast.gail, far), (cast.tess, ocg), (cast.connie, ocg)):
        with as_actor(actor):
            assert counts_of([one]) == {}
            assert open_hits_of(one) is None
    assert counts_of([ocg]) == {}, "nobody sees nothing"


@pytest.mark.parametrize("state", [Hit.State.REVIEW, Hit.State.REFERRED])
def test_a_hit_that_only_a_desk_knows_of_is_not_counted(cast: Cast, state: str) -> None:
    gails, _ = a_hit(cast)
    ocg = ocg_of(gails)
    with elevated("a test puts the hit before a desk"):
        Hit.objects.update(state=state)
        HitSide.objects.update(is_disclosed=False)
    for actor in (cast.gail, cast.dot):
        with as_actor(actor):
            assert counts_of([ocg]) == {}
    assert "Match found" not in shown_to(cast.gail, f"/ocgs/{ocg.ref}/")


def test_an_owner_that_is_also_the_other_side_is_named_once(cast: Cast) -> None:
    unit = cast.rita.unit
    unit.duty_contact = "Rota, 0161 496 0801"
    side: Any = SimpleNamespace(hit_id=1, other_unit=unit, other_contact=unit.duty_contact)
    hits = OpenHits(Ocg(), 2, [side], unit)
    assert hits.unseen == 1
    assert hits.contacts == [f"{unit.agency.name}, Rota, 0161 496 0801"]


def test_another_ocg_of_the_unit_with_the_same_target_has_the_hit_too(cast: Cast) -> None:
    """One open hit covers both OCGs, although it was raised on one of them."""
    twin = with_phone(cast.gail, cast.ocg(name="Amber Lapwing"), SAME_PHONE)
    near = with_phone(cast.gail, cast.ocg(), PHONE)
    with_phone(cast.olive, far_ocg(cast), PHONE)
    with as_actor(cast.gail):
        assert HitSide.objects.count() == 1
        assert counts_of([near, twin]) == {near.pk: 1, twin.pk: 1}
        assert [open_hits(one).count() for one in (near, twin)] == [1, 1]
        pages = [attention_to(open_hits_of(ocg), cast.gail) for ocg in (near, twin)]
    [raised_on] = [ocg for ocg in (near, twin) if ocg.ref == side_of(cast.gail).ocg_ref]
    words = f"with Eastshire Police on {raised_on.name}"
    assert [[task.about for task in tasks] for tasks in pages] == [[words], [words]]
    assert words in browser(cast.gail).get("/").content.decode()


def test_a_match_is_never_said_in_a_green_box(cast: Cast) -> None:
    with_phone(cast.olive, far_ocg(cast), PHONE)
    ocg = cast.ocg()
    client = browser(cast.gail)
    given = {"kind": "phone", "value": SAME_PHONE}
    page = client.post(f"/ocgs/{ocg.ref}/add-identifier/", given, follow=True).content.decode()
    assert FOUND in page
    success = page[page.index("govuk-notification-banner--success") :]
    assert "hit" not in success[: success.index("</p>")].lower()


def test_a_check_that_finds_one_says_so_in_red_alone(cast: Cast) -> None:
    with_phone(cast.olive, far_ocg(cast), PHONE)
    ocg = with_phone(cast.gail, cast.ocg(), SAME_PHONE)
    page = browser(cast.gail).post(f"/ocgs/{ocg.ref}/check/", follow=True).content.decode()
    assert FOUND in page
    success = page[page.index("govuk-notification-banner--success") :]
    assert "hit" not in success[: success.index("</p>")].lower()


def test_the_desk_that_serves_the_unit_sees_no_ocg_and_so_no_banner(cast: Cast) -> None:
    gails, _ = a_hit(cast)
    assert browser(cast.dot).get(f"/ocgs/{gails.ocg_ref}/").status_code == 404
    assert side_of(cast.gail).ref == gails.ref
    assert check(actor=cast.gail, ocg=ocg_of(gails)).hit_count == 1


def test_archiving_counts_the_hits_that_the_banner_counts(cast: Cast) -> None:
    """A hit on a shared entry is open on both OCGs, although raised on one."""
    a_hit(cast)
    other = with_phone(cast.gail, cast.ocg(name="Amber Lapwing"), PHONE)
    check(actor=cast.gail, ocg=other)
    with as_actor(cast.gail):
        [found] = open_work(other)
    assert found == "1 deconfliction hit is open on this OCG. Record the outcome first."


def test_an_ocg_with_an_event_to_come_is_not_archived(cast: Cast) -> None:
    ocg = cast.ocg()
    event = an_event(cast.gail, ocg=ocg.ref)
    with as_actor(cast.gail):
        assert open_work(ocg) == [
            f"Event {event.ref} Copper Heron is planned on this OCG. Cancel or finish it first."
        ]
    with as_actor(cast.cora):
        assert open_work(ocg) == [
            "Challenger Bolton has an event on this OCG. Ask them to cancel or finish it first."
        ]
    cancel_event(actor=cast.gail, event=event, reason="Weather")
    with as_actor(cast.gail):
        assert open_work(ocg) == []


@pytest.mark.parametrize("known", [1, 3, 999])
def test_another_number_than_is_open_is_not_known(known: int) -> None:
    [said] = objections_to_unknown_hits(2, known=known, heading="Match found")
    assert f"This OCG has 2 open hits now, not {known}." in said
    assert objections_to_unknown_hits(2, known=2, heading="Match found") == []
