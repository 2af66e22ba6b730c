"""Tests for adding evidence: figures are counted for a force and stored."""

from datetime import date, timedelta
from typing import Any

import pytest

from broadhurst.capabilities.inspections.commands.add_evidence import add_evidence
from broadhurst.capabilities.inspections.models import Evidence
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.appointing import appointed
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.answering import referred
from tests.inspections.making import Room

TODAY = date(2021, 3, 1)


def added(room: Room, who: Any, response: Any, **changes: Any) -> Evidence:
    given = {
        "finding": room.first, "what": "active_ocgs", "as_of": TODAY, "is_publishable": True,
    } | changes  # fmt: skip
    return add_evidence(actor=who, response=response, **given)


def test_the_policing_body_counts_the_same_as_the_force_and_keeps_numbers_alone(room: Room) -> None:
    ocg = room.cast.ocg()
    response = room.invited()
    room.answered(response, room.first)
    with clock.set_to(NOW + timedelta(hours=1)):
        theirs = added(room, room.cast.cora, response)
        ours = added(room, room.cast.pol, response)
        assert theirs.figure == ours.figure
        assert (ours.figure["value"], ours.figure["in_words"]) == (1, "1 OCG")
        assert ours.figure["scope"] == "Northshire Police"
        assert ours.figure["method"].startswith("OCGs that the organisation owned")
        assert (ours.figure["behind"], ours.figure["records"]) == (1, [])
        assert ocg.ref not in str(ours.figure)
        assert ocg.name not in str(ours.figure)
        page = browser(room.cast.pol).get(f"/evidence/{ours.ref}/").content.decode()
        assert "This figure counts 1 record of Northshire Police. You cannot open it." in page
        assert ocg.ref not in page
        page = browser(room.cast.cora).get(f"/evidence/{ours.ref}/").content.decode()
        assert f'href="/ocgs/{ocg.ref}/"' in page


def suggested(actor: Actor, path: str, text: str) -> list[list[str]]:
    answer = browser(actor).get(path, {"suggest": "what", "q": text})
    found: list[list[str]] = answer.json()["suggestions"]
    return found


def test_a_figure_of_what_the_reader_may_see_is_no_evidence(room: Room) -> None:
    room.cast.ocg()
    response = room.invited()
    room.answered(response, room.first)
    mo = room.cast.mo  # a moderator: invited, and answers for no organisation
    with pytest.raises(Refused, match="Ask the OCG coordinator of Northshire Police"):
        added(room, mo, response)
    path = f"/responses/{response.ref}/findings/{room.first.key}/add-evidence"
    form = browser(mo).get(path + "/").content.decode()
    assert "Active OCGs" not in form
    assert "Whose records" not in form
    assert "Forces that never asked" in form
    answers = {"what": "active_ocgs", "as_of": "2021-03-01"}
    assert Machine(mo).post(path, **answers).status_code == 422
    assert added(room, mo, response, what="never_asked").figure["value"] == 2
    assert suggested(room.cast.pol, path + "/", "Active OCGs")


def test_a_scope_that_does_not_hold_the_force_is_not_offered(room: Room) -> None:
    response = room.invited()
    room.answered(response, room.first)
    path = f"/responses/{response.ref}/findings/{room.first.key}/add-evidence"
    answers = {"what": "active_ocgs", "as_of": "2021-03-01", "scope": "agency:eastshire"}
    assert Machine(room.cast.pol).post(path, **answers).status_code == 422
    with pytest.raises(Refused, match="cannot count"):
        added(room, room.cast.pol, response, scope="agency:eastshire")


def test_it_stands_as_it_was_though_the_register_moves_on(room: Room) -> None:
    response = room.invited()
    room.answered(response, room.first)
    one = added(room, room.cast.cora, response)
    room.cast.ocg()
    page = browser(room.cast.cora).get(f"/responses/{response.ref}/letter/").content.decode()
    assert "Active OCGs, on 1 March 2021: <strong>none</strong>" in page
    assert one.figure["value"] == 0


