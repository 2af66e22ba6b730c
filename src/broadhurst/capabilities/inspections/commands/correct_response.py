"""Correct a published response: open its next version as a draft copy."""

from typing import Any

from django.db.models import Model

from broadhurst.capabilities.clearance.writes.chain import open_chain
from broadhurst.capabilities.inspections.models import Answer, Evidence, Response
from broadhurst.capabilities.inspections.queries.forms import to_correct
from broadhurst.capabilities.inspections.queries.notified import invited_units
from broadhurst.capabilities.inspections.queries.responses import (
    evidence_of,
    locked,
    names_in,
)
from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.inspections.rules.corrections import objections_to_reason
from broadhurst.capabilities.inspections.rules.responses import (
    objections_to_public_text,
)
from broadhurst.capabilities.inspections.writes.shared import copy_shared
from broadhurst.capabilities.register.queries.text_check import Text
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if

# Fields that a new version does not copy from the earlier version.
NOT_COPIED = (
    "id", "cleared_by_id", "cleared_at", "cleared_digest", "published_at", "published_on",
    "frozen_markdown", "frozen_figures", "sent_to_hmicfrs_on", "sent_to_home_secretary_on",
    "report_edition",
)  # fmt: skip


class CorrectResponseForm(CommandForm):
    because = TextAreaField(
        label="Reason for the correction",
        help_text="Anyone can read this when the new version is published, so do not include OCG "
        "names or references. For example: the number of districts was wrong.",
        max_length=1000,
        rows=3,
    )


@for_record(to_correct("correct"))
@command
def correct_response(*, actor: Actor, response: Response, because: str) -> Response:
    """Open the next version, with the same answers, evidence and readers."""
    response = locked(response)
    refuse_if(
        to_correct("correct")(actor, response)
        + objections_to_reason(because)
        + objections_to_public_text(because, names_in(because))
    )

    reason = Text("the reason for the correction", because, "because")
    public = public_names(response)
    check_text(actor, response.ref, response.dossier, [reason], public=public)

    now = clock.now()
    new_version = Response.objects.create(
        **_copied(response, *NOT_COPIED) | {
            "ref": new_reference("RSP"), "stage": Response.Stage.DRAFTING, "opened_at": now,
            "version": response.version + 1, "corrects_id": response.pk, "correction": because,
            "last_edited_by_id": actor.officer.pk, "last_edited_at": now,
            "paragraphs": _as_counted(response),
        }
    )  # fmt: skip
    open_chain(new_version.ref, new_version.dossier, new_version.body)
    for answer in response.answers.all():
        new_answer = Answer.objects.create(
            **_copied(answer, "id") | {"response_id": new_version.pk}
        )
        copy_shared(answer, new_answer)
        for evidence in evidence_of(answer):
            copy = _copied(evidence, "id") | {
                "answer_id": new_answer.pk,
                "ref": new_reference("EVD"),
            }
            Evidence.objects.create(**copy)

    record(
        actor,
        "response.correction_opened",
        new_version.ref,
        dossier=new_version.dossier,
        tell=[new_version.unit, *invited_units(new_version)],
        before=response.ref,
        version=new_version.version,
        because=because,
    )
    return new_version


def _as_counted(response: Response) -> list[dict[str, Any]]:
    """Return the paragraphs, each with the day that the published letter used."""
    day = response.published_on.isoformat() if response.published_on else ""
    return [{"as_of": day} | paragraph for paragraph in response.paragraphs]


def _copied(row: Model, *without: str) -> dict[str, Any]:
    names = [field.attname for field in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name not in without}
