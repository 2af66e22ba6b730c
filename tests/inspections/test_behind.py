"""Tests for the sentence about records that the reader of a figure cannot open."""

import pytest

from broadhurst.capabilities.inspections.figures.behind import held_elsewhere
from broadhurst.foundation.figure import Record

FORCE, COUNTS = "Northshire Police", "This figure counts"
ASK = "Ask the organisation that holds a record to show it."


@pytest.mark.parametrize(
    ("behind", "opened", "said"),
    [
        (1, 0, f"{COUNTS} 1 record of {FORCE}. You cannot open it. {ASK}"),
        (4, 0, f"{COUNTS} 4 records of {FORCE}. You cannot open any of them. {ASK}"),
        (4, 2, f"{COUNTS} 4 records of {FORCE}. You can open 2 of them. {ASK}"),
        (2, 2, ""),
        (0, 0, ""),
        (None, 1, f"The number of records of {FORCE} is hidden. You can open 1 of them. {ASK}"),
    ],
)  # fmt: skip
def test_it_says_how_many_can_be_opened_and_who_to_ask(
    behind: int | None, opened: int, said: str
) -> None:
    figure = {"scope_key": "agency:northshire", "scope": FORCE, "behind": behind}
    records = [Record(f"OCG-{n}", "words", "/x/") for n in range(opened)]
    assert held_elsewhere(figure, records) == said
