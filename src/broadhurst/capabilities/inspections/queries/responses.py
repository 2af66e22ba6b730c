"""Reads of responses, their answers and their evidence."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from broadhurst.capabilities.inspections.models import (
    Addressee,
    Answer,
    Evidence,
    Finding,
    Response,
)
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.findings import ANSWERED_KINDS
from broadhurst.capabilities.register.queries.text_check import Text, found_in_sight
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.govuk.words import in_sentence


def locked(response: Response) -> Response:
    """The response's row, locked: every command that changes a response takes this lock first."""
    return lock(Response.objects.all(), response)


def responses() -> QuerySet[Response]:
    """Responses with what their pages show."""
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
    """Responses that were not withdrawn."""
    return Response.objects.exclude(stage=Response.Stage.WITHDRAWN)


def newer_than(response: Response) -> Response | None:
    """The version that corrects a response, if there is one that was not withdrawn."""
    return live().filter(corrects=response).first()


def to_answer(response: Response) -> QuerySet[Finding]:
    """The findings that a response must answer: what asks something of its force or its body."""
    asked = Addressee.objects.filter(
        finding=OuterRef("pk"), agency__in=(response.force_id, response.body_id)
    )
    return Finding.objects.filter(
        Exists(asked), report=response.report_id, kind__in=ANSWERED_KINDS, withdrawn_at=None
    ).order_by("number", "pk")


def may_answer(response: Response) -> QuerySet[Finding]:
    """Those, findings with no known addressee, and findings that it has answered already."""
    nobody = ~Exists(Addressee.objects.filter(finding=OuterRef("pk")))
    answered = response.answers.values("finding")
    return Finding.objects.filter(
        Q(pk__in=to_answer(response).values("pk"))
        | Q(nobody, report=response.report_id)
        | Q(pk__in=answered),
        withdrawn_at=None,
    ).order_by("number", "pk")


def answer_to(response: Response, finding: Finding) -> Answer | None:
    """The answer of a response to a finding."""
    return response.answers.filter(finding=finding).first()


def answers_of(response: Response) -> dict[int, Answer]:
    """The answers of a response, by finding."""
    rows = response.answers.select_related("finding", "answered_by")
    return {answer.finding_id: answer for answer in rows}


def evidence() -> QuerySet[Evidence]:
    """Evidence with what its page shows."""
    return Evidence.objects.select_related(
        "answer__response__report", "answer__finding", "held_by", "added_by", "dossier"
    )


def evidence_of(answer: Answer) -> QuerySet[Evidence]:
    """The evidence under an answer that was not withdrawn."""
    return answer.evidence.filter(withdrawn_at=None).select_related("held_by__agency", "added_by")


def remaining(response: Response, today: date) -> list[str]:
    """What is still to be done before a response is complete."""
    if response.report.withdrawn_at:
        return ["Withdraw this response, because the report was withdrawn."]
    answered = answers_of(response)
    return rules.remaining(
        response,
        unanswered=[in_sentence(str(f)) for f in to_answer(response) if f.pk not in answered],
        has_letter_fields=all(
            (response.sender, response.recipient, response.signed_by, response.office)
        ),
        today=today,
    )


def names_in(text: str) -> list[str]:
    """The names and identifiers in a text of those records that the reader may see."""
    return [one.words for one in found_in_sight([Text("the text", text)])]
