"""Look up records of inspections by their reference, for commands."""

from typing import Any

from broadhurst.capabilities.inspections.queries.paragraphs import standard_paragraphs
from broadhurst.capabilities.inspections.queries.reports import findings, reports
from broadhurst.capabilities.inspections.queries.responses import evidence, responses
from broadhurst.capabilities.inspections.queries.shared import shared_answers
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def a_report(actor: Actor, ref: str) -> Any:
    return cli.find(actor, reports(), ref=ref)


def a_finding(actor: Actor, key: str) -> Any:
    return cli.find(actor, findings(), key=key)


def a_response(actor: Actor, ref: str) -> Any:
    return cli.find(actor, responses(), ref=ref)


def some_evidence(actor: Actor, ref: str) -> Any:
    return cli.find(actor, evidence(), ref=ref)


def a_shared_answer(actor: Actor, ref: str) -> Any:
    return cli.find(actor, shared_answers(), ref=ref)


def a_paragraph(actor: Actor, ref: str) -> Any:
    return cli.find(actor, standard_paragraphs(), ref=ref)


ON_REPORT: dict[str, cli.Find] = {"report": a_report}
ON_FINDING: dict[str, cli.Find] = {"finding": a_finding}
ON_RESPONSE: dict[str, cli.Find] = {"response": a_response}
ON_BOTH = ON_RESPONSE | ON_FINDING
ON_SHARED: dict[str, cli.Find] = {"shared": a_shared_answer}
ON_EVIDENCE: dict[str, cli.Find] = {"evidence": some_evidence}
ON_PARAGRAPH: dict[str, cli.Find] = {"paragraph": a_paragraph}
