"""Why an OCG was in a tier on a day: its assessment, the scheme and the review policy then."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from broadhurst.capabilities.register.models import Assessment, Cadence, Ocg, Scheme
from broadhurst.capabilities.register.queries.assessing import cadence_in_force, scheme_in_force
from broadhurst.capabilities.register.queries.ocgs import in_force_at
from broadhurst.capabilities.register.rules.life import CLOSED
from broadhurst.capabilities.scoring.queries.tiers import tiers_of
from broadhurst.foundation import clock


@dataclass(frozen=True)
class TierOn:
    """The tier of an OCG at the end of a day, as the register had it.

    `assessment` is the accepted one in use. `waited` says that a newer one was with a moderator.
    `scheme` and `cadence` are those in force, not always the ones that the assessment used.
    """

    day: date
    state: str
    assessment: Assessment | None
    waited: bool
    scheme: Scheme
    cadence: Cadence

    @property
    def tier(self) -> int | None:
        return self.assessment.moderation.tier if self.assessment else None

    @property
    def is_past_review(self) -> bool:
        due_on = self.assessment.moderation.review_due_on if self.assessment else None
        return due_on is not None and due_on < self.day


def tier_on(ocg: Ocg, day: date) -> TierOn:
    """Return why an OCG was in a tier at the end of a day, as it was recorded then."""
    instant = clock.as_of(day)
    stage = ocg.stages.filter(in_force_at(instant)).order_by("from_at").last()
    in_use = next((span.assessment for span in tiers_of(ocg) if span.lasts_at(instant)), None)
    return TierOn(
        day=day,
        state=stage.get_state_display() if stage else "",
        assessment=in_use,
        waited=_waited(ocg, instant),
        scheme=scheme_in_force(day),
        cadence=cadence_in_force(day),
    )


def _waited(ocg: Ocg, instant: datetime) -> bool:
    """Return whether an assessment was with a moderator, since the OCG was last reopened."""
    reopened = (
        ocg.stages.filter(state__in=CLOSED, until_at__lte=instant).order_by("until_at").last()
    )
    rows = ocg.assessments.filter(scored_at__lte=instant)
    if reopened:
        rows = rows.filter(scored_at__gte=reopened.until_at)
    return rows.filter(Q(moderation=None) | Q(moderation__moderated_at__gt=instant)).exists()
