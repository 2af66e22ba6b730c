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
            finding=one.finding,
            by=one.answer.finding,
            answered_on=known.get(one.finding_id, today),
        )
        for one in shared_in(response)
    )


def copy_shared(answer: Answer, new_answer: Answer) -> None:
    """Copy the shared answers of the version before to the answer of a new version."""
    for one in answer.shared.filter(withdrawn_at=None):
        SharedAnswer.objects.create(
            dossier_id=one.dossier_id,
            ref=new_reference("SHR"),
            answer=new_answer,
            finding_id=one.finding_id,
            shared_by_id=one.shared_by_id,
            shared_at=one.shared_at,
        )
