"""Whether a correction says the same as the version that it corrects."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.figures.letter import compose
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.responses import answers_of, evidence_of
from broadhurst.capabilities.inspections.queries.shared import shared_in

TEXTS = (
    "subject", "sender", "recipient", "greeting", "signed_by", "office", "copies",
    "chief_officer_comments", "body_comments", "reply",
)  # fmt: skip
EVIDENCE = (
    "kind", "name", "text", "since", "as_of", "figure", "records", "is_publishable", "held_by_id",
)  # fmt: skip


def is_unchanged(response: Response, as_of: date) -> bool:
    """Return whether a letter is the same as the version that it corrects.

    It is not the same if the report was corrected since, or if a figure now has another value.
    """
    before = response.corrects
    if before is None or before.report_edition != response.report.edition:
        return False
    if _content(before) != _content(response):
        return False
    return _said(before.frozen_figures) == _said(compose(response, as_of).figures)


def _content(response: Response) -> dict[str, Any]:
    """Return what people wrote and chose, without who did and when."""
    # A correction has the day of the version before on each paragraph that was not counted again.
    kept = {"as_of": response.published_on.isoformat()} if response.published_on else {}
    shared: dict[int, set[int]] = defaultdict(set)
    for shared_answer in shared_in(response):
        shared[shared_answer.answer.finding_id].add(shared_answer.finding_id)
    return {
        "texts": [getattr(response, name) for name in TEXTS],
        "paragraphs": [kept | paragraph for paragraph in response.paragraphs],
        "answers": {
            finding: (
                answer.answer,
                answer.explanation,
                answer.owner_id,
                answer.due_on,
                [
                    [getattr(evidence, name) for name in EVIDENCE]
                    for evidence in evidence_of(answer)
                ],
                shared[finding],
            )
            for finding, answer in answers_of(response).items()
        },
    }


def _said(figures: Iterable[Mapping[str, Any]]) -> list[tuple[Any, Any]]:
    return [(figure["title"], figure["in_words"]) for figure in figures]
