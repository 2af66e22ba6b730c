"""Accounts: enrolled, corrected, given a password, closed and reopened."""

import re
from datetime import timedelta

import pytest
from django.test import Client, override_settings

from broadhurst.capabilities.establishment.commands.close_account import close_account
from broadhurst.capabilities.establishment.commands.edit_officer import edit_officer
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.establishment.commands.reopen_account import reopen_account
from broadhurst.capabilities.establishment.commands.reset_password import reset_password
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import ApiToken, Officer, Posting, Session
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.establishment.admins import TODAY, Admins
from tests.people import PASSWORD, SINCE, Cast

OWN = "Cedar-lantern-42"


def signed_in(username: str, password: str) -> Client:
    client = Client()
    client.post("/sign-in/", {"username": username, "password": password})
    return client


def test_enrol_at_every_door_gives_the_account_to_the_organisation(
    cast: Cast, admins: Admins
) -> None:
    given = {"username": "nell-bracken", "name": "Nell Bracken", "agency": "northshire"}
    page = browser(admins.ada).post("/administration/enrol/", given)
    assert page.headers["Location"] == "/administration/officers/nell-bracken/"
    made = Machine(admins.ada).post("/officers", **(given | {"username": "nell-two"}))
    assert made.status_code == 201, made.content
    words = ["--name", "Nell Bracken", "--agency", "northshire"]
    done = terminal(admins.ada, "establishment", "enrol", "nell-three", *words)
    assert done.exit_code == 0, done.output
    nell = Officer.objects.get(username="nell-bracken")
    assert nell.agency == cast.gail.agency
    assert not nell.has_usable_password()
    elsewhere = browser(admins.ada).post("/administration/enrol/", given | {"agency": "eastshire"})
    assert elsewhere.status_code == 422


@pytest.mark.parametrize("username", ["a/b", "..", "Nell", "a b", "<b>"])
def test_a_username_that_would_break_an_address_is_refused(admins: Admins, username: str) -> None:
    with pytest.raises(Refused, match="lowercase letters"):
        enrol(actor=admins.ivy, username=username, name="Nell Bracken")


def test_the_same_username_is_enrolled_once(admins: Admins) -> None:
    with pytest.raises(Refused, match="is taken"):
        enrol(actor=admins.ada, username="gail-fernsby", name="Gail Other")


def test_edit_officer_at_every_door(cast: Cast, admins: Admins) -> None:
    words = ["establishment", "edit-officer", "gail-fernsby", "--grade", "DCI"]
    assert terminal(admins.ada, *words).exit_code == 0
    cast.gail.officer.refresh_from_db()
    assert (cast.gail.officer.name, cast.gail.officer.grade) == ("Gail Fernsby", "DCI")
    given = {"name": "Gail Alder", "grade": "DCI", "email": "gail at northshire"}
    path = "/administration/officers/gail-fernsby/edit/"
    wrong = browser(admins.ada).post(path, given)
    assert (
        wrong.status_code,
        "in the correct format, like name@example.com" in wrong.content.decode(),
    ) == (
        422,
        True,
    )
    page = browser(admins.ada).post(path, given | {"email": "gail@northshire.example"})
    assert page.status_code == 302
    detail = Machine(admins.ada).get("/officers/gail-fernsby").json()
    assert detail["email"] == "gail@northshire.example"
    edited = Machine(admins.ada).post("/officers/gail-fernsby/edit", name="Gail Rowan")
    assert edited.json()["name"] == "Gail Rowan"


