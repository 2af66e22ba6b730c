"""Copy and publish a response's shared answers to findings of other reports.

Not a command. The commands that publish and correct a response call it.
"""

from datetime import date

from broadhurst.capabilities.inspections.models import (
    Answer,
    Publication,
    Response,
    SharedAnswer,
    SharedPublication,
)
from broadhurst.capabilities.inspections.queries.shared import answered_before, shared_in
from broadhurst.foundation.doors.references import new_reference


def publish_shared(response: Response, publication: Publication, today: date) -> None:
    """Store which findings of other reports a publication answers, and since when."""
    known = answered_before(response)
    SharedPublication.objects.bulk_create(
        SharedPublication(
            publication=publication,
            finding=shared_answer.finding,
            by=shared_answer.answer.finding,
            answered_on=known.get(shared_answer.finding_id, today),
        )
        for shared_answer in shared_in(response)
    )


def copy_shared(answer: Answer, new_answer: Answer) -> None:
    """Copy the shared answers of the version before to the answer of a new version."""
    for shared_answer in answer.shared.filter(withdrawn_at=None):
        SharedAnswer.objects.create(
            dossier_id=shared_answer.dossier_id,
            ref=new_reference("SHR"),
            answer=new_answer,
            finding_id=shared_answer.finding_id,
            shared_by_id=shared_answer.shared_by_id,
            shared_at=shared_answer.shared_at,
        )
