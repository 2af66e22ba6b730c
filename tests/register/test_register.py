"""Registering an OCG."""

from dataclasses import replace

import pytest

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.lifecycle.commands.report import report
from broadhurst.capabilities.register.commands.register import RegisterForm, register
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.doors.may_open import objections_to_opening
from broadhurst.foundation.workflow import Refused
from tests.doors import browser
from tests.people import SINCE, Cast


def test_it_has_an_owner_an_lro_and_an_sio_from_its_first_instant(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail):
        now = current_leadership(ocg)
        assert now.owner == cast.gail.unit
        assert now.lead("lro").officer == cast.len.officer
        assert now.lead("sio").officer == cast.gail.officer


def test_olive_sees_nothing_of_it(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.olive):
        assert not Ocg.objects.filter(pk=ocg.pk).exists()
    with as_actor(None):
        assert not Ocg.objects.exists()


def test_one_person_cannot_be_both_sio_and_lro(cast: Cast) -> None:
    with pytest.raises(Refused, match="different people"):
        cast.ocg(sio=cast.len.officer)


def test_a_partner_cannot_register(cast: Cast) -> None:
    cast.gail = cast.connie
    with pytest.raises(Refused) as refused:
        cast.ocg()
    assert sum("can register an OCG" in said for said in refused.value.objections) == 2


@pytest.mark.parametrize("path", ["/ocgs/register/", "/ocgs/report/"])
def test_the_forms_are_refused_before_they_are_filled_in(cast: Cast, path: str) -> None:
    assert browser(cast.gail).get(path).status_code == 200
    for reader in (cast.connie, cast.sid):
        answer = browser(reader).get(path)
        assert answer.status_code == 403
        assert "Only an investigator or an OCG coordinator" in answer.content.decode()
        assert "<form method=" not in answer.content.decode()


def test_a_force_without_recorded_districts_registers_without_one(cast: Cast) -> None:
    form = RegisterForm(actor=cast.olive)
    assert not form.fields["districts"].required
    assert list(form.fields["districts"].queryset) == []  # type: ignore[attr-defined]
    assert RegisterForm(actor=cast.gail).fields["districts"].required


def test_an_administrator_is_not_offered_as_a_lead(cast: Cast) -> None:
    ada = enrol(
        actor=cast.system, username="ada", name="Ada Pennick", grade="", password=None,
        agency=cast.gail.agency,
    )  # fmt: skip
    post(
        actor=cast.system, officer=ada, unit=cast.gail.unit, title="Administrator",
        roles=["organisation_administrator"], from_on=SINCE,
    )  # fmt: skip
    form = RegisterForm(actor=cast.gail)
    assert ada not in form.fields["lro"].queryset  # type: ignore[attr-defined]
    assert cast.len.officer in form.fields["lro"].queryset  # type: ignore[attr-defined]


def test_a_council_is_shown_no_form_to_register(cast: Cast) -> None:
    council = replace(cast.connie, roles=frozenset({"investigator"}))
    why = ["Only a police force, a ROCU or the NCA can register an OCG."]
    assert objections_to_opening(council, register) == why
    assert objections_to_opening(council, report) == why
    assert objections_to_opening(cast.gail, register) == []
