"""The competent authority decides reasonable grounds; a local team records it."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.commands.decide import decide
from broadhurst.capabilities.safeguarding.commands.record_decision import record_decision
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.shown import waiting_for
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.safeguarding.story import ADULT, person, referral

MARCH_1 = date(2021, 3, 1)
DECIDED = {
    "authority": "single", "decision": "reasonable_grounds", "decided_on": MARCH_1,
    "authority_reference": "NRM 2021 77",
}  # fmt: skip
SENT = {**DECIDED, "decided_on": "2021-03-01"}


def to_the_nrm(cast: Cast, name: str = "Copper Heron") -> Referral:
    return referral(cast, cast.ocg(name=name), destination="nrm")


def test_a_local_team_never_decides_reasonable_grounds(cast: Cast) -> None:
    sent = acknowledge(actor=cast.sid, referral=to_the_nrm(cast))
    for decision in ("reasonable_grounds", "no_reasonable_grounds"):
        with pytest.raises(Refused, match="competent authority decides"):
            decide(actor=cast.sid, referral=sent, decision=decision)
        answer = Machine(cast.sid).post(f"/referrals/{sent.ref}/decide", decision=decision)
        assert answer.status_code == 422
    page = browser(cast.sid).get(f"/referrals/{sent.ref}/decide/").content.decode()
    assert "easonable grounds" not in page
    with as_actor(cast.sid):
        (task,) = waiting_for(cast.sid)
        assert "competent authority" in task.what
        with pytest.raises(IntegrityError), transaction.atomic():
            Referral.objects.update(decision="reasonable_grounds", stage="decided")


def test_who_decided_when_and_their_reference_are_kept_and_both_sides_told(cast: Cast) -> None:
    sent = to_the_nrm(cast)
    done = record_decision(actor=cast.len, referral=sent, **DECIDED)
    assert (done.stage, done.decided_on, done.authority) == ("decided", MARCH_1, "single")
    assert done.acknowledged_at is not None, "whoever decides has received it"
    page = browser(cast.sid).get(f"/referrals/{sent.ref}/").content.decode()
    assert "Single Competent Authority (Home Office), 1 March 2021, reference NRM 2021 77" in page
    with as_actor(cast.sid):
        event = Event.objects.get(verb="referral.decision_recorded")
        assert words(event) == (
            "Len Oakapple recorded that the Single Competent Authority (Home Office) decided on "
            f"referral {sent.ref} on 1 March 2021: reasonable grounds."
        )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"decided_on": date(2021, 3, 2)}, "up to today"),
        ({"decided_on": date(2021, 2, 28)}, "the day the referral was sent"),
        ({"authority": "pilot_site"}, "No pilot site decides"),
    ],
)
def test_what_does_not_fit_is_refused(cast: Cast, changes: dict[str, object], told: str) -> None:
    with pytest.raises(Refused, match=told):
        record_decision(actor=cast.len, referral=to_the_nrm(cast), **(DECIDED | changes))


def test_only_the_nrm_has_a_competent_authority(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only a referral to the NRM"):
        record_decision(actor=cast.len, referral=referral(cast, cast.ocg()), **DECIDED)


def test_a_pilot_site_decides_for_children_from_its_date(
    cast: Cast, tmp_path: Path, settings: object
) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(
        '[[pilot]]\ncouncil = "bolton-council"\nfrom_on = 2021-03-01\nsource = "made up"\n'
    )
    settings.SAFEGUARDING_POLICY = str(file)  # type: ignore[attr-defined]
    ocg = cast.ocg()
    child = acknowledge(actor=cast.sid, referral=referral(cast, ocg, destination="nrm"))
    assert child.decision_due_on is None, "the five days are the Home Office's"
    done = decide(actor=cast.sid, referral=child, decision="reasonable_grounds")
    assert (done.authority, done.decided_on) == ("pilot_site", MARCH_1)
    adult = person(cast, ocg, "Perry Glasswell", born_on=ADULT)
    sent = referral(cast, ocg, person=adult, destination="nrm", consent="given")
    acknowledge(actor=cast.sid, referral=sent)
    with pytest.raises(Refused, match="competent authority decides"):
        decide(actor=cast.sid, referral=sent, decision="reasonable_grounds")
    with pytest.raises(Refused, match="No pilot site decides"):
        record_decision(actor=cast.len, referral=sent, **(DECIDED | {"authority": "pilot_site"}))


def test_page_api_and_terminal(cast: Cast) -> None:
    one, two, three = (to_the_nrm(cast, name) for name in ("One", "Two", "Three"))
    page, address = browser(cast.len), f"/referrals/{one.ref}/record-decision/"
    assert address in page.get(f"/referrals/{one.ref}/").content.decode()
    late = {**SENT, "decided_on_day": "2", "decided_on_month": "3", "decided_on_year": "2021"}
    refused = page.post(address, late)
    assert refused.status_code == 409
    assert 'href="#id_decided_on_day"' in refused.content.decode()
    assert page.post(address, {**late, "decided_on_day": "1"}).status_code == 302
    answer = Machine(cast.len).post(f"/referrals/{two.ref}/record-decision", **SENT)
    assert answer.json()["authority_reference"] == "NRM 2021 77"
    done = terminal(
        cast.len, "safeguarding", "record-decision", three.ref, "--authority", "single",
        "--decision", "no_reasonable_grounds", "--decided-on", "2021-03-01",
        "--authority-reference", "NRM 78",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    late_one = Machine(cast.len).post(f"/referrals/{two.ref}/record-decision", **SENT)
    assert late_one.status_code == 409


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    address = f"/referrals/{to_the_nrm(cast).ref}/record-decision"
    assert browser(cast.olive).get(f"{address}/").status_code == 404
    assert Machine(cast.olive).post(address, **SENT).status_code == 404
    assert browser(None).get(f"{address}/").status_code == 302
    assert Machine(None).post(address).status_code == 401
