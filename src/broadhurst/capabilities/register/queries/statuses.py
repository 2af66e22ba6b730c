"""The statuses of an OCG over time, with each proposal to archive it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from broadhurst.capabilities.register.models import Archiving, Ocg, Stage
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.database.ahead import Ask

# The step with a deadline in each state.
DUE: dict[str, str] = {
    Ocg.State.REPORTED: "Decision",
    Ocg.State.ASSESSING: "Assessment",
    Ocg.State.ACTIVE: "Assessment",
    Ocg.State.DORMANT: "Review",
}


@dataclass(frozen=True)
class StatusSpan:
    """A status of an OCG from an instant until another. Without `until_at` it still lasts.

    `reason` is a code, and empty if the status needs none.
    """

    status: str
    from_at: datetime
    until_at: datetime | None
    begun_by: Officer
    reason: str = ""
    reason_label: str = ""
    explanation: str = ""
    due_on: date | None = None

    @property
    def label(self) -> str:
        """The status in words, in lower case."""
        return str(Ocg.Status(self.status).label)

    @property
    def due(self) -> str:
        """The step that `due_on` is the deadline of."""
        return DUE.get(self.status, "Next step")


def statuses_of(stages: Iterable[Stage], proposals: Iterable[Archiving]) -> list[StatusSpan]:
    """Return the statuses of an OCG, oldest first, from its stages and its proposals."""
    in_order = sorted(proposals, key=lambda proposal: (proposal.proposed_at, proposal.pk))
    return [span for stage in stages for span in _parts_of(stage, in_order)]


def proposals_of(ocg: Ocg) -> list[Archiving]:
    """Return the proposals to archive an OCG, with their officers."""
    return _proposals(ocg.pk)


def ask_proposals(ocg: Ocg) -> Ask:
    """Return the statement of `proposals_of`, to send it ahead."""
    return _proposals.ask(ocg.pk)


@prepared_query
def _proposals(ocg: int) -> QuerySet[Archiving]:
    rows = Archiving.objects.filter(ocg=ocg)
    return rows.select_related("proposed_by", "decided_by")


def _parts_of(stage: Stage, proposals: Iterable[Archiving]) -> Iterator[StatusSpan]:
    """Yield a stage, cut where a proposal to archive the OCG was open.

    No step is taken while one is open, so it lies within one stage. An approved one ends it.
    """
    since, begun_by = stage.from_at, stage.begun_by
    words = (stage.reason, stage.get_reason_display(), stage.explanation, stage.due_on)
    for proposal in proposals:
        if proposal.proposed_at < since or (
            stage.until_at and proposal.proposed_at >= stage.until_at
        ):
            continue
        yield StatusSpan(stage.state, since, proposal.proposed_at, begun_by, *words)
        yield StatusSpan(
            Ocg.Status.ARCHIVE_PROPOSED,
            proposal.proposed_at,
            proposal.decided_at,
            proposal.proposed_by,
            proposal.reason,
            proposal.get_reason_display(),
            proposal.explanation,
        )
        if (
            not proposal.decided_at
            or not proposal.decided_by
            or proposal.outcome == Archiving.Outcome.APPROVED
        ):
            return
        since, begun_by, words = (
            proposal.decided_at,
            proposal.decided_by,
            ("", "", proposal.decided_because, None),
        )
    yield StatusSpan(stage.state, since, stage.until_at, begun_by, *words)
