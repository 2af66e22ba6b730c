"""The work that each candidate for a lead has already, side by side."""

from dataclasses import dataclass

from django.db.models import QuerySet

from broadhurst.capabilities.cover.queries.covers import deputies_on
from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.leads.queries.training import STANDING
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.rules.leading import is_above
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Officer, Posting, in_force_on
from broadhurst.foundation.database.arrays import array
from broadhurst.foundation.database.prepared import send

MOST_CANDIDATES = 200
# Of OCGs that the reader can see. The tier is that of the latest accepted assessment.
LOAD = """
WITH led AS (
    SELECT DISTINCT l.officer_id, l.ocg_id FROM register_lead l
    JOIN register_ocg o ON o.id = l.ocg_id AND o.state = 'active'
    WHERE l.officer_id = ANY (%(officers)s::bigint[]) AND l.until_at IS NULL
)
SELECT led.officer_id, count(*),
       count(*) FILTER (WHERE latest.tier = 1), count(*) FILTER (WHERE latest.tier = 2),
       count(*) FILTER (WHERE latest.tier = 3), count(*) FILTER (WHERE latest.tier IS NULL),
       count(*) FILTER (WHERE latest.review_due_on < %(today)s::date),
       coalesce(sum((
           SELECT count(*) FROM liaison_request r
           JOIN register_lead mine ON mine.ocg_id = r.ocg_id AND mine.role = r.asked_role
           WHERE r.ocg_id = led.ocg_id AND r.stage IN ('asked', 'accepted')
             AND mine.officer_id = led.officer_id AND mine.until_at IS NULL
       )), 0)
FROM led JOIN register_ocg o ON o.id = led.ocg_id
LEFT JOIN LATERAL (
    SELECT m.tier, m.review_due_on FROM register_assessment s
    JOIN register_moderation m ON m.assessment_id = s.id AND m.outcome = 'accepted'
    WHERE s.ocg_id = o.id AND s.scored_at >= coalesce(o.reactivated_at, '-infinity')
    ORDER BY s.scored_at DESC LIMIT 1
) latest ON true
GROUP BY led.officer_id
"""


@dataclass
class Candidate:
    """An officer who could lead, with the work that they have: active OCGs by tier and late work.

    `requests` are the open requests that wait for them as SIO or LRO.
    """

    officer: Officer
    units: str
    is_trained: bool
    led: int = 0
    tier_1: int = 0
    tier_2: int = 0
    tier_3: int = 0
    without_tier: int = 0
    overdue_reviews: int = 0
    requests: int = 0

    @property
    def would_be_above(self) -> bool:
        """Whether one more OCG is more than the policy number."""
        return is_above(self.led + 1)


def candidates_for(ocg: Ocg) -> list[Candidate]:
    """Return the officers who can be named as LRO of an OCG, those with the least work first.

    Everyone who can be its SIO is among them.

    It takes a few queries, whatever the number of officers.
    """
    officers = list(_officers(ocg))
    of_officer: dict[int, list[str]] = {}
    posted = Posting.objects.filter(in_force_on(clock.today()), officer__in=officers)
    for officer, unit in posted.values_list("officer", "unit__name").distinct():
        of_officer.setdefault(officer, []).append(unit)
    trained = set(
        Training.objects.filter(STANDING, officer__in=officers).values_list("officer", flat=True)
    )
    parameters = {"officers": array(officer.pk for officer in officers), "today": clock.today()}
    loads = {officer: load for officer, *load in send(LOAD, parameters).rows()}
    candidates = [
        Candidate(
            officer,
            ", ".join(sorted(of_officer.get(officer.pk, []))),
            officer.pk in trained,
            *(int(number) for number in loads.get(officer.pk, ())),
        )
        for officer in officers
    ]
    return sorted(
        candidates,
        key=lambda candidate: (candidate.led, candidate.requests, candidate.officer.name),
    )


def _officers(ocg: Ocg) -> QuerySet[Officer]:
    return deputies_on(current_leadership(ocg), "lro").order_by("name")[:MOST_CANDIDATES]
