"""Rules of disruptions, without a database."""

from datetime import date
from types import SimpleNamespace

import pytest

from broadhurst.capabilities.disruptions import rules
from broadhurst.foundation.workflow import field_of

TODAY = date(2021, 3, 1)
GOOD = {"description": "Stopped.", "effect": "Less.", "evidence": "Seen.", "another_because": ""}


def actor(pk: int = 1, *, unit: int = 10, roles: tuple[str, ...] = ()) -> SimpleNamespace:
    return SimpleNamespace(
        officer=SimpleNamespace(pk=pk), unit=SimpleNamespace(pk=unit), roles=frozenset(roles)
    )


def a_claim(stage: str = "claimed") -> SimpleNamespace:
    return SimpleNamespace(stage=stage, claimed_by_id=1, unit_id=10)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"happened_on": date(2021, 3, 2)}, "happened_on"),
        ({"supporters": ["Northshire"]}, "supporters"),
        ({"texts": GOOD | {"effect": "TOP SECRET"}}, "effect"),
    ],
)
def test_each_wrong_fact_has_its_field(changes: dict[str, object], field: str) -> None:
    lead = SimpleNamespace(name="Northshire")
    given: dict[str, object] = {
        "texts": GOOD, "happened_on": TODAY, "today": TODAY, "lead": lead, "supporters": [],
    }  # fmt: skip
    given |= {"supporters": [lead]} if field == "supporters" else changes
    found = rules.objections_to_facts(given.pop("texts"), **given)  # type: ignore[arg-type]
    assert [field_of(one) for one in found] == [field]


def test_second_claim_needs_a_reason() -> None:
    assert not rules.objections_to_second("", "")
    assert not rules.objections_to_second("DIS-2", "Another house.")
    (found,) = rules.objections_to_second("DIS-2", " ")
    assert field_of(found) == "another_because"


@pytest.mark.parametrize(
    ("outcome", "grade", "reason", "fields"),
    [
        ("accepted", "major", "", []),
        ("accepted", "", "", ["grade"]),
        ("accepted", "minor", "", ["reason"]),
        ("accepted", "minor", "Short.", []),
        ("returned", "", "", ["reason"]),
        ("not_accepted", "", "", ["reason"]),
        ("not_accepted", "", "Nothing.", []),
    ],
)
def test_outcomes(outcome: str, grade: str, reason: str, fields: list[str]) -> None:
    found = rules.objections_to_outcome(
        outcome=outcome, grade=grade, grade_claimed="major", reason=reason
    )
    assert [field_of(one) for one in found] == fields


def test_neither_claimant_nor_lead_moderates() -> None:
    moderator = actor(2, unit=11, roles=("moderator",))
    roles = rules.roles_on(moderator, a_claim(), [])
    assert roles == ["moderator"]
    verb = ("moderate", moderator, a_claim(), roles)
    assert not rules.objections_to_verb(*verb)
    assert rules.objections_to_verb(*verb, claimants={2})
    assert rules.objections_to_verb(*verb, leads={2: "LRO"})
    assert rules.objections_to_verb(
        "regrade", moderator, a_claim("accepted"), roles, leads={2: "SIO"}
    )


def test_a_colleague_of_the_claimant_may_revise() -> None:
    assert rules.roles_on(actor(5), a_claim(), []) == ["claimant"]
    assert rules.roles_on(actor(5, unit=9), a_claim(), []) == []
    assert rules.objections_to_verb("revise", actor(5), a_claim("accepted"), ["claimant"])


def test_action_is_accepted_first() -> None:
    proposed, begun = SimpleNamespace(stage="proposed"), SimpleNamespace(stage="in_progress")
    assert not rules.objections_to_claim_for_action(begun, ["accountable unit"])
    assert rules.objections_to_claim_for_action(proposed, ["accountable unit"])
    assert rules.objections_to_claim_for_action(begun, [])


def test_new_grade_differs() -> None:
    assert rules.objections_to_regrade(grade="minor", now="minor")
    assert not rules.objections_to_regrade(grade="major", now="minor")


def test_reason_does_not_name_an_ocg_that_the_claimant_cannot_see() -> None:
    (found,) = rules.objections_to_reason(
        "Copper heron has moved on.", ("OCG-7K3QF2", "Copper Heron", "")
    )
    assert "“Copper Heron”" in found
    assert field_of(found) == "reason"
    assert not rules.objections_to_reason("Copper Heron has moved on.")
