"""edit_identifier and remove_identifier on the page, API and command line."""

from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.edit_identifier import edit_identifier
from broadhurst.capabilities.members.commands.remove_identifier import remove_identifier
from broadhurst.capabilities.register.models import Identifier, Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.deconfliction.targets import with_suspect
from tests.doors import Machine, browser, terminal
from tests.people import Cast

LATER = NOW + timedelta(days=2)


def a_phone(cast: Cast, ocg: Ocg, value: str = "07700 900123", **changes: Any) -> Identifier:
    return add_identifier(actor=cast.gail, ocg=ocg, kind="phone", value=value, **changes)


def test_a_number_is_corrected_and_what_it_was_stays_in_the_history(cast: Cast) -> None:
    ocg = cast.ocg()
    with clock.set_to(NOW):
        wrong = a_phone(cast, ocg)
    with clock.set_to(LATER):
        right = edit_identifier(
            actor=cast.gail, identifier=wrong, kind="phone", value="07700 900124", because="Typo"
        )
        with pytest.raises(Refused, match="changed or removed"):
            remove_identifier(actor=cast.gail, identifier=wrong, why="left", because="Again")
    with as_actor(cast.gail):
        assert ocg.identifiers.get() == right
        assert Identifier.with_ended.get(pk=wrong.pk).ended_because == "Typo"
        told = words(Event.objects.get(verb="ocg.identifier_corrected"))
    assert "Value from “07700 900123” to “07700 900124”" in told


def test_who_uses_it_is_corrected_by_reference_in_the_log(cast: Cast) -> None:
    ocg = cast.ocg()
    person = with_suspect(cast.gail, ocg, "Ned Larchbottom")
    one = a_phone(cast, ocg)
    edit_identifier(
        actor=cast.gail, identifier=one, kind=one.kind, value=one.value, person=person,
        because="Found on him",
    )  # fmt: skip
    with as_actor(cast.gail):
        assert ocg.identifiers.get().person == person
        told = words(Event.objects.get(verb="ocg.identifier_corrected"))
    assert f"Used by from “the group” to “{person.ref}”" in told


def test_refusals(cast: Cast) -> None:
    ocg = cast.ocg()
    one, other = a_phone(cast, ocg), a_phone(cast, ocg, "07700 900125")
    with pytest.raises(Refused, match="already on the OCG"):
        edit_identifier(
            actor=cast.gail, identifier=one, kind="phone", value=other.value, because="Typo"
        )
    with pytest.raises(Refused, match="like 07700 900 123"):
        edit_identifier(
            actor=cast.gail, identifier=one, kind="phone", value="ring me", because="Typo"
        )
    with pytest.raises(Refused, match="not changed anything"):
        edit_identifier(
            actor=cast.gail, identifier=one, kind="phone", value=one.value, because="Typo"
        )
    with pytest.raises(Refused, match="Only the owning unit"):
        remove_identifier(actor=cast.mo, identifier=one, why="error", because="Typo")


def test_three_doors_and_those_who_must_not(cast: Cast) -> None:
    ocg = cast.ocg()
    refs = [a_phone(cast, ocg, f"07700 90012{n}").ref for n in range(6)]
    page, machine = browser(cast.gail), Machine(cast.gail)
    answers = {"kind": "phone", "value": "07700 900131", "because": "Typo"}
    assert "07700 900120" in page.get(f"/identifiers/{refs[0]}/edit/").content.decode()
    assert page.post(f"/identifiers/{refs[0]}/edit/", answers).status_code == 302
    answers["value"] = "07700 900132"
    assert machine.post(f"/identifiers/{refs[1]}/edit", **answers).json()["value"] == "07700 900132"
    given = ["--value", "07700 900133", "--because", "Typo"]
    done = terminal(cast.gail, "register", "edit-identifier", refs[2], *given)
    assert done.exit_code == 0, done.output
    old = {"why": "left", "because": "Old"}
    assert page.post(f"/identifiers/{refs[3]}/remove/", old).status_code == 302
    assert machine.post(f"/identifiers/{refs[4]}/remove", **old).status_code == 200
    done = terminal(
        cast.gail, "register", "remove-identifier", refs[5], "--why", "left", "--because", "Old"
    )
    assert done.exit_code == 0, done.output
    with as_actor(cast.gail):
        left = set(ocg.identifiers.values_list("value", flat=True))
        ref = ocg.identifiers.first().ref
    assert left == {"07700 900131", "07700 900132", "07700 900133"}
    for verb in ("edit", "remove"):
        assert browser(cast.olive).get(f"/identifiers/{ref}/{verb}/").status_code == 404
        assert Machine(cast.olive).post(f"/identifiers/{ref}/{verb}").status_code == 404
        assert Machine(None).post(f"/identifiers/{ref}/{verb}").status_code == 401
        words_ = ["register", f"{verb}-identifier", ref, "--because", "x"]
        assert terminal(cast.olive, *words_).exit_code == 1
