"""Rules of self-assessments. No database."""

from datetime import date
from types import SimpleNamespace

import pytest

from broadhurst.capabilities.self_assessment import rules

TODAY = date(2021, 3, 1)


def actor(*roles: str, agency: int = 1) -> SimpleNamespace:
    return SimpleNamespace(roles=roles, agency=SimpleNamespace(pk=agency))


@pytest.mark.parametrize("role", ["inspectorate_liaison", "chief_officer", "policing_body"])
def test_three_roles_assess(role: str) -> None:
    assert rules.objections_to_role(actor(role)) == []


@pytest.mark.parametrize("role", ["investigator", "administrator", "inspector", "auditor"])
def test_other_roles_do_not(role: str) -> None:
    assert "Only an inspectorate liaison officer" in rules.objections_to_role(actor(role))[0]


def test_all_objections_come_at_once() -> None:
    objections = rules.objections_to_assess(
        actor("investigator"), is_asked=False, is_withdrawn=True, assessed_on=date(2021, 3, 2),
        today=TODAY, is_known=True,
    )  # fmt: skip
    assert len(objections) == 5


def test_another_organisation_and_a_withdrawn_one_are_refused() -> None:
    row = SimpleNamespace(agency_id=2, withdrawn_at=None)
    assert "Only the organisation" in rules.objections_to_change(actor("chief_officer"), row)[0]
    gone = SimpleNamespace(agency_id=1, withdrawn_at=TODAY)
    assert "Make a new one" in rules.objections_to_change(actor("chief_officer"), gone)[0]


def test_words_hold_no_reference_and_no_marking() -> None:
    assert rules.objections_to_words({"why": "We meet each month."}) == []
    assert "Remove" in rules.objections_to_words({"why": "See OCG-7K3QF2."})[0]
    assert rules.objections_to_words({"why": "SECRET: none"})


def test_a_record_is_found_and_linked_once() -> None:
    assert rules.objections_to_record(is_kind=True, is_found=True, is_linked=False) == []
    assert rules.objections_to_record(is_kind=True, is_found=False, is_linked=False)
    assert rules.objections_to_record(is_kind=False, is_found=True, is_linked=False)
    assert "already" in rules.objections_to_record(is_kind=True, is_found=True, is_linked=True)[0]


def test_sharing_is_on_or_off() -> None:
    assert rules.objections_to_share(is_shared=True)
    assert rules.objections_to_stop_sharing(is_shared=False)
    assert not rules.objections_to_share(is_shared=False)
    assert not rules.objections_to_stop_sharing(is_shared=True)
    assert rules.objections_to_correction([])
