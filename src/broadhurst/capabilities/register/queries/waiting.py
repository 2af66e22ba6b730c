"""Tasks of an actor in the register."""

from datetime import timedelta

from django.urls import reverse

from broadhurst.capabilities.register.models import Ocg
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


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the actor's tasks: archiving to decide, moderation, and assessments due."""
    waiting = [
        Waiting(
            "Approve or decline archiving of",
            proposal.ocg.name,
            reverse("archiving:approve_archive", args=[proposal.ocg.ref]),
            proposal.proposed_at.astimezone(clock.LONDON).date() + timedelta(days=DECIDE_WITHIN),
            "register",
            proposal.ocg.ref,
        )
        for proposal in archives_to_decide(actor)[:50]
    ]
    if actor.has(Role.MODERATOR):
        waiting += [
            Waiting(
                "Moderate the assessment of",
                assessment.ocg.name,
                reverse("register:moderate", args=[assessment.ref]),
                assessment.scored_at.astimezone(clock.LONDON).date()
                + timedelta(days=MODERATE_WITHIN),
                "register",
                assessment.ocg.ref,
            )
            for assessment in to_moderate(actor)[:50]
        ]
    led = listed().filter(state=Ocg.State.ACTIVE, pk__in=led_by(actor.officer))
    return waiting + [
        Waiting(
            "Assess",
            ocg.name,
            reverse("register:assess", args=[ocg.ref]),
            ocg.review_due_on,
            "register",
            ocg.ref,
        )
        for ocg in led[:50]
        if not ocg.is_with_moderator
        and (ocg.review_due_on is None or ocg.review_due_on <= clock.today() + timedelta(days=14))
    ]
