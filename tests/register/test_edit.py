"""edit: correct the details of an OCG on the page, the API and the command line."""

import pytest

from broadhurst.capabilities.register.commands.edit import edit
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast

DETAILS = {
    "name": "Copper Bittern", "threat_types": ["fraud"], "districts": ["bolton"],
    "description": "Runs courier fraud.", "national_ref": "NAT-1", "because": "Wrong threat type",
}  # fmt: skip


def corrected(cast: Cast, ocg: Ocg, **changes: object) -> Ocg:
    return edit(actor=cast.gail, ocg=ocg, **(DETAILS | {"districts": [cast.bolton]} | changes))


def test_what_was_and_is_are_in_the_log_but_not_the_description(cast: Cast) -> None:
    ocg = corrected(cast, cast.ocg())
    with as_actor(cast.gail):
        event = Event.objects.get(verb="ocg.corrected")
        told = words(event)
    assert "Cover name from “Copper Heron” to “Copper Bittern”" in told
    assert "Threat types from “Illegal drugs” to “Fraud”" in told
    assert "Description corrected" in told
    assert "courier" not in str(event.detail)
    assert "Wrong threat type" in told
    with as_actor(cast.len):
        assert Ocg.objects.get(pk=ocg.pk).name == "Copper Bittern"


def test_nothing_changed_is_refused_and_so_is_whoever_has_no_part(cast: Cast) -> None:
    ocg = cast.ocg()
    same = {
        "name": ocg.name, "threat_types": ["drugs"], "description": ocg.description,
        "national_ref": "",
    }  # fmt: skip
    with pytest.raises(Refused, match="not changed anything"):
        corrected(cast, ocg, **same)
    with pytest.raises(Refused, match="Only the owning unit"):
        edit(actor=cast.mo, ocg=ocg, **(DETAILS | {"districts": [cast.bolton]}))


def test_a_cover_name_that_the_unit_uses_already_is_refused_with_the_record(cast: Cast) -> None:
    other = cast.ocg(name="Copper Bittern")
    with pytest.raises(Refused, match=f"Copper Bittern, {other.ref}"):
        corrected(cast, cast.ocg())


def test_three_doors_and_those_who_must_not(cast: Cast) -> None:
    ocg = cast.ocg()
    page = browser(cast.gail)
    shown = page.get(f"/ocgs/{ocg.ref}/edit/").content.decode()
    assert ocg.description in shown
    assert f"{ocg.name} {ocg.ref}" in shown
    assert 'class="govuk-back-link"' in shown
    assert ">Cancel</a>" in shown
    assert page.post(f"/ocgs/{ocg.ref}/edit/", DETAILS | {"because": ""}).status_code == 422
    assert page.post(f"/ocgs/{ocg.ref}/edit/", DETAILS).status_code == 302
    answer = Machine(cast.len).post(f"/ocgs/{ocg.ref}/edit", **(DETAILS | {"name": "Copper Teal"}))
    assert answer.json()["name"] == "Copper Teal"
    # At the terminal only what changes is given.
    done = terminal(
        cast.gail, "register", "edit", ocg.ref, "--national-ref", "NAT-2", "--because", "Typo"
    )
    assert done.exit_code == 0, done.output
    with as_actor(cast.gail):
        now = Ocg.objects.get(pk=ocg.pk)
        assert (now.name, now.national_ref) == ("Copper Teal", "NAT-2")
    assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/edit/").status_code == 404
    assert Machine(cast.olive).post(f"/ocgs/{ocg.ref}/edit").status_code == 404
    assert Machine(None).post(f"/ocgs/{ocg.ref}/edit").status_code == 401


def test_a_page_that_was_open_says_what_a_colleague_changed(cast: Cast) -> None:
    ocg = cast.ocg()
    page = browser(cast.gail)
    shown = page.get(f"/ocgs/{ocg.ref}/edit/").content.decode()
    mark = shown.partition('name="as_shown" value="')[2].partition('"')[0]
    corrected(cast, ocg, name="Copper Teal")
    answer = page.post(f"/ocgs/{ocg.ref}/edit/", DETAILS | {"as_shown": mark})
    assert answer.status_code == 409
    assert "“Cover name” is now “Copper Teal”" in answer.content.decode()
    assert "is empty now" not in answer.content.decode(), "the record has no reason of its own"
