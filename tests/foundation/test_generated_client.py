"""A typed client, generated from the description of the API, does what a program needs.

It is the one of docs/api.md. Its requests go to the site without a network.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest

from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.capabilities.register.models import ThreatType
from broadhurst.config.urls import api
from tests.doors import CheckedClient
from tests.people import Cast

NAME = "broadhurst_client"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Generate a client, make it importable, and return its folder and what the generator says."""
    at = tmp_path_factory.mktemp("generated")
    description = at / "openapi.json"
    description.write_text(json.dumps(api.get_openapi_schema()))
    generator = Path(sys.executable).with_name("openapi-python-client")
    to = ["--path", str(description), "--output-path", str(at / NAME), "--meta", "none"]
    made = subprocess.run(  # noqa: S603
        [generator, "generate", *to], cwd=at, check=True, capture_output=True, text=True
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(at)
        yield at / NAME, made.stdout + made.stderr


def client_of(secret: str) -> Any:
    """Return the generated client with a token."""
    client = import_module(NAME).AuthenticatedClient("http://testserver", secret)
    return client.set_httpx_client(
        httpx.Client(
            base_url="http://testserver",
            headers={"Authorization": f"Bearer {secret}"},
            transport=httpx.MockTransport(to_the_site),
        )
    )


def to_the_site(request: httpx.Request) -> httpx.Response:
    """Send a request to the site in this process, in the transaction of the test."""
    answer = CheckedClient().generic(
        request.method,
        request.url.raw_path.decode(),
        request.content,
        content_type=request.headers.get("Content-Type", ""),
        headers={"Authorization": request.headers["Authorization"]},
    )
    return httpx.Response(answer.status_code, headers=dict(answer.headers), content=answer.content)


@pytest.mark.usefixtures("generated")
def test_a_generated_client_lists_and_makes_with_typed_values(cast: Cast) -> None:
    register, models = f"{NAME}.api.register", import_module(f"{NAME}.models")
    client = client_of(issue_token(actor=cast.gail, label="a test", days=1).secret)
    asked = models.PostOcgsBody(
        name="Copper Heron",
        threat_types=[ThreatType.DRUGS.value],
        districts=[cast.bolton.key],
        description="Supplies class A drugs in Liverpool.",
        lro=cast.len.officer.username,
        sio=cast.gail.officer.username,
        urgent_because="An arrest is planned.",
    )

    made = import_module(f"{register}.post_ocgs").sync(client=client, body=asked)

    assert isinstance(made, models.OcgOut)
    assert made.state is models.OcgOutState.ACTIVE
    assert isinstance(made.registered_at, datetime)
    assert {lead.role: lead.officer for lead in made.leads} == {
        models.LeadOutRole.LRO: cast.len.officer.username,
        models.LeadOutRole.SIO: cast.gail.officer.username,
    }
    page = import_module(f"{register}.get_ocgs").sync(client=client)
    assert [(row.ref, row.name, row.open_hits) for row in page.items] == [
        (made.ref, "Copper Heron", 0)
    ]
    assert page.next_ is None
    refused = import_module(f"{register}.get_ocgs_ref").sync("OCG-ZZZZZZ", client=client)
    assert isinstance(refused, models.Problem)
    assert refused.status == 404


def test_the_generator_understands_every_operation(generated: tuple[Path, str]) -> None:
    """It only leaves out the files that are not text, which a program takes as they are."""
    client, said = generated
    operations = [
        one for path in api.get_openapi_schema()["paths"].values() for one in path.values()
    ]
    modules = {path.stem for path in (client / "api").glob("*/*.py")}
    assert {one["operationId"] for one in operations} <= modules
    left_out = {line.split()[3] for line in said.splitlines() if line.startswith("WARNING")}
    assert left_out == {
        "/api/v1/deconfliction/bulk-checks/{ref}/results.xlsx",
        "/api/v1/import-ocgs/template.xlsx",
        "/api/v1/responses/{ref}/letter.{form}",
        "/api/v1/letters/{ref}/letters.zip",
        "/api/v1/letters/recipients/{ref}/letter.docx",
        "/api/v1/letters/recipients/{ref}/letter.pdf",
        "/api/v1/agendas/{ref}/minutes.docx",
        "/api/v1/agendas/{ref}/minutes.pdf",
        "/api/v1/log-copies/{ref}/policy-log.pdf",
        *(
            f"/api/v1/{record}.{form}"
            for record in (
                "ocgs/{ref}/copy",
                "plans/{ref}/copy",
                "bids/{ref}/copy",
                "referrals/{ref}/copy",
                "policy-log/{ref}/copy",
                "ocgs/{ref}/policy-log",
                "transfers/{ref}/pack",
                "board-packs/{ref}/copy",
            )
            for form in ("docx", "pdf")
        ),
    }
