"""Operations as the tests open them, and the regions that the data names."""

from datetime import date
from typing import Any

from broadhurst.capabilities.establishment.commands.load_agencies import load_agencies
from broadhurst.capabilities.operations.commands.open_operation import open_operation
from broadhurst.capabilities.operations.commands.record_outcome import record_outcome
from broadhurst.capabilities.operations.models import Operation, Outcome
from tests.people import Cast

SOURCE = "https://www.example.org/figures"


def an_operation(cast: Cast, name: str = "Operation Teasel") -> Operation:
    return open_operation(
        actor=cast.cora, name=name, description="A made-up operation.",
        agencies=[cast.gail.agency, cast.rita.agency], source=SOURCE,
    )  # fmt: skip


def an_outcome(cast: Cast, operation: Operation, **changes: Any) -> Outcome:
    given: dict[str, Any] = {
        "measure": "arrests", "stage": "arrested", "value": 10, "unit": "count",
        "as_of": date(2021, 1, 1), "source": SOURCE,
    }  # fmt: skip
    return record_outcome(actor=cast.cora, operation=operation, **(given | changes))


def real_bodies(cast: Cast) -> None:
    load_agencies(actor=cast.system)
