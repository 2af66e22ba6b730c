"""The OpenAPI description of deconfliction matches what it accepts and returns."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from broadhurst.capabilities.bulk_checks.api.rows import IN_JSON
from broadhurst.capabilities.bulk_checks.sheets.columns import guess
from tests.bulk_checks.tables import PURPOSE, checked
from tests.doors import Machine
from tests.openapi_checks import asked_in_the_address, fits, hoped_for, schema_of
from tests.people import Cast

GUIDE = Path(__file__).parents[2] / "docs/api.md"
PHONE = "07700 900550"


@pytest.mark.parametrize(
    ("phone", "status"),
    [(PHONE, 201), ([PHONE], 201), ([PHONE, "07700 900551"], 201), ({"one": PHONE}, 422)],
)
def test_what_is_described_of_a_check_is_what_is_taken(
    cast: Cast, phone: object, status: int
) -> None:
    machine = Machine(cast.gail)
    check = machine.get("/openapi.json").json()["paths"]["/api/v1/deconfliction/checks"]["post"]
    answer = machine.post("/deconfliction/checks", phone=phone)
    assert answer.status_code == status
    assert fits({"phone": phone}, schema_of(check)) is (status == 201)


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({"rows": [{"Name": "Perry Windle", "DOB": "27/03/1988"}, {"Name": None}]}, 201),
        ({"rows": [{"Name": "Perry Windle", "Phone": "07700 900550"}]}, 201),
        ({"rows": ["Perry Windle"]}, 422),
        ({"rows": [{"Name": ["Perry", "Windle"]}]}, 422),
        ({"rows": [{"Name": True}]}, 422),
        ({"rows": [{}]}, 422),
        ({"rows": []}, 422),
        ({"file": "Name\r\nPerry Windle"}, 422),
        ({}, 422),
    ],
)
def test_what_is_described_of_a_table_in_json_is_what_is_taken(
    cast: Cast, answers: dict[str, Any], status: int
) -> None:
    machine = Machine(cast.gail)
    send = machine.get("/openapi.json").json()["paths"]["/api/v1/deconfliction/bulk-checks"]["post"]
    given = {"matter": "OP-TEASEL", "purpose": PURPOSE, "only_targets": True, **answers}
    assert machine.post("/deconfliction/bulk-checks", **given).status_code == status
    assert fits(given, schema_of(send, "application/json")) is (status == 201)


def test_the_example_of_a_row_is_one() -> None:
    row = IN_JSON["rows"]["items"]
    assert all(fits(one, row) and all(guess(list(one))) for one in row["examples"])


def test_what_the_guide_sends_is_taken(cast: Cast) -> None:
    sent = re.findall(r"\$API(\S+) --json '(.+?)'", GUIDE.read_text(), re.DOTALL)
    assert [path for path, _ in sent] == ["/deconfliction/checks", "/deconfliction/bulk-checks"]
    for path, body in sent:
        answer = Machine(cast.gail).post(path, **json.loads(body))
        assert answer.status_code == 201, answer.content


def test_the_rows_of_a_table_are_read_by_each_answer_that_is_described(cast: Cast) -> None:
    bulk, machine = checked(cast.gail), Machine(cast.gail)
    at = "/deconfliction/bulk-checks/{ref}/rows"
    described = machine.get("/openapi.json").json()["paths"][f"/api/v1{at}"]["get"]
    path = at.replace("{ref}", bulk.ref)
    told = [row["answer"] for row in machine.get(path).json()["items"]]
    answers = asked_in_the_address(described)["answer"]["schema"]["enum"]
    assert set(told) <= set(answers)
    for answer in answers:
        shown = [row["answer"] for row in machine.get(f"{path}?answer={answer}").json()["items"]]
        assert shown == [one for one in told if one == answer]


def test_what_is_made_and_what_is_not_is_answered_as_described(cast: Cast) -> None:
    machine = Machine(cast.gail)
    paths = machine.get("/openapi.json").json()["paths"]
    made = machine.post("/deconfliction/checks", phone=PHONE)
    receipt = made.json()["receipt"]
    verified = machine.post("/deconfliction/verify", receipt=receipt)
    answers = {"checks": made.status_code, "verify": verified.status_code}
    assert answers == {"checks": 201, "verify": 200}
    for path, code in answers.items():
        assert hoped_for(paths[f"/api/v1/deconfliction/{path}"]["post"]) == [code]
