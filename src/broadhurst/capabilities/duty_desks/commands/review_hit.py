"""Review a hit that only desks see: confirm it and tell both sides, or dismiss it."""

from broadhurst.capabilities.deconfliction.models import Hit, Review
from broadhurst.capabilities.deconfliction.writes.announce import tell_side
from broadhurst.capabilities.duty_desks import disclosure
from broadhurst.capabilities.duty_desks.queries.forms import to_review_hit
from broadhurst.capabilities.duty_desks.queries.review_groups import reviewed_with, visibly_gone
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, SelectField, TextAreaField

DISMISS_GONE = (Review.Decision.DISMISS.value, "Dismiss: one of its entries is gone")
ALONE = ("", "This hit alone")


class ReviewHitForm(CommandForm):
    decision = ChoiceField(label="Decision", choices=Review.Decision.choices)
    reason = TextAreaField(
        label="Reason", help_text="Only the desks of the two sides see it.", max_length=2000
    )
    together = SelectField(
        label="Same decision for",
        help_text="Other hits of one unit with the same entry.",
        required=False,
    )

    def narrow_choices(self) -> None:
        """Offer to decide the hits of the same group too, as they are listed now.

        The choice carries the group's mark, so a hit that comes later is never decided unseen.
        """
        hit = self.subject["hit"]
        # A hit with a gone entry can only be dismissed. If "confirm" was sent, keep it as a choice,
        # so that the command can explain why it refuses.
        if visibly_gone([hit]) and self.data.get("decision") != Review.Decision.CONFIRM:
            self.fields["decision"].choices = [DISMISS_GONE]  # type: ignore[attr-defined]
        group = reviewed_with(hit)
        self.beside = [other for other in group.at_once if other != hit] if group else []
        if group and group.others:
            whole_group = (group.mark, f"All {len(group.at_once)} that are listed")
            self.fields["together"].choices = [ALONE, whole_group]  # type: ignore[attr-defined]
        elif "together" not in self.data:
            del self.fields["together"]


@for_record(to_review_hit)
@command
def review_hit(*, actor: Actor, hit: Hit, decision: str, reason: str, together: str = "") -> Review:
    """Decide on a hit in review, as the desk of either side. The first decision is final.

    With `together`, the mark of a group, the decision covers the other hits of the group too. The
    group must still be exactly what was shown.
    """
    group = reviewed_with(hit) if together else None
    shown_hits = group.at_once if group and group.mark == together else []
    is_confirmed = decision == Review.Decision.CONFIRM
    decided = disclosure.decide(
        actor, hit, shown_hits if together else None, is_confirmed=is_confirmed, reason=reason
    )

    reviews = {hit.hit: _record(actor, hit, decision, reason) for hit in decided}
    reviews[hit].also = [side.hit.ref for side in decided if side.hit != hit]
    return reviews[hit]


def _record(actor: Actor, decided: disclosure.Decided, decision: str, reason: str) -> Review:
    review = Review.objects.create(
        hit=decided.hit,
        decision=decision,
        reason=reason,
        reviewed_by=actor.officer,
        reviewed_at=clock.now(),
    )
    is_confirmed = decision == Review.Decision.CONFIRM
    if is_confirmed:
        # The system notifies both sides at once, so that no notification names the desk.
        for side in decided.sides:
            tell_side(side)

    record(
        actor,
        "hit.reviewed",
        decided.hit.ref,
        dossier=None,
        tell=decided.desks,
        decision="confirmed" if is_confirmed else "dismissed",
        past_the_wall=disclosure.TO_TELL if is_confirmed else disclosure.TO_DISMISS,
    )
    return review