def test_reset_password_gives_one_that_is_used_once(cast: Cast, admins: Admins) -> None:
    stolen = browser(cast.gail)
    token = Machine(cast.gail)
    page = browser(admins.ada).post("/administration/officers/gail-fernsby/password/")
    shown = page.content.decode()
    secret = re.findall(r"<code class=\"bh-reference\">([^<]+)</code>", shown)[0]
    assert page.headers["Cache-Control"] == "no-store"
    assert stolen.get("/ocgs/").headers["Location"] == "/sign-in/?next=/ocgs/"
    assert token.get("/me").status_code == 401

    gail = signed_in("gail-fernsby", secret)
    assert gail.get("/ocgs/").headers["Location"] == "/account/password/"
    assert gail.get("/postings/").headers["Location"] == "/account/password/"
    assert "one-time password" in gail.get("/account/password/").content.decode()
    new = {"current_password": secret, "new_password": OWN, "again": OWN}
    changed = gail.post("/account/password/", new)
    assert changed.headers["Location"] == "/"
    assert gail.get("/ocgs/").status_code == 200
    assert "_auth_user_id" not in signed_in("gail-fernsby", secret).session
    assert signed_in("gail-fernsby", OWN).get("/ocgs/").status_code == 200


def test_a_one_time_password_expires_after_three_days(cast: Cast, admins: Admins) -> None:
    page = browser(admins.ada).post("/administration/officers/gail-fernsby/password/")
    shown = page.content.decode()
    assert "before 4 March 2021 at 9:00am" in shown
    secret = re.findall(r"<code class=\"bh-reference\">([^<]+)</code>", shown)[0]
    with clock.set_to(NOW + timedelta(hours=71)):
        waiting = signed_in("gail-fernsby", secret)
        officer = browser(admins.ada).get("/administration/officers/gail-fernsby/")
        assert "expires on 4 March 2021 at 9:00am" in officer.content.decode()
    with clock.set_to(NOW + timedelta(hours=72)):
        late = Client().post("/sign-in/", {"username": "gail-fernsby", "password": secret})
        assert late.status_code == 422
        assert "Ask an administrator of your organisation" in late.content.decode()
        assert "_auth_user_id" not in signed_in("gail-fernsby", secret).session
        wrong = Client().post("/sign-in/", {"username": "gail-fernsby", "password": "wrong"})
        assert "has expired" not in wrong.content.decode()
        new = {"current_password": secret, "new_password": OWN, "again": OWN}
        refused = waiting.post("/account/password/", new)
        assert refused.status_code == 409
        assert "This one-time password has expired" in refused.content.decode()
        officer = browser(admins.ada).get("/administration/officers/gail-fernsby/")
        assert "one-time password expired" in officer.content.decode()
        said = terminal(admins.ada, "establishment", "reset-password", "gail-fernsby").output
        again = signed_in("gail-fernsby", said.strip())
        new["current_password"] = said.strip()
        assert again.post("/account/password/", new).headers["Location"] == "/"
    with clock.set_to(NOW + timedelta(days=30)):
        assert signed_in("gail-fernsby", OWN).get("/ocgs/").status_code == 200


def test_how_long_a_one_time_password_works_is_a_setting(cast: Cast, admins: Admins) -> None:
    with override_settings(ONE_TIME_PASSWORD_HOURS=1):
        said = terminal(admins.ada, "establishment", "reset-password", "gail-fernsby").output
    assert Officer.objects.get(username="gail-fernsby").password_expires_at == NOW + timedelta(
        hours=1
    )
    with clock.set_to(NOW + timedelta(hours=1)):
        assert "_auth_user_id" not in signed_in("gail-fernsby", said.strip()).session


def test_reset_password_at_the_api_and_the_terminal(cast: Cast, admins: Admins) -> None:
    given = Machine(admins.ada).post("/officers/gail-fernsby/password").json()["one_time_password"]
    assert re.fullmatch(r"([2-9A-Z]{5}-){3}[2-9A-Z]{5}", given)
    said = terminal(admins.ada, "establishment", "reset-password", "len-oakapple").output.strip()
    assert said != given
    len_oakapple = Officer.objects.get(username="len-oakapple")
    assert len_oakapple.check_password(said)
    assert len_oakapple.password_is_temporary
    for who in (cast.len, cast.gail, admins.ivy):
        with as_actor(who):
            told = notices_of(who)[0].event
            assert words(told) == "Ada Pennick gave Len Oakapple a one-time password."
    with as_actor(cast.olive):
        assert "password.reset" not in [one.event.verb for one in notices_of(cast.olive)]


