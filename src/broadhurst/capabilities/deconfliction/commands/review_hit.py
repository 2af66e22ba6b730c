"""Review a hit that only desks see: confirm it, and both sides are told; or dismiss it."""

from collections.abc import Sequence

from broadhurst.capabilities.deconfliction import rules, telling
from broadhurst.capabilities.deconfliction.commands.announce import tell_side
from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Review
from broadhurst.capabilities.deconfliction.queries import reviewed_with
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import ChoiceField, SelectField, TextAreaField
from broadhurst.foundation.workflow import refuse_if

ALONE = ("", "This hit alone")


class ReviewHitForm(Ask):
    decision = ChoiceField(label="Decision", choices=Review.Decision.choices)
    reason = TextAreaField(
        label="Reason", help_text="Only the desks of the two sides see it.", max_length=2000
    )
    together = SelectField(
        label="Decide the same of",
        help_text="One unit’s entries met one and the same entry: up to the last of their hits.",
        required=False,
    )

    def offer(self) -> None:
        """Those that wait with it now; what comes meanwhile is never decided unseen."""
        hits = reviewed_with(self.subject["hit"])
        if len(hits) == 1:
            del self.fields["together"]
            return
        last = hits[-1].ref
        together = self.fields["together"]
        together.choices = [ALONE, (last, f"All {len(hits)}, up to {last}")]  # type: ignore[attr-defined]


@command
def review_hit(*, actor: Actor, hit: Hit, decision: str, reason: str, together: str = "") -> Review:
    """Decide on a hit in review, as the desk of either side; the first decision stands.

    So of those that wait with it, if the last of them is named: what is decided by now is left.
    """
    others = [one for one in _up_to(together, hit) if one.pk != hit.pk]
    held = {one.pk: telling.in_review(one) for one in sorted([hit, *others], key=lambda h: h.pk)}
    hit = held[hit.pk]
    desks = {side.desk for side in HitSide.objects.filter(hit=hit).select_related("desk")}
    refuse_if(rules.objections_to_review(actor.roles, hit, reason, is_its_desk=actor.unit in desks))

    made = _decide(actor, hit, decision, reason)
    waiting = [
        one for one in held.values() if one.pk != hit.pk and one.state in rules.OPEN_TO_REVIEW
    ]
    made.also = [_decide(actor, one, decision, reason).hit.ref for one in waiting]
    return made


def _up_to(last: str, hit: Hit) -> Sequence[Hit]:
    """The hits that wait with one, up to the one that is named; none if none is."""
    hits = reviewed_with(hit) if last else []
    refs = [one.ref for one in hits]
    return hits[: refs.index(last) + 1] if last in refs else []


def _decide(actor: Actor, hit: Hit, decision: str, reason: str) -> Review:
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
