"""Review a hit that only desks see: confirm it, and both sides are told; or dismiss it."""

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.commands.announce import tell_side
from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Review
from broadhurst.capabilities.duty_desks import disclosure
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.capabilities.duty_desks.queries.review_groups import gone_of, reviewed_with
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import ChoiceField, SelectField, TextAreaField
from broadhurst.foundation.workflow import refuse_if

DISMISS_GONE = (Review.Decision.DISMISS.value, "Dismiss: one of its entries is gone")
ALONE = ("", "This hit alone")


class ReviewHitForm(Ask):
    decision = ChoiceField(label="Decision", choices=Review.Decision.choices)
    reason = TextAreaField(
        label="Reason", help_text="Only the desks of the two sides see it.", max_length=2000
    )
    together = SelectField(
        label="Same decision for",
        help_text="Other hits of one unit with the same entry.",
        required=False,
    )

    def offer(self) -> None:
        """Those that wait with it now; what comes meanwhile is never decided unseen."""
        hit = self.subject["hit"]
        # To dismiss it is no finding then; whoever asks to confirm it all the same is told why not.
        if gone_of([hit]) and self.data.get("decision") != Review.Decision.CONFIRM:
            self.fields["decision"].choices = [DISMISS_GONE]  # type: ignore[attr-defined]
        group = reviewed_with(hit)
        self.beside = [one for one in group.at_once if one != hit] if group else []
        if group and group.others:
            alike = (group.mark, f"All {len(group.at_once)} that are listed")
            self.fields["together"].choices = [ALONE, alike]  # type: ignore[attr-defined]
        elif "together" not in self.data:
            del self.fields["together"]


@command
def review_hit(*, actor: Actor, hit: Hit, decision: str, reason: str, together: str = "") -> Review:
    """Decide on a hit in review, as the desk of either side; the first decision stands.

    So on those that wait with it, if the mark of the very hits that were shown is given.
    """
    group = reviewed_with(hit) if together else None
    others = group.at_once if group and group.mark == together else []
    held = disclosure.in_review({hit, *others})
    hit = next(one for one in held if one == hit)
    waiting = [one for one in held if one.state in rules.OPEN_TO_REVIEW]
    desks = {side.desk for side in HitSide.objects.filter(hit=hit).select_related("desk")}
    gone = disclosure.gone_of(waiting, actor.unit)
    to_confirm = waiting if decision == Review.Decision.CONFIRM else []
    refuse_if(
        desk_rules.objections_to_review(
            actor.roles, hit, reason, is_its_desk=actor.unit in desks,
            is_as_shown=not together or (bool(others) and waiting == held),
            to_confirm_gone=[one.ref for one in to_confirm if one.pk in gone],
        )
    )  # fmt: skip

    made = {one: _decide(actor, one, decision, reason, is_gone=one.pk in gone) for one in waiting}
    made[hit].also = [one.ref for one in waiting if one != hit]
    return made[hit]


def _decide(actor: Actor, hit: Hit, decision: str, reason: str, *, is_gone: bool) -> Review:
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
        for side in disclosure.tell_both(hit):
            tell_side(side)
    else:
        disclosure.dismiss(hit, actor.officer, is_gone=is_gone)

    record(
        actor,
        "hit.reviewed",
        hit.ref,
        dossier=None,
        tell=disclosure.desks_of(hit),
        decision="confirmed" if confirmed else "dismissed",
        past_the_wall=disclosure.TO_TELL if confirmed else disclosure.TO_DISMISS,
    )
    return made