def test_a_leaver_keeps_nothing(cast: Cast, admins: Admins) -> None:
    page, machine, ocg = browser(cast.gail), Machine(cast.gail), cast.ocg()
    assert page.get(f"/ocgs/{ocg.ref}/").status_code == 200
    asked = browser(admins.ada).get("/administration/officers/gail-fernsby/close/").content.decode()
    assert "Gail Fernsby is SIO of 1 OCG for Challenger Bolton." in asked
    assert "Copper Heron" not in asked
    assert ocg.ref not in asked
    closed = browser(admins.ada).post(
        "/administration/officers/gail-fernsby/close/", {"reason": "Left the force"}
    )
    assert closed.status_code == 302
    assert page.get(f"/ocgs/{ocg.ref}/").headers["Location"].startswith("/sign-in/")
    assert machine.get("/me").status_code == 401
    assert not Session.objects.filter(officer=cast.gail.officer).exists()
    assert not ApiToken.objects.filter(posting=cast.gail.posting, revoked_at=None).exists()
    assert Posting.objects.get(pk=cast.gail.posting.pk).until_on == TODAY
    assert "_auth_user_id" not in signed_in("gail-fernsby", PASSWORD).session
    assert terminal(cast.gail, "establishment", "tokens").exit_code == 1


def test_close_account_at_the_api_says_what_the_officer_leads(cast: Cast, admins: Admins) -> None:
    cast.ocg()
    closed = Machine(admins.ada).post("/officers/gail-fernsby/close", reason="Left").json()
    assert closed["leads"] == [
        "Gail Fernsby is SIO of 1 OCG for Challenger Bolton. Ask that unit to name someone else: "
        "Challenger Bolton duty officer, 0161 496 0000."
    ]


def test_close_account_at_the_terminal_warns_first(cast: Cast, admins: Admins) -> None:
    cast.ocg()
    words = ["establishment", "close-account", "gail-fernsby", "--reason", "Left"]
    warned = terminal(admins.ada, *words)
    assert warned.exit_code == 1
    assert "is SIO of 1 OCG" in warned.output
    assert Officer.objects.get(username="gail-fernsby").is_active
    assert terminal(admins.ada, *words, "--anyway").exit_code == 0


def test_an_account_that_is_reopened_has_nothing_yet(cast: Cast, admins: Admins) -> None:
    gail = cast.gail.officer
    close_account(actor=admins.ada, officer=gail, reason="Left")
    with pytest.raises(Refused, match="closed already"):
        close_account(actor=admins.ada, officer=gail, reason="Left")
    with pytest.raises(Refused, match="Reopen it first"):
        reset_password(actor=admins.ada, officer=gail)
    with pytest.raises(Refused, match="Reopen it first"):
        post(actor=admins.ada, officer=gail, unit=cast.gail.unit, title="DI", roles=[],
             from_on=TODAY)  # fmt: skip
    assert terminal(admins.ada, "establishment", "reopen-account", "gail-fernsby").exit_code == 0
    gail.refresh_from_db()
    assert gail.is_active
    assert not gail.has_usable_password()
    with pytest.raises(Refused, match="open already"):
        reopen_account(actor=admins.ada, officer=gail)
    page = browser(admins.ada).get("/administration/officers/gail-fernsby/").content.decode()
    assert "Open, no password yet" in page


