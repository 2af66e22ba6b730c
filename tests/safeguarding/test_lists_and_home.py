"""The list of referrals and the tasks at home say the same of what is late, and whose it is."""

from datetime import date, timedelta

import pytest

from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.register.partner import led_by_council
from tests.safeguarding.test_refer import ADULT, person, referral


def late_at_home(actor: Actor) -> set[str]:
    """Return the referrals whose task of the actor is overdue."""
    items = Machine(actor).get("/waiting").json()["items"]
    due = {item["ref"]: item["due_on"] for item in items if item["ref"].startswith("REF-")}
    return {ref for ref, on in due.items() if on and date.fromisoformat(on) < clock.today()}


def late_on_the_list(actor: Actor) -> set[str]:
    rows = Machine(actor).get("/referrals?tab=overdue").json()["items"]
    return {row["ref"] for row in rows}


@pytest.mark.parametrize("is_acknowledged", [False, True])
def test_what_is_late_is_the_same_at_home_and_on_the_list(
    cast: Cast, is_acknowledged: bool
) -> None:
    ocg = cast.ocg()
    no_deadline = referral(cast, ocg, destination="complex_safeguarding")
    deadline = referral(cast, ocg, person=person(cast, ocg, "Tom Reedling"))
    urgent = referral(
        cast, ocg, person=person(cast, ocg, "Ann Elder", born_on=ADULT),
        destination="adult_mash", threat_to_life=True,
    )  # fmt: skip
    if is_acknowledged:
        for sent in (no_deadline, deadline, urgent):
            acknowledge(actor=cast.sid, referral=sent)
    assert not late_on_the_list(cast.sid)
    with clock.set_to(NOW + timedelta(days=30)):
        assert late_at_home(cast.sid) == late_on_the_list(cast.sid) >= {urgent.ref}
        assert no_deadline.ref not in late_on_the_list(cast.sid)
        assert late_at_home(cast.len) == late_on_the_list(cast.len) >= {
            no_deadline.ref, urgent.ref,
        }  # fmt: skip


def test_a_threat_to_life_is_due_when_it_was_sent_at_every_door(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = referral(
        cast, ocg, person=person(cast, ocg, "Ann Elder", born_on=ADULT),
        destination="adult_mash", threat_to_life=True,
    )  # fmt: skip
    with clock.set_to(NOW + timedelta(days=3)):
        for path in ("/", "/referrals/", f"/referrals/{sent.ref}/"):
            assert "3 days overdue" in browser(cast.sid).get(path).content.decode(), path
        on_ocg = browser(cast.len).get(f"/ocgs/{ocg.ref}/safeguarding/").content.decode()
        assert "3 days overdue" in on_ocg
        overview = browser(cast.len).get(f"/ocgs/{ocg.ref}/overview/").content.decode()
        assert 'data-label="Answer due">1 March 2021' in overview
        led_by_council(cast, ocg)
        nameless = browser(cast.connie).get(f"/ocgs/{ocg.ref}/safeguarding/").content.decode()
        assert "3 days overdue" in nameless
        said = terminal(cast.sid, "safeguarding", "list").output
        assert "answer due 1 March 2021" in said


def test_the_page_says_whose_clock_it_is(cast: Cast) -> None:
    sent = referral(cast, cast.ocg(), destination="complex_safeguarding")
    with clock.set_to(NOW + timedelta(days=30)):
        assert "Holder’s chase overdue" in browser(cast.len).get("/referrals/").content.decode()
        page = browser(cast.sid).get("/referrals/").content.decode()
        assert sent.ref in page
        assert "No known deadline" in page
        assert "overdue</strong>" not in page
        assert "No date" in browser(cast.sid).get("/").content.decode()
        assert "no known deadline" in terminal(cast.sid, "safeguarding", "list").output


def test_a_form_names_the_ocg_to_those_alone_who_see_it(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = referral(cast, ocg)
    mine = browser(cast.len).get(f"/referrals/{sent.ref}/chase/").content.decode()
    theirs = browser(cast.sid).get(f"/referrals/{sent.ref}/acknowledge/").content.decode()
    assert f'<span class="govuk-caption-l">{ocg.name}, ' in mine
    assert '<span class="govuk-caption-l">' in theirs
    assert ocg.name not in theirs
