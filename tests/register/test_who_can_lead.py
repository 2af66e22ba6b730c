"""Who can be the SIO or the LRO: the same at every door and on every list."""

from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.cover.commands.name_deputy import name_deputy
from broadhurst.capabilities.leavers.queries.holdings import holdings_of, with_proposals
from broadhurst.capabilities.leavers.queries.successors import offered, successors_of
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Lead
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.cover.test_cover import posted
from tests.crowd import officers_beside
from tests.doors import Machine, browser, terminal
from tests.ocg_imports.making import HEADINGS, mapped
from tests.ocg_imports.test_imports import refused_of
from tests.people import Cast

SIO = "The SIO must be an investigator or a supervisor"
LRO = "The LRO must be an investigator, a supervisor, a safeguarding lead or a partner practitioner"
NOT_LEADS = ["mo-tealeaf", "cora-plumstead", "tess-underbough", "dot-wrenfield"]


@pytest.mark.parametrize("role", ["sio", "lro"])
@pytest.mark.parametrize("who", NOT_LEADS)
def test_chairs_desks_and_moderators_do_not_lead(cast: Cast, role: str, who: str) -> None:
    ocg, given = cast.ocg(), {"role": role, "officer": who, "because": "Moved"}
    officer = getattr(cast, who.partition("-")[0]).officer
    with pytest.raises(Refused, match="Choose someone else"):
        name_lead(actor=cast.gail, ocg=ocg, role=role, officer=officer, because="Moved")
    page = browser(cast.gail).post(f"/ocgs/{ocg.ref}/name-lead/", given)
    machine = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/name-lead", **given)
    words = [word for name, value in given.items() for word in (f"--{name}", value)]
    said = terminal(cast.gail, "register", "name-lead", ocg.ref, *words)
    reason = SIO if role == "sio" else LRO
    assert (page.status_code, machine.status_code, said.exit_code) == (422, 422, 1)
    for text in (page.content.decode(), machine.content.decode(), said.output):
        assert reason in text
    with as_actor(cast.gail):
        assert Lead.objects.filter(ocg=ocg).count() == 2


def test_a_safeguarding_lead_can_be_the_lro_and_a_chair_the_sro(cast: Cast) -> None:
    ocg, page = cast.ocg(), browser(cast.gail)
    for role, who in (("lro", "sid-marrow"), ("sro", "tess-underbough")):
        given = {"role": role, "officer": who, "because": "Best placed"}
        with clock.set_to(NOW + timedelta(hours=1)):
            assert page.post(f"/ocgs/{ocg.ref}/name-lead/", given).status_code == 302, role


def test_registration_and_adoption_refuse_at_the_field(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        cast.ocg(lro=cast.dot.officer, sio=cast.tess.officer)
    objections: Any = refused.value.objections
    assert [(each.field, str(each).partition(".")[0]) for each in objections] == [
        ("lro", LRO), ("sio", SIO),
    ]  # fmt: skip
    shown = browser(cast.gail).get("/ocgs/register/").content.decode()
    assert "Ned Ashgrove" in shown
    assert not [who for who in NOT_LEADS if who in shown]
    assert shown.count("Sid Marrow") == 1, "as LRO only"


def test_suggestions_are_narrowed_by_the_role_that_is_chosen(cast: Cast) -> None:
    officers_beside(cast, cast.gail)  # so many that the list is searched
    ocg, page = cast.ocg(), browser(cast.gail)

    def found(at: str, text: str, **more: object) -> list[str]:
        asked = {"suggest": "officer", "q": text, **more}
        return [value for value, _ in page.get(at, asked).json()["suggestions"]]

    for at, more in (
        (f"/ocgs/{ocg.ref}/name-lead/", {}), ("/ocgs/name-leads/", {"refs": ocg.ref}),
    ):  # fmt: skip
        assert 'data-narrowed-by="role"' in page.post(at, more).content.decode()
        assert found(at, "tess", **more, role="sro") == ["tess-underbough"]
        assert found(at, "tess", **more, role="lro") == found(at, "sid", **more, role="sio") == []
        assert found(at, "sid", **more, role="lro") == ["sid-marrow"]
        assert found(at, "ned", **more, role="sio") == ["ned-ashgrove"]


def test_several_at_once_are_refused_alike(cast: Cast) -> None:
    ocg = cast.ocg()
    given = {"role": "sio", "officer": "tess-underbough", "because": "Moved"}
    page = browser(cast.gail).post(
        "/ocgs/name-leads/", {"refs": [ocg.ref], "step": "confirm", **given}
    )
    assert SIO in page.content.decode()
    [row] = Machine(cast.gail).post("/ocgs/name-leads", refs=[ocg.ref], **given).json()["items"]
    assert SIO in row["objections"][0]
    words = ["--role", "sio", "--officer", "tess-underbough", "--because", "Moved"]
    assert SIO in terminal(cast.gail, "register", "name-leads", ocg.ref, *words).output


def test_a_deputy_can_lead_too(cast: Cast) -> None:
    ocg, today = cast.ocg(), NOW.date()
    given = {"role": "sio", "from_on": today, "until_on": today, "because": "On leave"}
    with pytest.raises(Refused, match=SIO):
        name_deputy(actor=cast.gail, ocg=ocg, deputy=cast.sid.officer, **given)
    sent = given | {"from_on": str(today), "until_on": str(today), "deputy": "sid-marrow"}
    answer = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/name-deputy", **sent)
    assert SIO in answer.content.decode()
    shown = browser(cast.gail).get(f"/ocgs/{ocg.ref}/name-deputy/").content.decode()
    assert "Ned Ashgrove" in shown
    assert "Sid Marrow" not in shown


def test_a_tracker_names_who_can_lead(cast: Cast) -> None:
    row = "Heron,,Drugs,Bolton,x,Challenger Bolton,{},{},Al Roe,,27/03/1988,Suspect,Principal,,\n"
    sent = mapped(cast.cora, HEADINGS + row.format("Tess Underbough", "Dot Wrenfield"))
    said = " ".join(problem for _, problem in refused_of(sent))
    assert f"{SIO}. Tess Underbough is not." in said
    assert f"{LRO}. Dot Wrenfield is not." in said


def test_a_leaver_is_followed_by_who_can_lead(cast: Cast) -> None:
    sue = posted(cast, "Sue Larkrise", cast.gail.unit, "supervisor")
    desk = posted(cast, "Dee Marlow", cast.gail.unit, "desk")
    safe = posted(cast, "Saul Reedham", cast.gail.unit, "safeguarding")
    cast.ocg()
    cast.ocg(sio=cast.ned.officer, lro=cast.gail.officer)
    with as_actor(sue):
        successors = offered(successors_of(cast.gail.officer, sue))
        held = with_proposals(holdings_of(cast.gail.officer), successors, sue.agency)
    unfit = {one.role: one.barred & {desk.officer.pk, safe.officer.pk} for one in held}
    assert unfit == {"sio": {desk.officer.pk, safe.officer.pk}, "lro": {desk.officer.pk}}
    page = browser(sue).get("/leavers/gail-fernsby/").content.decode()
    assert page.count('value="saul-reedham"') == 1
    assert 'value="dee-marlow"' not in page
