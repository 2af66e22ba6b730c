"""Referring a person at risk."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Ocg, Person
from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.commands.edit import edit
from broadhurst.capabilities.safeguarding.commands.refer import refer
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import open_referrals
from broadhurst.capabilities.safeguarding.queries.shown import on_ocg, waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Posting
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import unread_count
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.safeguarding.story import ADULT, person, referral


def test_it_is_open_until_acknowledged_and_the_lro_holds_it(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = referral(cast, ocg)
    assert (sent.stage, sent.is_child, sent.holder) == ("sent", True, cast.len.officer)
    assert sent.ack_due_on == date(2021, 3, 2), "one working day after Monday 1 March"
    with as_actor(cast.gail):
        assert list(open_referrals(ocg)) == [sent]
        rows = on_ocg(ocg, cast.gail)["at_risk"]
        assert [row["referral"] for row in rows[0]["sent"]] == [sent]


def test_it_is_due_on_the_next_working_day_of_the_teams_nation(cast: Cast) -> None:
    cast.sid.unit.agency.nation = "NIR"  # where 17 March is a bank holiday
    cast.sid.unit.agency.save()
    with clock.set_to(datetime(2021, 3, 16, 9, 0, tzinfo=UTC)):
        assert referral(cast, cast.ocg(), destination="nrm").ack_due_on is None
        assert referral(cast, cast.ocg(name="Two")).ack_due_on is None, "it is England's guidance"
        third = referral(cast, cast.ocg(name="Three"), destination="nrm")
        sent = acknowledge(actor=cast.sid, referral=third)
    assert sent.decision_due_on == date(2021, 3, 24)


@pytest.mark.parametrize("destination", ["complex_safeguarding", "nrm", "health", "other"])
def test_no_deadline_is_shown_where_no_clock_is_known(cast: Cast, destination: str) -> None:
    """Only a local authority's referral of a child has the deadline of one working day.

    The page used to show it for every destination.
    """
    sent = referral(cast, cast.ocg(), destination=destination)
    assert (sent.ack_due_on, sent.next_chase_on) == (None, date(2021, 3, 2))
    page = browser(cast.sid).get(f"/referrals/{sent.ref}/").content.decode()
    assert "We do not know a deadline" in page
    assert "due in" not in page
    assert Machine(cast.sid).get(f"/referrals/{sent.ref}").json()["ack_due_on"] is None
    assert "no known deadline" in terminal(cast.sid, "safeguarding", "list").output


def test_an_adult_has_no_clock_of_the_local_authority(cast: Cast) -> None:
    ocg = cast.ocg()
    adult = person(cast, ocg, "Perry Glasswell", born_on=ADULT)
    sent = referral(cast, ocg, person=adult, destination="adult_mash", consent="given")
    assert sent.ack_due_on is None


def test_an_adult_who_did_not_consent_is_notified_without_a_name_at_every_door(cast: Cast) -> None:
    ocg = cast.ocg()
    adult = person(cast, ocg, "Perry Glasswell", born_on=ADULT)
    given = {"person": adult, "destination": "nrm", "consent": "refused_duty_to_notify"}
    for named in ("Perry is afraid", "GLASSWELL"):
        with pytest.raises(Refused, match="leave out their name"):
            referral(cast, ocg, external_reference=named, **given)
    sent = referral(cast, ocg, **given)
    assert sent.person_name == ""
    for who in (cast.sid, cast.gail):
        shown = [
            browser(who).get(f"/referrals/{sent.ref}/").content.decode(),
            browser(who).get("/referrals/").content.decode(),
            Machine(who).get(f"/referrals/{sent.ref}").content.decode(),
            Machine(who).get("/referrals").content.decode(),
            terminal(who, "safeguarding", "list").output,
        ]
        for text in shown:
            assert sent.ref in text
            assert "Glasswell" not in text
    with as_actor(cast.sid):
        assert not [one for one in Event.objects.all() if "Glasswell" in str(one.detail)]
    with as_actor(cast.gail), pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.update(person_name="Perry Glasswell")


def test_the_duty_to_notify_is_to_the_home_office_alone(cast: Cast) -> None:
    ocg = cast.ocg()
    adult = person(cast, ocg, "Perry Glasswell", born_on=ADULT)
    with pytest.raises(Refused, match="Choose the NRM"):
        referral(
            cast, ocg, person=adult, destination="adult_mash", consent="refused_duty_to_notify"
        )


def test_the_receiving_team_sees_the_referral_and_nothing_of_the_ocg(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = referral(cast, ocg, threat_to_life=True)
    with as_actor(cast.sid):
        assert Referral.objects.get().person_name == "Tilly Marchbank"
        assert not Ocg.objects.exists()
        assert not Person.objects.exists()
        event = Event.objects.get()
        assert words(event) == (
            f"Gail Fernsby referred a child to Complex Safeguarding Bolton as {sent.ref}. "
            "There is a threat to life."
        )
        assert unread_count() == 0  # it is a task
        assert [one.what for one in waiting_for(cast.sid)] == ["Acknowledge the referral"]
    page = browser(cast.sid).get(f"/referrals/{sent.ref}/").content.decode()
    assert "Tilly Marchbank" in page
    assert "Contact the holder now" in page
    assert "Challenger Bolton duty officer, 0161 496 0000" in page
    assert ocg.ref not in page
    assert ocg.name not in page
    assert sent.ref in browser(cast.sid).get("/referrals/?stage=sent").content.decode()
    assert browser(cast.sid).get(f"/ocgs/{ocg.ref}/safeguarding/").status_code == 404


def test_the_holder_keeps_sight_of_it_when_they_lead_no_more(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = referral(cast, ocg)
    name_lead(actor=cast.gail, ocg=ocg, role="lro", officer=cast.ned.officer, because="leave")
    with as_actor(cast.gail):
        held = Grant.objects.get(dossier=sent.dossier_id, officer=cast.len.officer)
    assert (held.why, held.until_at) == (Grant.Why.REFERRAL, None)


def test_an_adult_goes_to_the_nrm_with_consent_or_as_a_duty_to_notify(cast: Cast) -> None:
    ocg = cast.ocg()
    adult = person(cast, ocg, "Perry Glasswell", born_on=ADULT)
    with pytest.raises(Refused, match="needs to consent before"):
        referral(cast, ocg, person=adult, destination="nrm")
    sent = referral(cast, ocg, person=adult, destination="nrm", consent="refused_duty_to_notify")
    assert not sent.is_child
    with as_actor(cast.gail), pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.update(consent="not_needed")


def test_a_child_goes_to_the_nrm_without_consent(cast: Cast) -> None:
    assert referral(cast, cast.ocg(), destination="nrm").is_child


def test_who_may_be_a_child_is_treated_as_one(cast: Cast) -> None:
    ocg = cast.ocg()
    unknown = person(cast, ocg, "Perry Glasswell", born_on=None)
    assert referral(cast, ocg, person=unknown, may_be_child=True).is_child


def test_a_refusal_names_every_objection(cast: Cast) -> None:
    ocg, other = cast.ocg(), cast.ocg(name="Iron Lapwing")
    stranger = person(cast, other, "Perry Glasswell", born_on=ADULT)
    with pytest.raises(Refused) as refused:
        refer(
            actor=cast.mo,
            ocg=ocg,
            person=stranger,
            destination="nrm",
            team=cast.connie.unit,
            consent="not_sought",
            may_be_child=True,
        )
    assert len(refused.value.objections) == 6
    sent = referral(cast, other, person=stranger, destination="adult_mash", consent="given")
    with pytest.raises(Refused, match=f"Chase {sent.ref} instead"):
        referral(cast, other, person=stranger, destination="adult_mash", consent="given")


def test_the_page_asks_and_keeps_what_was_typed(cast: Cast) -> None:
    ocg = cast.ocg()
    who = person(cast, ocg)
    page, address = browser(cast.gail), f"/ocgs/{ocg.ref}/refer/"
    asked = page.get(address).content.decode()
    assert "Complex Safeguarding Bolton" in asked
    assert "Challenger Bolton" not in asked.split("Receiving team")[1]
    answers = {
        "person": who.ref,
        "destination": "mash",
        "team": "n-cs-bolton",
        "consent": "not_sought",
        "external_reference": "MASH 77",
    }
    wrong = page.post(address, answers)
    assert wrong.status_code == 409
    assert "MASH 77" in wrong.content.decode()
    assert "A child never needs consent" in wrong.content.decode()
    assert '<a href="#id_consent_0">A child never needs consent' in wrong.content.decode()
    assert page.post(address, answers | {"consent": "not_needed"}).status_code == 302
    shown = page.get(f"/ocgs/{ocg.ref}/safeguarding/").content.decode()
    assert "due in 1 day" in shown
    assert "Tilly Marchbank" in shown


def test_a_person_not_referred_shows_as_such(cast: Cast) -> None:
    ocg = cast.ocg()
    page, address = browser(cast.gail), f"/ocgs/{ocg.ref}/safeguarding/"
    assert "Nobody is flagged as at risk" in page.get(address).content.decode()
    person(cast, ocg)
    assert "Not referred" in page.get(address).content.decode()


def test_the_api_and_the_terminal_do_the_same(cast: Cast) -> None:
    ocg = cast.ocg()
    one, two = person(cast, ocg), person(cast, ocg, "Perry Glasswell", born_on=ADULT)
    machine = Machine(cast.gail)
    answer = machine.post(
        f"/ocgs/{ocg.ref}/refer",
        person=one.ref,
        destination="mash",
        team="n-cs-bolton",
        consent="not_needed",
    )
    assert answer.status_code == 201
    assert answer.json()["is_child"] is True
    assert machine.get(f"/referrals/{answer.json()['ref']}").json()["stage"] == "sent"
    done = terminal(
        cast.gail, "safeguarding", "refer", ocg.ref, "--person", two.ref, "--destination", "nrm",
        "--team", "n-cs-bolton", "--consent", "given",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert len(machine.get("/referrals?stage=sent").json()["items"]) == 2
    assert "n-cs-bolton" not in terminal(cast.olive, "safeguarding", "list").output
    assert "sent" in terminal(cast.sid, "safeguarding", "list").output


def test_olive_may_not_see_it_so_it_is_not_found(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = referral(cast, ocg)
    for address in (f"/ocgs/{ocg.ref}/refer/", f"/referrals/{sent.ref}/"):
        assert browser(cast.olive).get(address).status_code == 404
    assert "No referrals yet" in browser(cast.olive).get("/referrals/").content.decode()
    machine = Machine(cast.olive)
    assert machine.get(f"/referrals/{sent.ref}").status_code == 404
    assert machine.get("/referrals").json()["items"] == []
    assert machine.post(f"/ocgs/{ocg.ref}/refer").status_code == 404
    with as_actor(cast.olive):
        assert not Referral.objects.exists()


def test_nobody_is_asked_to_sign_in(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = referral(cast, ocg)
    for address in (f"/ocgs/{ocg.ref}/refer/", f"/referrals/{sent.ref}/", "/referrals/"):
        assert browser(None).get(address).headers["Location"].startswith("/sign-in/")
    assert Machine(None).post(f"/ocgs/{ocg.ref}/refer").status_code == 401


def test_the_reason_for_no_consent_names_nobody(cast: Cast) -> None:
    ocg = cast.ocg()
    adult = person(cast, ocg, "Perry Glasswell", born_on=ADULT)
    given = {"person": adult, "consent": "not_sought"}
    with pytest.raises(Refused, match="Leave out the person’s name"):
        referral(cast, ocg, consent_reason="Glasswell would run away.", **given)
    sent = referral(cast, ocg, consent_reason="They would run away.", **given)
    with pytest.raises(Refused, match="Leave out the person’s name"):
        edit(
            actor=cast.gail, referral=sent, consent="not_sought", because="Typed too little.",
            consent_reason="Perry would run away.",
        )  # fmt: skip


def test_a_team_without_anybody_is_not_offered(cast: Cast) -> None:
    ocg = cast.ocg()
    person(cast, ocg)
    page = f"/ocgs/{ocg.ref}/refer/"
    assert "Complex Safeguarding Bolton" in browser(cast.gail).get(page).content.decode()
    Posting.objects.filter(unit=cast.sid.unit).update(until_on=clock.today())
    with clock.set_to(clock.now() + timedelta(days=1)):
        shown = browser(cast.gail).get(page).content.decode()
    assert "Complex Safeguarding Bolton" not in shown
    assert "ask your administrator" in shown