def test_the_chief_officer_for_a_rocu_and_the_force_posts_beside(room: Room) -> None:
    response, cast = room.invited(), room.cast
    room.answered(response, room.first)
    rocu, what = cast.rita.agency, "chief_officer:nrocu"
    with pytest.raises(Refused, match="No chief officer is recorded for Northern ROCU on that"):
        added(room, cast.pol, response, what=what)
    path = f"/responses/{response.ref}/findings/{room.first.key}/add-evidence/"
    assert not suggested(cast.pol, path, "chief officer for")
    post = {
        "officer": cast.hal.officer, "agency": rocu, "post": "Assistant Chief Constable, NROCU",
        "kind": "rocu", "from_on": date(2019, 4, 1),
    }  # fmt: skip
    appointed(actor=cast.system, **post)
    one = added(room, cast.pol, response, what=what)
    assert (one.kind, one.figure["value"]) == ("appointment", 0)
    assert suggested(cast.pol, path, "chief officer for")
    assert "appointed on 1 April 2019" in one.figure["title"]
    force_post = {"agency": cast.gail.agency, "post": "Head of crime", "from_on": date(2020, 1, 1)}
    appointed(actor=cast.system, **post | force_post | {"kind": "force"})
    terror = {"post": "Head of counter-terrorism", "from_on": date(2020, 6, 1)}
    appointed(actor=cast.system, **post | force_post | terror | {"kind": "counter_terrorism"})
    other = {"agency": room.inspectorate, "post": "Adviser", "from_on": date(2020, 1, 1)}
    appointed(actor=cast.system, **post | other | {"kind": "other"})
    two = added(room, cast.pol, response, what=what).figure
    assert (two["value"], two["in_words"]) == (2, "2 force responsibilities")
    assert [one["ref"] for one in two["records"]] == [
        "Head of crime", "Adviser", "Head of counter-terrorism",
    ]  # fmt: skip
    assert "does not count" in two["records"][1]["text"]
    assert "Also held: Adviser (The Inspectorate)." in two["method"]
    before = added(room, cast.pol, response, what=what, as_of=date(2019, 12, 31))
    assert before.figure["value"] == 0


def test_what_may_not_be_published_is_not_in_the_letter(room: Room) -> None:
    response = room.invited()
    room.answered(response, room.first)
    added(room, room.cast.cora, response, what="record", text="Terms of reference of the board.")
    added(room, room.cast.cora, response, is_publishable=False)
    page = browser(room.cast.cora).get(f"/responses/{response.ref}/letter/").content.decode()
    assert "Terms of reference of the board." in page
    assert "Active OCGs" not in page


def test_every_objection(room: Room) -> None:
    response, cora = room.invited(), room.cast.cora
    with pytest.raises(Refused) as refused:
        added(room, cora, response, what="record", as_of=date(2021, 3, 2), since=date(2021, 3, 3))
    said = " ".join(refused.value.objections)
    for part in (
        "Answer the finding first",
        "last day is in the future",
        "ends before it starts",
        "in words",
    ):
        assert part in said
    room.answered(response, room.first)
    with pytest.raises(Refused, match="Remove “OCG-7K3QF2”"):
        added(room, cora, response, what="record", text="See OCG-7K3QF2.")