def test_change_password_at_every_door(cast: Cast) -> None:
    officer = cast.gail.officer
    officer.set_password(PASSWORD)
    officer.save()
    here, elsewhere = browser(cast.gail), browser(cast.gail)
    wrong = {"current_password": "x", "new_password": OWN, "again": "y"}
    refused = here.post("/account/password/", wrong)
    assert refused.status_code == 409
    assert "The current password is wrong. Enter it again." in refused.content.decode()
    assert "Enter the same one twice." in refused.content.decode()
    weak = {"current_password": PASSWORD, "new_password": "password", "again": "password"}
    assert "too common" in here.post("/account/password/", weak).content.decode()
    new = {"current_password": PASSWORD, "new_password": OWN, "again": OWN}
    assert here.post("/account/password/", new).headers["Location"] == "/account/"
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").headers["Location"] == "/sign-in/?next=/account/"
    again = {"current_password": OWN, "new_password": PASSWORD, "again": PASSWORD}
    assert Machine(cast.gail).post("/me/change-password", **again).status_code == 200
    words = ["--current-password", PASSWORD, "--new-password", OWN, "--again", OWN]
    done = terminal(cast.gail, "establishment", "change-password", *words)
    assert done.exit_code == 0, done.output
    assert browser(None).get("/account/password/").headers["Location"] == "/sign-in/"
    with as_actor(cast.gail):
        kept = [*Event.objects.filter(verb="password.changed"), *Event.objects.all()]
    assert OWN not in str([event.detail for event in kept])


def test_the_current_password_cannot_be_guessed_with_a_session_or_a_token(cast: Cast) -> None:
    officer = cast.gail.officer
    officer.set_password(PASSWORD)
    officer.save()
    page, token = browser(cast.gail), Machine(cast.gail)
    wrong = {"current_password": "a-wrong-guess", "new_password": OWN, "again": OWN}
    for _ in range(3):
        assert page.post("/account/password/", wrong).status_code == 409
    for _ in range(2):
        refused = token.post("/me/change-password", **wrong)
        assert "is wrong" in refused.json()["detail"]
    right = wrong | {"current_password": PASSWORD}
    stopped = token.post("/me/change-password", **right)
    assert stopped.status_code == 409
    assert "wrong 5 times. Wait 15 minutes" in stopped.json()["detail"]
    assert "wrong 5 times. Wait 15 minutes" in (
        page.post("/account/password/", right).content.decode()
    )
    with clock.set_to(NOW + timedelta(minutes=16)):
        assert token.post("/me/change-password", **right).status_code == 200


def test_who_must_not_change_an_account(cast: Cast, admins: Admins) -> None:
    gail = cast.gail.officer
    for actor in (cast.len, admins.fay):
        for verb in ("", "edit/", "password/", "close/", "reopen/", "post/"):
            at = f"/administration/officers/gail-fernsby/{verb}"
            assert browser(actor).get(at).status_code == 404, at
        for verb in ("edit", "password", "close", "reopen", "post"):
            assert Machine(actor).post(f"/officers/gail-fernsby/{verb}").status_code == 404
        assert terminal(actor, "establishment", "reset-password", "gail-fernsby").exit_code == 1
        for attempt in (
            lambda who=actor: reset_password(actor=who, officer=gail),
            lambda who=actor: close_account(actor=who, officer=gail, reason="x"),
            lambda who=actor: reopen_account(actor=who, officer=gail),
            lambda who=actor: edit_officer(actor=who, officer=gail, name="x"),
        ):
            with pytest.raises(Refused, match=r"Only an administrator|your own organisation"):
                attempt()
    gail.refresh_from_db()
    assert gail.is_active


def test_an_administrator_cannot_open_what_another_organisation_gave(
    cast: Cast, admins: Admins
) -> None:
    """With a new password Ada could sign in as Gail and act in Eastshire's unit."""
    post(actor=admins.ivy, officer=cast.gail.officer, unit=cast.olive.unit, title="DI", roles=[],
         from_on=SINCE)  # fmt: skip
    for verb in (reset_password, reopen_account):
        with pytest.raises(Refused, match="also posted to Eastshire Police"):
            verb(actor=admins.ada, officer=cast.gail.officer)
    page = browser(admins.ada).get("/administration/officers/gail-fernsby/").content.decode()
    assert "also posted to Eastshire Police" in page
    assert "Give a one-time password" not in page
    assert reset_password(actor=admins.ivy, officer=cast.gail.officer)


