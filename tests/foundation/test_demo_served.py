"""One run of `broadhurst demo`: load, serve, publish, and fetch a draft as a PDF."""

import json
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import Any

from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.capabilities.inspections.commands.address import address
from broadhurst.capabilities.inspections.commands.answer import answer
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.comment import comment
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.invite_comments import invite_comments
from broadhurst.capabilities.inspections.commands.load_reports import load_reports
from broadhurst.capabilities.inspections.commands.open_response import open_response
from broadhurst.capabilities.inspections.models import Finding, Report, Response
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Agency, Posting
from tests.conftest import copied, named
from tests.inspections.making import LETTER
from tests.server_process import PATIENCE, served

REPORT = "rocu-2021"
DAY_BEFORE_THE_HISTORY = "2019-09-03"


def test_load_serve_publish_and_a_draft_pdf(worker: str, django_db_blocker: Any) -> None:
    with (
        copied(f"broadhurst_{worker}_demo") as name,
        served(name, "--until", DAY_BEFORE_THE_HISTORY, verb="demo") as (site, _server),
    ):
        with django_db_blocker.unblock(), named(name), clock.set_to(datetime.now(UTC)):
            response, tokens = cleared()
        pdf, published = f"/responses/{response.ref}/letter.pdf", f"/published/{response.ref}/"
        assert sent(f"{site}/api/v1{pdf}", tokens["pol"]).startswith(b"%PDF")
        said = {"late_reason": "The response was prepared in a test."}
        made = sent(f"{site}/api/v1/responses/{response.ref}/publish", tokens["della"], said)
        assert json.loads(made)["is_late"] is True
        assert b"Deputy Mayor" in sent(f"{site}{published}", "")


def cleared() -> tuple[Response, dict[str, str]]:
    """Return a response that may be published, and a token of each officer who works on it."""
    pol, della = actor(officer__username="pol"), actor(officer__username="della")
    cora = actor(unit__agency__key="gmp", roles__contains=["coordinator"])
    load_reports(actor=pol)
    report = Report.objects.get(key=REPORT)
    force = Agency.objects.get(key="gmp")
    response = open_response(actor=pol, report=report, force=force)
    invite_comments(
        actor=pol, response=response, units=[cora.unit], due_on=clock.today() + timedelta(days=1)
    )
    comment(actor=cora, response=response, comments="We agree with the report.")
    for finding in Finding.objects.filter(report=report, addressees__agency=force):
        answer(
            actor=pol, response=response, finding=finding, answer="action_taken",
            explanation="Both act on one plan.",
        )  # fmt: skip
    address(actor=pol, response=response, **LETTER)
    draft(actor=pol, response=response, body_comments="We commend the staff.")
    clear(actor=della, response=response, is_read=True)
    tokens = {
        actor.officer.username: issue_token(actor=actor, label="a test", days=1).secret
        for actor in (pol, della)
    }
    with as_actor(pol):
        return responses().get(pk=response.pk), tokens


def actor(**of: object) -> Actor:
    posting = Posting.objects.select_related("officer", "unit__agency").filter(**of).first()
    assert posting
    return actor_in(posting)


def sent(address: str, token: str, body: dict[str, str] | None = None) -> bytes:
    headers = {"Content-Type": "application/json"}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    data = json.dumps(body).encode() if body is not None else None
    asked = urllib.request.Request(address, data, headers)  # noqa: S310
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answered:  # noqa: S310
        return bytes(answered.read())
