"""Correcting a mistyped referral."""

import pytest

from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.commands.decide import decide
from broadhurst.capabilities.safeguarding.commands.edit import edit
from broadhurst.capabilities.safeguarding.commands.pass_on import pass_on
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.safeguarding.story import ADULT, person, referral

TYPED = "Ticked the wrong box."


def test_was_and_now_and_the_reason_are_kept_and_the_team_is_told(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    done = edit(
        actor=cast.gail, referral=sent, consent="not_needed", threat_to_life=True, because=TYPED
    )
    assert done.threat_to_life
    with as_actor(cast.sid):
        event = Event.objects.get(verb="referral.edited")
        assert words(event) == (
            f"Gail Fernsby corrected referral {sent.ref} from no threat to life to threat to life. "
            f"Reason: {TYPED}"
        )


def test_a_correction_obeys_the_rules_of_consent_and_takes_the_name_away(cast: Cast) -> None:
    ocg = cast.ocg()
    adult = person(cast, ocg, "Perry Glasswell", born_on=ADULT)
    sent = referral(cast, ocg, person=adult, destination="nrm", consent="given",
                    external_reference="Glasswell 7")  # fmt: skip
    with pytest.raises(Refused, match="needs to consent before"):
        edit(actor=cast.gail, referral=sent, consent="not_needed", because=TYPED)
    notified = {"consent": "refused_duty_to_notify", "because": TYPED}
    with pytest.raises(Refused, match="leave out their name"):
        edit(actor=cast.gail, referral=sent, external_reference="Glasswell 7", **notified)
    done = edit(actor=cast.gail, referral=sent, external_reference="77", **notified)
    assert done.person_name == ""
    with as_actor(cast.sid):
        assert not [one for one in Event.objects.all() if "Glasswell" in str(one.detail)]
    back = edit(
        actor=cast.gail, referral=done, consent="given", external_reference="77", because=TYPED
    )
    assert back.person_name == "Perry Glasswell"


def test_a_holder_who_does_not_see_the_person_cannot_add_their_name(cast: Cast) -> None:
    ocg = cast.ocg()
    adult = person(cast, ocg, "Perry Glasswell", born_on=ADULT)
    sent = referral(cast, ocg, person=adult, destination="nrm", consent="refused_duty_to_notify")
    pass_on(actor=cast.gail, referral=sent, holder=cast.olive.officer, because="Moved")
    given = {"consent": "given", "because": TYPED}
    answer = Machine(cast.olive).post(f"/referrals/{sent.ref}/edit", **given)
    assert answer.status_code == 409
    [error] = answer.json()["errors"]
    assert error["field"] == "consent"
    assert "Ask the SIO" in error["message"]


def test_something_changes_by_the_right_people_before_the_decision(cast: Cast) -> None:
    sent = acknowledge(actor=cast.sid, referral=referral(cast, cast.ocg()))
    with pytest.raises(Refused, match="You have not changed anything"):
        edit(actor=cast.gail, referral=sent, consent="not_needed", because=TYPED)
    changed = {"consent": "not_needed", "threat_to_life": True, "because": TYPED}
    with pytest.raises(Refused, match="Only the holder"):
        edit(actor=cast.sid, referral=sent, **changed)
    decide(actor=cast.sid, referral=sent, decision="taken_on")
    with pytest.raises(Refused, match="decided"):
        edit(actor=cast.gail, referral=sent, **changed)


def test_page_api_and_terminal(cast: Cast) -> None:
    one, two, three = (referral(cast, cast.ocg(name=name)) for name in ("One", "Two", "Three"))
    page, address = browser(cast.gail), f"/referrals/{one.ref}/edit/"
    assert address in page.get(f"/referrals/{one.ref}/").content.decode()
    assert "checked" in page.get(address).content.decode()
    answers = {"consent": "not_needed", "external_reference": "MASH 77", "because": TYPED}
    assert page.post(address, answers).status_code == 302
    answer = Machine(cast.gail).post(f"/referrals/{two.ref}/edit", **answers)
    assert answer.json()["external_reference"] == "MASH 77"
    done = terminal(
        cast.gail, "safeguarding", "edit", three.ref, "--external-reference", "MASH 78",
        "--because", TYPED,
    )  # fmt: skip
    assert done.exit_code == 0, done.output


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    address = f"/referrals/{referral(cast, cast.ocg()).ref}/edit"
    assert browser(cast.olive).get(f"{address}/").status_code == 404
    assert Machine(cast.olive).post(address, because=TYPED).status_code == 404
    assert browser(None).get(f"{address}/").status_code == 302
    assert Machine(None).post(address).status_code == 401
