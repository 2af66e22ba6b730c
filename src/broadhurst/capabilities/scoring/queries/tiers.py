"""The tiers of an OCG over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from broadhurst.capabilities.register.models import Assessment, Moderation, Ocg
from broadhurst.capabilities.register.rules.life import CLOSED


@dataclass(frozen=True)
class TierSpan:
    """An accepted assessment, and when it began and stopped giving the tier."""

    assessment: Assessment
    from_at: datetime
    until_at: datetime | None

    def lasts_at(self, instant: datetime) -> bool:
        """Return whether it gave the tier at an instant."""
        return self.from_at <= instant and (self.until_at is None or self.until_at > instant)


def tiers_of(ocg: Ocg) -> list[TierSpan]:
    """Return the spans in which an OCG had a tier, oldest first.

    The assessment scored last gives the tier, from when it was accepted. One that was scored before
    the OCG was reopened gives none afterwards.
    """
    accepted = list(
        ocg.assessments.filter(moderation__outcome=Moderation.Outcome.ACCEPTED)
        .select_related("scheme", "scored_by", "moderation__moderated_by")
        .order_by("scored_at", "pk")
    )
    ended = ocg.stages.filter(state__in=CLOSED).values_list("until_at", flat=True)
    reopened = [at for at in ended if at is not None]
    changes = sorted({*reopened, *(assessment.moderation.moderated_at for assessment in accepted)})
    if not changes:
        return []
    spans: list[TierSpan] = []
    for at, until in zip(changes, [*changes[1:], None], strict=True):
        in_use = _in_use(accepted, reopened, at)
        if in_use is None:
            continue
        if spans and spans[-1].until_at == at and spans[-1].assessment == in_use:
            spans[-1] = TierSpan(in_use, spans[-1].from_at, until)
        else:
            spans.append(TierSpan(in_use, at, until))
    return spans


def _in_use(
    accepted: Sequence[Assessment], reopened: Sequence[datetime], at: datetime
) -> Assessment | None:
    """Return the last of the assessments, in order of scoring, that count at an instant."""
    since = max((reopened_at for reopened_at in reopened if reopened_at <= at), default=None)
    scored = [
        assessment
        for assessment in accepted
        if assessment.moderation.moderated_at <= at
        and (since is None or assessment.scored_at >= since)
    ]
    return scored[-1] if scored else None
