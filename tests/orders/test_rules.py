"""The rules of court orders, without a database."""

from datetime import date
from types import SimpleNamespace

import pytest

from broadhurst.capabilities.orders import rules
from broadhurst.capabilities.register.rules.registering import LRO

TODAY, MADE = date(2021, 3, 1), date(2020, 9, 14)
ORDER = SimpleNamespace(
    stage="in_force", made_on=MADE, from_on=MADE, until_on=date(2025, 9, 13), monitor_unit_id=3,
    monitor_id=None,
)  # fmt: skip


def test_every_kind_of_order_but_another_names_its_law() -> None:
    assert [kind for kind, law in rules.LAW.items() if not law] == ["other"]


@pytest.mark.parametrize(
    ("on", "said"),
    [(date(2021, 3, 2), "today or in the past"), (date(2020, 1, 1), "after 14 September 2020")],
)
def test_event_is_past_and_after_the_order(on: date, said: str) -> None:
    [objection] = rules.objections_to_verb(
        "record_check", ORDER, [LRO], on=on, today=TODAY, text=""
    )
    assert said in objection


def test_only_keepers_change_an_order_and_nobody_changes_a_withdrawn_one() -> None:
    assert rules.verbs_open(ORDER, []) == []
    assert "record_check" in rules.verbs_open(ORDER, [rules.MONITOR])
    withdrawn = SimpleNamespace(**vars(ORDER) | {"stage": "withdrawn"})
    assert rules.verbs_open(withdrawn, [LRO]) == []


def test_order_without_a_last_day_does_not_expire() -> None:
    lasting = SimpleNamespace(**vars(ORDER) | {"until_on": None})
    assert rules.objections_to_end(lasting, how="expired", on=TODAY)
    assert not rules.objections_to_end(lasting, how="discharged", on=TODAY)
    assert not rules.objections_to_end(ORDER, how="expired", on=date(2025, 9, 13))
