"""The answers about responses, their clearance, answers and evidence, from their rows."""

from collections.abc import Iterable

from broadhurst.capabilities.clearance.models import Move, Step
from broadhurst.capabilities.clearance.queries import moves_of
from broadhurst.capabilities.clearance.schemas import ClearanceStepOut, MoveOut
from broadhurst.capabilities.inspections.api.publication_schemas import (
    AlsoPublishedOut,
    DifferenceOut,
    DigestOut,
    PdfSignatureOut,
    PublicationOut,
)
from broadhurst.capabilities.inspections.api.schemas import (
    AnswerOut,
    EvidenceOut,
    RecountOut,
    ResponseDetailOut,
    ResponseOut,
    SharedAnswerOut,
)
from broadhurst.capabilities.inspections.figures.letter import compose
from broadhurst.capabilities.inspections.models import (
    Answer,
    Evidence,
    Publication,
    Response,
    SharedAnswer,
)
from broadhurst.capabilities.inspections.queries.clearing import Clearing
from broadhurst.capabilities.inspections.queries.responses import answers_of, remaining
from broadhurst.capabilities.inspections.queries.shared import (
    AnsweredElsewhere,
    judged,
    shared_answers,
    shared_in,
)
from broadhurst.capabilities.inspections.queries.signatures import is_as_published, signature_on
from broadhurst.capabilities.inspections.rules.differences import Difference
from broadhurst.capabilities.inspections.rules.digests import Digest
from broadhurst.capabilities.inspections.writes.recounted import Recount
from broadhurst.foundation import clock


def as_response(response: Response) -> ResponseOut:
    return ResponseOut(
        ref=response.ref,
        report=response.report.ref,
        body=response.body.key,
        force=response.force.key,
        stage=response.stage,
        due_on=response.last_day,
        comments_due_on=response.comments_due_on,
        published_on=response.published_on,
        published_url=response.published_url or None,
        is_late=response.is_late,
        version=response.version,
        corrects=response.corrects.ref if response.corrects else None,
        correction=response.correction or None,
        withdrawn_because=response.withdrawn_because or None,
        paragraphs=[paragraph["key"] for paragraph in response.paragraphs],
        sent_to_hmicfrs_on=response.sent_to_hmicfrs_on,
        sent_to_home_secretary_on=response.sent_to_home_secretary_on,
    )


def response_in_full(
    response: Response, now: Clearing | None, recounts: Iterable[Recount]
) -> ResponseDetailOut:
    if response.stage in (Response.Stage.PUBLISHED, Response.Stage.ELSEWHERE):
        letter, figures = response.frozen_markdown, response.frozen_figures
    else:
        composed = compose(response, clock.today())
        letter, figures = composed.markdown, composed.figures
    shared = shared_in(response)
    return ResponseDetailOut(
        **as_response(response).model_dump(),
        remaining=remaining(response, clock.today()),
        recounts=[as_recount(recount) for recount in recounts],
        clearance=[as_step(*row) for row in now.rows] if now else [],
        clearance_history=[as_move(move) for move in moves_of(response.ref)],
        answers=[as_answer(saved, shared) for saved in answers_of(response).values()],
        letter=letter,
        figures=figures,
    )


def as_recount(recount: Recount) -> RecountOut:
    return RecountOut(
        evidence=recount.evidence.ref,
        cited=recount.cited,
        today=recount.today,
        has_drifted=recount.has_drifted,
    )


def as_step(step: Step, who: str, is_taken: bool) -> ClearanceStepOut:
    """Return a step, without an earlier clearance that counts no longer."""
    return ClearanceStepOut(
        step=step.kind,
        who=who,
        taken_by=step.taken_by.name if step.taken_by and is_taken else None,
        taken_for=step.taken_for.name if step.taken_for and is_taken else None,
        taken_at=step.taken_at if is_taken else None,
        comment=step.comment or None if is_taken else None,
    )


def as_move(move: Move) -> MoveOut:
    return MoveOut(
        outcome=move.outcome,
        step=move.step or None,
        back_to=move.back_to or None,
        comment=move.comment or None,
        by=move.by.name,
        at=move.at,
    )


def as_answer(answer: Answer, shared: Iterable[SharedAnswer] | None = None) -> AnswerOut:
    """Return an answer. `shared` are the shared answers of its response, if they are read."""
    if shared is None:
        shared = shared_answers().filter(answer=answer, withdrawn_at=None)
    return AnswerOut(
        finding=answer.finding.key,
        answer=answer.answer,
        explanation=answer.explanation,
        owner=answer.owner.username if answer.owner else None,
        due_on=answer.due_on,
        also_answers=[
            as_shared(shared_answer)
            for shared_answer in shared
            if shared_answer.answer_id == answer.pk
        ],
    )


def as_shared(shared: SharedAnswer) -> SharedAnswerOut:
    return SharedAnswerOut(
        ref=shared.ref,
        response=shared.answer.response.ref,
        finding=shared.answer.finding.key,
        also_answers=shared.finding.key,
        report=shared.finding.report.ref,
        withdrawn_at=shared.withdrawn_at,
        withdrawn_because=shared.withdrawn_because or None,
    )


def as_also_published(answered: AnsweredElsewhere) -> AlsoPublishedOut:
    return AlsoPublishedOut(
        finding=answered.row.finding.key,
        report=answered.row.finding.report.ref,
        answered_on=answered.row.answered_on,
        last_day=answered.timing.last_day,
        is_late=answered.timing.is_late,
    )


def as_evidence(evidence: Evidence) -> EvidenceOut:
    return EvidenceOut(
        ref=evidence.ref,
        kind=evidence.kind,
        name=evidence.name,
        since=evidence.since,
        as_of=evidence.as_of,
        figure=evidence.figure or None,
        records=evidence.records,
        is_publishable=evidence.is_publishable,
        withdrawn_at=evidence.withdrawn_at,
    )


def as_publication(publication: Publication) -> PublicationOut:
    return PublicationOut(
        ref=publication.ref,
        title=publication.title,
        published_on=publication.published_on,
        due_on=publication.last_day,
        is_late=publication.is_late,
        version=publication.version,
        corrects=publication.corrects.ref if publication.corrects else None,
        corrected_because=publication.corrected_because or None,
        url=publication.url or None,
        figures=publication.figures,
        text_sha256=publication.text_sha256 or None,
        pdf_sha256=publication.pdf_sha256 or None,
        docx_sha256=publication.docx_sha256 or None,
        pdf_signed_by=publication.pdf_signed_by or None,
        certificate_sha256=publication.certificate_sha256 or None,
        also_answers=[
            as_also_published(judged(shared_answer))
            for shared_answer in publication.shared.select_related("finding__report")
        ],
    )


def as_signature(publication: Publication) -> PdfSignatureOut:
    """Return the signature of a published PDF, verified now."""
    signature = signature_on(publication)
    return PdfSignatureOut(
        is_signed=signature is not None,
        signed_by=signature.signed_by if signature else None,
        certificate_sha256=signature.certificate_sha256 if signature else None,
        signed_at=signature.at if signature else None,
        is_as_published=is_as_published(publication, signature),
    )


def as_digest(digest: Digest) -> DigestOut:
    return DigestOut(
        form=digest.form,
        recorded=digest.recorded,
        now=digest.now,
        is_intact=digest.is_intact,
    )


def as_difference(difference: Difference) -> DifferenceOut:
    return DifferenceOut(kind=difference.kind, before=difference.before, after=difference.after)
