"""The life of an OCG as its page shows it: its statuses, and steps that the reader can take."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from broadhurst.capabilities.register.models import Ocg, Stage
from broadhurst.capabilities.register.queries.statuses import (
    StatusSpan,
    ask_proposals,
    proposals_of,
    statuses_of,
)
from broadhurst.capabilities.register.rules.life import objections_to_reopen, objections_to_step
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.database.ahead import Ask

STEPS = {
    "start_assessment": "Start the assessment of this OCG",
    "adopt": "Adopt this OCG",
    "decline_adoption": "Record why this OCG is not adopted",
    "reopen": "Reopen this OCG",
    "make_dormant": "Make this OCG dormant",
    "resume_work": "Resume work on this OCG",
    "keep_dormant": "Keep this OCG dormant",
}


@dataclass(frozen=True)
class Step:
    """A link to a step of an OCG's life."""

    text: str
    href: str


def stages_of(ocg: Ocg) -> list[Stage]:
    """Return the stages of an OCG's life, oldest first."""
    return _stages(ocg.pk)


@prepared_query
def _stages(ocg: int) -> QuerySet[Stage]:
    return Stage.objects.filter(ocg=ocg).select_related("begun_by")


def asks_of(ocg: Ocg) -> list[Ask]:
    """Return the statements of the stages and of the proposals, to send them ahead."""
    return [_stages.ask(ocg.pk), ask_proposals(ocg)]


def life_of(ocg: Ocg) -> list[StatusSpan]:
    """Return the statuses of an OCG over time, oldest first."""
    return statuses_of(stages_of(ocg), proposals_of(ocg))


def on_ocg(ocg: Ocg, parts: Collection[str]) -> dict[str, Any]:
    """Return its statuses, its latest stage, and the steps that the reader can take."""
    stages = stages_of(ocg)
    may = not objections_to_reopen(stages[-1].reason if stages else "")
    return {
        "statuses": statuses_of(stages, proposals_of(ocg)),
        "stage": stages[-1] if stages else None,
        "steps": [
            Step(ocg.own_words(text), reverse(f"lifecycle:{name}", args=[ocg.ref]))
            for name, text in STEPS.items()
            if may and not objections_to_step(ocg, parts, name)
        ],
    }
