"""Review a hit that only desks see: confirm it, and both sides are told; or dismiss it."""

from broadhurst.capabilities.deconfliction import rules, telling
from broadhurst.capabilities.deconfliction.commands.announce import tell_side
from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Review
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class ReviewHitForm(Ask):
    decision = ChoiceField(label="Decision", choices=Review.Decision.choices)
    reason = TextAreaField(
        label="Reason", help_text="Only the desks of the two sides see it.", max_length=2000
    )


@command
def review_hit(*, actor: Actor, hit: Hit, decision: str, reason: str) -> Review:
    """Decide on a hit in review, as the desk of either side; the first decision stands."""
    hit = telling.in_review(hit)
    desks = {side.desk for side in HitSide.objects.filter(hit=hit).select_related("desk")}
    refuse_if(rules.objections_to_review(actor.roles, hit, reason, is_its_desk=actor.unit in desks))

    made = Review.objects.create(
        hit=hit,
        decision=decision,
        reason=reason,
        reviewed_by=actor.officer,
        reviewed_at=clock.now(),
    )
    confirmed = decision == Review.Decision.CONFIRM
    if confirmed:
        # By the system, so that no notice says whose desk decided; at one instant.
        for side in telling.tell_both(hit):
            tell_side(side)
    else:
        telling.dismiss(hit, actor.officer)

    record(
        actor,
        "hit.reviewed",
        hit.ref,
        dossier=None,
        tell=telling.desks_of(hit),
        decision="confirmed" if confirmed else "dismissed",
        past_the_wall=telling.TO_TELL if confirmed else telling.TO_DISMISS,
    )
    return made
