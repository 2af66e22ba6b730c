"""API tokens and sessions: listed, revoked and ended."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.establishment.commands.end_session import end_session
from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.capabilities.establishment.commands.revoke_token import revoke_token
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import ApiToken, Session
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.establishment.admins import Admins
from tests.people import Cast


def token_of(actor: Actor, label: str = "A spreadsheet") -> ApiToken:
    issue_token(actor=actor, label=label, days=30)
    return ApiToken.objects.filter(posting=actor.posting).latest("pk")


def test_revoke_token_at_every_door_stops_it_at_once(cast: Cast) -> None:
    machine, page = Machine(cast.gail), browser(cast.gail)
    token = ApiToken.objects.get(posting=cast.gail.posting)
    listed = page.get("/account/").content.decode()
    assert "a test" in listed
    assert f"/tokens/{token.ref}/revoke/" in listed
    assert page.post(f"/tokens/{token.ref}/revoke/").headers["Location"] == "/account/"
    assert machine.get("/me").status_code == 401
    second, third = token_of(cast.gail), token_of(cast.gail)
    revoked = Machine(cast.gail).post(f"/tokens/{second.ref}/revoke").json()
    assert revoked["revoked_at"]
    assert terminal(cast.gail, "establishment", "revoke-token", third.ref).exit_code == 0
    with pytest.raises(Refused, match="revoked already"):
        revoke_token(actor=cast.gail, token=third)
    assert third.ref not in terminal(cast.gail, "establishment", "tokens").output


def test_a_token_is_issued_and_revoked_at_the_api(cast: Cast) -> None:
    made = Machine(cast.gail).post("/tokens", label="A job", days=7)
    assert made.status_code == 201
    assert made.json()["token"].startswith("bhst_")
    revoked = Machine(cast.gail).post(f"/tokens/{made.json()['ref']}/revoke").json()
    assert revoked["label"] == "A job"
    assert revoked["revoked_at"]


def test_an_answer_chosen_beforehand_is_not_called_optional(cast: Cast) -> None:
    asked = browser(cast.gail).get("/token/").content.decode()
    assert "Who will use it?" in asked
    assert "(optional)" not in asked


def test_an_administrator_revokes_their_organisations_tokens(cast: Cast, admins: Admins) -> None:
    ours, theirs = token_of(cast.gail), token_of(cast.olive, "Far away")
    listed = browser(admins.ada).get("/administration/tokens/").content.decode()
    assert "A spreadsheet" in listed
    assert "Far away" not in listed
    page = browser(admins.ada).post(f"/tokens/{ours.ref}/revoke/")
    assert page.headers["Location"] == "/administration/tokens/"
    assert browser(admins.ada).get(f"/tokens/{theirs.ref}/revoke/").status_code == 404
    with pytest.raises(Refused, match="only revoke your own"):
        revoke_token(actor=admins.ada, token=theirs)
    assert browser(admins.ivy).post(f"/tokens/{theirs.ref}/revoke/").status_code == 302


def test_several_tokens_are_revoked_with_a_result_for_each(cast: Cast, admins: Admins) -> None:
    ours, second = token_of(cast.gail), token_of(cast.gail, "A job")
    theirs, page = token_of(cast.olive, "Far away"), browser(admins.ada)
    listed = page.get("/administration/tokens/").content.decode()
    assert 'formaction="/tokens/revoke/"' in listed
    refs = [ours.ref, theirs.ref]
    told = page.post("/tokens/revoke/", {"refs": refs}).content.decode()
    assert "1 of 2 will be changed" in told
    assert "A spreadsheet, Gail Fernsby" in told
    assert "stop working at once" in told
    assert "Far away" not in told
    assert not ApiToken.objects.exclude(revoked_at=None).exists(), "a preview changes nothing"
    told = page.post("/tokens/revoke/", {"refs": refs, "step": "confirm"}).content.decode()
    assert "1 of 2 changed. 1 refused." in told
    said = terminal(cast.gail, "establishment", "revoke-tokens", ours.ref, second.ref)
    assert said.output.splitlines() == [
        f"{ours.ref}  This token is revoked already.",
        f"{second.ref}  done",
    ]
    [refused] = Machine(cast.gail).post("/tokens/revoke", refs=[theirs.ref]).json()["items"]
    assert refused["objections"] == ["It does not exist, or you cannot see it."]
    assert ApiToken.objects.get(pk=theirs.pk).revoked_at is None


def test_end_session_at_every_door(cast: Cast, admins: Admins) -> None:
    doors = [browser(cast.gail) for _ in range(3)]
    refs = [Session.objects.get(pk=one.session.session_key).ref for one in doors]
    here = browser(cast.gail)
    assert here.get("/account/").content.decode().count("End session") == 4
    assert here.post(f"/sessions/{refs[0]}/end/").headers["Location"] == "/account/"
    assert Machine(admins.ada).post(f"/sessions/{refs[1]}/end").json() == {"ref": refs[1]}
    assert terminal(cast.gail, "establishment", "end-session", refs[2]).exit_code == 0
    for one in doors:
        assert one.get("/ocgs/").headers["Location"] == "/sign-in/?next=/ocgs/"
    assert here.get("/ocgs/").status_code == 200
    items = Machine(cast.gail).get("/sessions").json()["items"]
    assert len(items) == 1
    assert here.session.session_key not in str(items)


def test_a_session_of_somebody_else_is_not_found(cast: Cast, admins: Admins) -> None:
    gail, token = browser(cast.gail), token_of(cast.gail)
    session = Session.objects.get(pk=gail.session.session_key)
    for actor in (cast.len, cast.olive, admins.fay):
        for path in (f"sessions/{session.ref}/end", f"tokens/{token.ref}/revoke"):
            assert browser(actor).get(f"/{path}/").status_code == 404
            assert Machine(actor).post(f"/{path}").status_code == 404
        assert terminal(actor, "establishment", "end-session", session.ref).exit_code == 1
        with pytest.raises(Refused, match="ended already"):
            end_session(actor=actor, session=session)
        with pytest.raises(Refused, match="only revoke your own"):
            revoke_token(actor=actor, token=token)
    nobody = browser(None)
    assert nobody.post(f"/sessions/{session.ref}/end/").headers["Location"].startswith("/sign-in/")
    assert gail.get("/ocgs/").status_code == 200


def test_an_expired_token_or_session_is_not_listed(cast: Cast) -> None:
    token_of(cast.gail)
    browser(cast.gail)
    with clock.set_to(NOW + timedelta(days=400)):
        page = browser(cast.gail).get("/account/").content.decode()
    assert "No active tokens." in page
