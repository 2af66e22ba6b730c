"""Queries for responses, their answers and their evidence."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from broadhurst.capabilities.inspections.models import (
    Addressee,
    Answer,
    Evidence,
    Finding,
    Response,
)
from broadhurst.capabilities.inspections.queries.shared import answered_for, ask_answered_for
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.findings import ANSWERED_KINDS
from broadhurst.capabilities.register.queries.text_check import Text, found_in_sight
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.govuk.words import in_sentence


def locked(response: Response) -> Response:
    """Lock the response's row.

    Every command that changes a response takes this lock first.
    """
    return lock(Response.objects.all(), response)


def responses() -> QuerySet[Response]:
    """Return responses with the related rows that their pages show."""
    return Response.objects.select_related(
        "report__publisher",
        "body",
        "force",
        "unit",
        "dossier",
        "last_edited_by",
        "cleared_by",
        "corrects",
        "withdrawn_by",
    )


def live() -> QuerySet[Response]:
    """Return responses that were not withdrawn."""
    return Response.objects.exclude(stage=Response.Stage.WITHDRAWN)


def newer_than(response: Response) -> Response | None:
    """Return the version that corrects a response, unless it was withdrawn.

    None if there is none.
    """
    return live().filter(corrects=response).first()


def to_answer(response: Response) -> QuerySet[Finding]:
    """Return the findings that are addressed to the response's force or body."""
    return _to_answer(response.report_id, response.force_id, response.body_id)


@prepared_query
def _addressed(report: int, force: int, body: int) -> QuerySet[Finding]:
    return _to_answer(report, force, body)


def _to_answer(report: int, force: int, body: int) -> QuerySet[Finding]:
    addressed = Addressee.objects.filter(finding=OuterRef("pk"))
    return Finding.objects.filter(
        Exists(addressed.filter(Q(agency=force) | Q(agency=body))),
        report=report,
        kind__in=ANSWERED_KINDS,
        withdrawn_at=None,
    ).order_by("number", "pk")


def may_answer(response: Response) -> QuerySet[Finding]:
    """Return the findings that a response can answer.

    It can answer findings that it must answer, findings with no known addressee, and findings that
    it already answered.
    """
    nobody = ~Exists(Addressee.objects.filter(finding=OuterRef("pk")))
    answered = response.answers.values("finding")
    return Finding.objects.filter(
        Q(pk__in=to_answer(response).values("pk"))
        | Q(nobody, report=response.report_id)
        | Q(pk__in=answered),
        withdrawn_at=None,
    ).order_by("number", "pk")


def answer_to(response: Response, finding: Finding) -> Answer | None:
    """Return the answer of a response to a finding, or None."""
    return response.answers.filter(finding=finding).first()


def answers_of(response: Response) -> dict[int, Answer]:
    """Return the answers of a response, by finding."""
    answers = {answer.finding_id: answer for answer in _answers(response.pk)}
    for answer in answers.values():
        answer.response = response
    return answers


@prepared_query
def _answers(response: int) -> QuerySet[Answer]:
    rows = Answer.objects.filter(response=response)
    return rows.select_related("finding__report", "answered_by", "owner")


def evidence() -> QuerySet[Evidence]:
    """Return evidence with the related rows that its page shows."""
    return Evidence.objects.select_related(
        "answer__response__report", "answer__finding", "held_by", "added_by", "dossier"
    )


def evidence_of(answer: Answer) -> QuerySet[Evidence]:
    """Return the evidence of an answer that was not withdrawn."""
    return answer.evidence.filter(withdrawn_at=None).select_related("held_by__agency", "added_by")


def asks_of_remaining(response: Response) -> list[Ask]:
    """Return the statements of `remaining`, to send them ahead."""
    return [
        _answers.ask(response.pk),
        ask_answered_for(response),
        _addressed.ask(response.report_id, response.force_id, response.body_id),
    ]


def remaining(response: Response, today: date) -> list[str]:
    """Return what must still be done before a response is complete."""
    if response.report.withdrawn_at:
        return ["Withdraw this response, because the report was withdrawn."]
    answered = {*answers_of(response), *answered_for(response)}
    return rules.remaining(
        response,
        unanswered=[
            in_sentence(str(finding))
            for finding in _addressed(response.report_id, response.force_id, response.body_id)
            if finding.pk not in answered
        ],
        has_letter_fields=all(
            (response.sender, response.recipient, response.signed_by, response.office)
        ),
        today=today,
    )


def names_in(text: str) -> list[str]:
    """Return the names and identifiers in a text, of records that the reader can see."""
    return [match.words for match in found_in_sight([Text("the text", text)])]
