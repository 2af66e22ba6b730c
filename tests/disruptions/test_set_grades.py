"""Set the wording of the grades: set_grades."""

from datetime import date
from typing import Any

import pytest

from broadhurst.capabilities.disruptions.commands.set_grades import set_grades
from broadhurst.capabilities.disruptions.models import DisruptionPolicy
from broadhurst.capabilities.disruptions.queries.disruptions import policy_on
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast

FIRST = date(2021, 4, 1)
GIVEN: dict[str, Any] = {
    "name": "Regional wording, April 2021",
    "major": "It has ended.",
    "moderate": "It does less for months.",
    "minor": "It recovers within weeks.",
    "kinds": ["Pursue: Arrest", "pursue: Boat seized", "Prevent: Person diverted from crime",
              "Protect: Target hardening", "Prepare: Partners trained or exercised"],
    "source": "Agreed by the regional board.",
    "from_on": FIRST,
}  # fmt: skip


def test_a_wording_counts_from_its_first_day_and_a_kept_type_keeps_its_key(cast: Cast) -> None:
    before = policy_on(date(2021, 3, 31))
    policy = set_grades(actor=cast.system, **GIVEN)
    assert policy_on(date(2021, 3, 31)) == before
    assert policy_on(FIRST) == policy
    assert policy.words["major"] == "It has ended."
    assert policy.kinds[0] == {"key": "arrest", "p": "pursue", "label": "Arrest"}
    keys = [row["key"] for row in policy.kinds]
    assert len(set(keys)) == len(keys)
    assert policy.label_of(keys[1]) == "Boat seized"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"from_on": date(2021, 2, 1)}, "in the past"),
        ({"kinds": ["Arrest"]}, "like Pursue: Arrest"),
        ({"kinds": ["Pursue: Arrest", "pursue: ARREST"]}, "Enter each type once"),
        ({"kinds": ["Pursue: Arrest"]}, "Add a type for prepare, prevent, protect"),
    ],
)
def test_a_wording_that_could_not_be_used_is_refused(
    cast: Cast, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        set_grades(actor=cast.system, **(GIVEN | changes))


def test_only_an_administrator_of_the_service_sets_it(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only an administrator of the service"):
        set_grades(actor=cast.mo, **GIVEN)
    page = browser(cast.mo)
    assert "set-grades" not in page.get("/disruption-grades/").content.decode()
    assert page.get("/disruption-grades/set-grades/").status_code == 403
    body = GIVEN | {"from_on": "2021-04-01"}
    assert Machine(cast.mo).post("/disruption-grades/set-grades", **body).status_code == 409


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    page, machine = browser(cast.system), Machine(cast.system)
    assert "set-grades" in page.get("/disruption-grades/").content.decode()
    shown = page.get("/disruption-grades/set-grades/").content.decode()
    assert "Pursue: Arrest" in shown
    body = GIVEN | {"kinds": "\n".join(GIVEN["kinds"]), "from_on": "2021-04-01"}
    assert page.post("/disruption-grades/set-grades/", body).status_code == 302
    answer = machine.post("/disruption-grades/set-grades", **(GIVEN | {"from_on": "2021-05-01"}))
    assert (answer.status_code, answer.json()["from_on"]) == (201, "2021-05-01")
    options = [
        word
        for name, value in (GIVEN | {"kinds": "; ".join(GIVEN["kinds"])}).items()
        for word in (f"--{name.replace('_', '-')}", str(value))
    ]
    done = terminal(cast.system, "disruptions", "set-grades", *options)
    assert done.exit_code == 0, done.output
    assert DisruptionPolicy.objects.count() == 4
