"""Tasks of an actor in the register."""

from datetime import date, timedelta

from django.urls import reverse

from broadhurst.capabilities.register.models import Archiving, Assessment, Ocg
from broadhurst.capabilities.register.queries.archiving import archives_to_decide
from broadhurst.capabilities.register.queries.assessing import to_moderate
from broadhurst.capabilities.register.queries.leadership import led_by
from broadhurst.capabilities.register.queries.ocgs import listed
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Role
from broadhurst.foundation.notices.waiting import Waiting

# Days from scoring. This is the project's own policy.
MODERATE_WITHIN = 7
DECIDE_WITHIN = 7  # from a proposal to archive


SOON = timedelta(days=14)

# Home asks this of all rooms in one statement, and reads the tasks of those that may have some.
MAY_HAVE_TASKS = """
%(roles)s::text[] && '{moderator}'
OR (
    EXISTS (SELECT FROM register_archiving WHERE outcome = 'proposed')
    AND (
        %(roles)s::text[] && '{coordinator}'
        OR EXISTS (SELECT FROM register_lead WHERE officer_id = %(officer)s AND until_at IS NULL)
    )
)
OR EXISTS (
    SELECT FROM register_lead l JOIN register_ocg o ON o.id = l.ocg_id
    WHERE l.officer_id = %(officer)s AND l.until_at IS NULL AND o.state = 'active'
      AND coalesce((
        SELECT m.review_due_on FROM register_assessment a
        JOIN register_moderation m ON m.assessment_id = a.id AND m.outcome = 'accepted'
        WHERE a.ocg_id = o.id AND (o.reactivated_at IS NULL OR a.scored_at >= o.reactivated_at)
        ORDER BY a.scored_at DESC LIMIT 1
      ) <= %(today)s::date + 14, true)
)
"""


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the actor's tasks: archiving to decide, moderation, and assessments due."""
    waiting = [decide_archive_task(proposal) for proposal in archives_to_decide(actor)[:50]]
    if actor.has(Role.MODERATOR):
        waiting += [moderate_task(assessment) for assessment in to_moderate(actor)[:50]]
    led = listed().filter(state=Ocg.State.ACTIVE, pk__in=led_by(actor.officer))
    return waiting + [
        assess_task(ocg, ocg.review_due_on)
        for ocg in led[:50]
        if not ocg.is_with_moderator and is_assessment_due(ocg.review_due_on)
    ]


def is_assessment_due(review_due_on: date | None) -> bool:
    """Return whether an OCG must be assessed soon: it is not assessed, or the review is near."""
    return review_due_on is None or review_due_on <= clock.today() + SOON


def assess_task(ocg: Ocg, due: date | None) -> Waiting:
    href = reverse("register:assess", args=[ocg.ref])
    return Waiting("Assess", ocg.name, href, due, "register", ocg.ref)


def moderate_task(assessment: Assessment) -> Waiting:
    due = assessment.scored_at.astimezone(clock.LONDON).date() + timedelta(days=MODERATE_WITHIN)
    href, ocg = reverse("register:moderate", args=[assessment.ref]), assessment.ocg
    what = "Moderate the assessment of"
    return Waiting(what, ocg.name, href, due, "register", ocg.ref, for_unit=True)


def decide_archive_task(proposal: Archiving) -> Waiting:
    ocg = proposal.ocg
    due = proposal.proposed_at.astimezone(clock.LONDON).date() + timedelta(days=DECIDE_WITHIN)
    href = reverse("archiving:approve_archive", args=[ocg.ref])
    what = "Approve or decline archiving of"
    return Waiting(what, ocg.name, href, due, "register", ocg.ref, for_unit=True)