def test_a_new_password_does_not_open_an_ocg_of_another_organisation(
    cast: Cast, admins: Admins
) -> None:
    """Len is the LRO of an OCG that Eastshire owns. Signed in as Len, Ada could read it."""
    ocg = cast.ocg()
    assert reset_password(actor=admins.ada, officer=cast.len.officer), "of their own OCG"
    with as_actor(cast.gail):
        grants.give(
            ocg.dossier, Sight(cast.olive.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ocg.ref)
        )
        grants.end(ocg.dossier, cast.gail.unit, Grant.Why.OWNER)
    with pytest.raises(Refused, match="records of another organisation") as refused:
        reset_password(actor=admins.ada, officer=cast.len.officer)
    assert ocg.ref not in str(refused.value)
    assert Machine(admins.ada).post("/officers/len-oakapple/password").status_code == 409
    page = browser(admins.ada).get("/administration/officers/len-oakapple/").content.decode()
    assert "records of another organisation" in page
    assert "Give a one-time password" not in page
    assert "Close account" in page
    assert reset_password(actor=admins.ivy, officer=cast.len.officer)


def test_nobody_resets_or_closes_their_own_or_a_higher_account(cast: Cast, admins: Admins) -> None:
    with pytest.raises(Refused, match="to your own account"):
        reset_password(actor=admins.ada, officer=admins.ada.officer)
    with pytest.raises(Refused, match="to your own account"):
        close_account(actor=admins.ivy, officer=admins.ivy.officer, reason="x")
    with pytest.raises(Refused, match="cannot be changed"):
        reset_password(actor=admins.ivy, officer=cast.system.officer)
    post(actor=admins.ivy, officer=cast.gail.officer, unit=cast.gail.unit, title="Service",
         roles=["administrator"], from_on=TODAY + timedelta(days=7))  # fmt: skip
    with pytest.raises(Refused, match="administers the service"):
        reset_password(actor=admins.ada, officer=cast.gail.officer)


def test_a_new_officer_signs_in_at_the_pages_alone(cast: Cast, admins: Admins) -> None:
    ada = browser(admins.ada)
    given = {"username": "nell-bracken", "name": "Nell Bracken", "agency": "northshire"}
    ada.post("/administration/enrol/", given)
    at = "/administration/officers/nell-bracken"
    posting = {"unit": "n-bolton", "title": "DS", "roles": ["investigator"], "from_on": str(TODAY)}
    assert ada.post(f"{at}/post/", posting).status_code == 302
    shown = ada.post(f"{at}/password/").content.decode()
    secret = shown.split('bh-reference">')[1].split("<")[0]
    nell = signed_in("nell-bracken", secret)
    new = {"current_password": secret, "new_password": OWN, "again": OWN}
    assert nell.post("/account/password/", new).headers["Location"] == "/"
    assert nell.get("/ocgs/register/").status_code == 200


def test_a_token_of_before_does_not_come_back(cast: Cast, admins: Admins) -> None:
    issue_token(actor=cast.gail, label="A job", days=30)
    close_account(actor=admins.ada, officer=cast.gail.officer, reason="Left")
    reopen_account(actor=admins.ada, officer=cast.gail.officer)
    with clock.set_to(NOW + timedelta(days=1)):
        assert not ApiToken.objects.filter(revoked_at=None).exists()


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast, admins: Admins) -> None:
    gail, address = cast.gail.officer, "/administration/officers/gail-fernsby/"
    ada = browser(admins.ada)
    for verb in ("close", "password", "post"):
        assert ada.get(f"{address}{verb}/").status_code == 200
    early = ada.get(f"{address}reopen/")
    assert early.status_code == 403
    assert "This account is open already." in early.content.decode()
    close_account(actor=admins.ada, officer=gail, reason="Left")
    for verb in ("close", "password", "post"):
        late = ada.get(f"{address}{verb}/")
        assert late.status_code == 403
        assert "This account is closed already." in late.content.decode() or (
            "Reopen it first" in late.content.decode()
        )
    assert ada.get(f"{address}reopen/").status_code == 200