@pytest.mark.parametrize("what", ["answered_in_time", "pursue_actions_on_time"])
def test_a_figure_that_counted_nothing_is_no_evidence(room: Room, what: str) -> None:
    response, pol = room.invited(), room.cast.pol
    room.answered(response, room.first)
    path = f"/responses/{response.ref}/findings/{room.first.key}/add-evidence"
    given = {"what": what, "as_of": "2021-03-01"}
    said = "This figure has no value, because no records were counted"
    answer = Machine(pol).post(path, **given)
    assert (answer.status_code, said in answer.content.decode()) == (409, True)
    page = browser(pol).post(path + "/", given | {"scope": "agency:northshire"})
    assert (page.status_code, page.content.decode().count(said)) == (409, 2)
    result = terminal(
        pol, "inspections", "add-evidence", response.ref, room.first.key, f"--what={what}",
        "--as-of=2021-03-01",
    )  # fmt: skip
    assert said in result.output
    with as_actor(pol):
        assert not Evidence.objects.exists()
    shown = browser(pol).get(f"/insight/{what}/").content.decode()
    assert "You cannot cite this figure, because no records were counted." in shown


def test_an_open_figure_without_a_value_is_not_offered(room: Room) -> None:
    response = room.invited()
    room.answered(response, room.first)
    path = f"/responses/{response.ref}/findings/{room.first.key}/add-evidence/"
    assert not suggested(room.cast.pol, path, "Responses published within 56 days")
    assert suggested(room.cast.pol, path, "Findings that the organisation has not closed")


def test_page_api_and_terminal(room: Room) -> None:
    response, cora = room.invited(), room.cast.cora
    room.answered(response, room.first)
    path = f"/responses/{response.ref}/findings/{room.first.key}/add-evidence"
    answers = {"what": "transferred_in_full", "since": "2019-09-01", "as_of": "2021-03-01"}
    assert browser(cora).post(path + "/", answers).status_code == 302
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/").content.decode()
    assert "OCGs transferred in full" in page
    answer = Machine(cora).post(path, **answers | {"is_publishable": True})
    assert answer.json()["figure"]["value"] == 0
    result = terminal(
        cora, "inspections", "add-evidence", response.ref, room.first.key, "--what=active_ocgs",
        "--as-of=2021-03-01", "--is-publishable",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert Machine(cora).post(path, **answers | {"what": "invented"}).status_code == 422
    assert Machine(room.cast.olive).post(path, **answers).status_code == 404
    assert browser(None).get(path + "/").status_code == 302


@pytest.mark.parametrize(("count", "said"), [(6, "6 referrals"), (4, "fewer than 5 referrals")])
def test_the_policing_body_cites_referrals_at_every_door(room: Room, count: int, said: str) -> None:
    """The force made referrals, but the policing body cannot see them."""
    response, pol = room.invited(), room.cast.pol
    room.answered(response, room.first)
    referred(room.cast, count)
    path = f"/responses/{response.ref}/findings/{room.first.key}/add-evidence"
    answers = {"what": "referrals_made", "as_of": "2021-03-01", "scope": "agency:northshire"}
    with clock.set_to(NOW + timedelta(hours=1)):
        assert browser(pol).post(path + "/", answers).status_code == 302
        assert said in browser(pol).get(f"/responses/{response.ref}/").content.decode()
        figure = Machine(pol).post(path, **answers).json()["figure"]
        assert (figure["in_words"], figure["records"]) == (said, [])
        assert figure["behind"] == (count if count >= 5 else None)
        result = terminal(
            pol, "inspections", "add-evidence", response.ref, room.first.key,
            "--what=referrals_made", "--as-of=2021-03-01", "--scope=agency:northshire",
        )  # fmt: skip
        assert result.exit_code == 0, result.output
    with as_actor(pol):
        kept = [one.figure["in_words"] for one in Evidence.objects.all()]
        assert kept == [said] * 3
        # Three pieces of evidence, and the draft's page, which counts the first one again.
        counts = Event.objects.filter(verb="figures.counted", subject="agency:northshire")
        assert counts.count() == 4


def test_olive_sees_no_evidence(room: Room) -> None:
    response = room.invited()
    room.answered(response, room.first)
    one = added(room, room.cast.cora, response)
    assert browser(room.cast.olive).get(f"/evidence/{one.ref}/").status_code == 404
    assert browser(room.cast.gail).get(f"/evidence/{one.ref}/").status_code == 404
