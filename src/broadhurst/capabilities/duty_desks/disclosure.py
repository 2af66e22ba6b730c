"""Disclose confirmed hits to both sides, escalate unanswered ones, and collect training labels.

`decide` and `escalate_overdue` bypass row-level security. Only commands call this module.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, Q

from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Kind, Reasons
from broadhurst.capabilities.deconfliction.queries.on_duty import contact_of, desk_of, duty_of
from broadhurst.capabilities.deconfliction.rules.hits import OPEN_TO_REVIEW, due_at, level_at
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.capabilities.duty_desks.queries.waterfall import waterfall_for_desks
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.workflow import refuse_if

TO_TELL = "to tell both sides of a hit that a desk confirmed"
TO_DISMISS = "to close both sides of a hit that a desk dismissed"
TO_ESCALATE = "to find hits that nobody has acknowledged in time"
TO_LABEL = "to export what officers found, without what was compared"
LABELS = "SELECT kind, model, waterfall, verdicts FROM deconfliction_labels()"

Label = dict[str, Any]


class Decided(NamedTuple):
    """A hit that a desk decided, and its two sides as they are now."""

    hit: Hit
    sides: list[HitSide]

    @property
    def desks(self) -> list[Unit]:
        """Return the desks of both sides, because each is notified of the other's decision."""
        return [side.desk for side in self.sides if side.desk]


def decide(
    actor: Actor, hit: Hit, others: Iterable[Hit] | None, *, is_confirmed: bool, reason: str
) -> list[Decided]:
    """Decide a hit in review, and with it the others of its group: disclose or dismiss each.

    The hits and their sides stay locked until the transaction ends. `others` is None for a hit
    alone, and empty if the group is no longer as shown. Raise Refused, and write nothing, if the
    desk may not decide them.
    """
    with elevated(TO_TELL if is_confirmed else TO_DISMISS):
        hits, sides = _lock({hit, *(others or ())})
        hit = next(locked for locked in hits if locked == hit)
        undecided = [locked for locked in hits if locked.state in OPEN_TO_REVIEW]
        gone = _with_gone_entry(undecided, actor.unit)
        refuse_if(
            desk_rules.objections_to_review(
                actor.roles, hit, reason,
                is_its_desk=any((s.hit_id, s.desk_id) == (hit.pk, actor.unit.pk) for s in sides),
                is_as_shown=others is None or (bool(others) and undecided == hits),
                to_confirm_gone=[hit.ref for hit in undecided if is_confirmed and hit.pk in gone],
            )
        )  # fmt: skip
        for decided in undecided:
            if is_confirmed:
                _disclose(decided)
            else:
                _dismiss(decided, actor.officer, is_gone=decided.pk in gone)
        return [Decided(decided, list(_sides_of(decided))) for decided in undecided]


def _lock(hits: Iterable[Hit]) -> tuple[list[Hit], list[HitSide]]:
    """Lock hits and their sides until the transaction ends, and return both in id order.

    If a side is moving with its OCG or losing its entry, this waits for that and then reads it. The
    locks are always taken in id order, so two reviews cannot deadlock.
    """
    ids = [hit.pk for hit in hits]
    locked = Hit.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    locked_hits = list(locked)
    sides = HitSide.objects.select_for_update(no_key=True).filter(hit__in=ids).order_by("pk")
    return locked_hits, list(sides)


def _with_gone_entry(hits: Iterable[Hit], desk: Unit) -> set[int]:
    """Return the ids of the hits with a deleted or expired entry on a side that the desk serves.

    An expired entry is deleted within a day, and until then the desk cannot see that it expired.
    Such a hit counts as gone too, so that no unit is told to call about it.
    """
    served = HitSide.objects.filter(hit__in=[hit.pk for hit in hits], desk=desk)
    is_gone = Q(entry=None) | Q(entry__expires_at__lte=clock.now())
    sides = served.exclude(hit__kind=Kind.EVENT).filter(is_gone)
    return set(sides.values_list("hit", flat=True))


def _disclose(hit: Hit) -> None:
    """Disclose a hit to both sides and start their clocks."""
    now = clock.now()
    Hit.objects.filter(pk=hit.pk).update(state=Hit.State.RAISED)
    for side in _sides_of(hit):
        side.is_disclosed, side.raised_at = True, now
        side.due_at = due_at(now, is_event=is_event(side), starts_at=starts_at(side))
        side.other_contact = contact_of(side.other_unit, now)
        # The desk of a unit that matched a silent entry learns of the hit only now.
        side.desk = side.desk or desk_of(side.unit)
        side.save(update_fields=["is_disclosed", "raised_at", "due_at", "other_contact", "desk"])


def _dismiss(hit: Hit, by: Officer, *, is_gone: bool) -> None:
    """Close both sides without telling the units, and save the desk's finding as a verdict.

    If an entry is gone (`is_gone`), the desk could only dismiss the hit. It then gets no verdict,
    because the matcher must not learn from it.
    """
    has_verdict = hit.kind != Kind.EVENT and not is_gone
    Hit.objects.filter(pk=hit.pk).update(state=Hit.State.DISMISSED)
    HitSide.objects.filter(hit=hit.pk).update(
        outcome=HitSide.Outcome.NOT_A_CONFLICT,
        verdict=HitSide.Verdict.NOT_SAME if has_verdict else "",
        closed_at=clock.now(),
        closed_by=by,
    )


def escalate_overdue() -> list[HitSide]:
    """Escalate each unacknowledged side to the level that its clock says, and return them.

    If a side is being acknowledged, this waits and then skips it, because PostgreSQL reads the row
    again after it gets the lock.
    """
    now, moved = clock.now(), []
    with elevated(TO_ESCALATE):
        overdue = _sides().filter(
            due_at__lte=now,
            acknowledged_at=None,
            closed_at=None,
            is_disclosed=True,
            level__lt=HitSide.Level.SUPERIOR,
        )
        for side in overdue.select_for_update(of=("self",), no_key=True).order_by("pk"):
            level = level_at(
                now,
                side.due_at,
                has_desk=side.desk_id is not None,
                is_event=is_event(side),
                starts_at=starts_at(side),
            )
            if level > side.level:
                moved.append(_move_up(side, level, now))
    return moved


def _move_up(side: HitSide, level: int, now: datetime) -> HitSide:
    side.level, side.escalated_at = level, now
    if level == HitSide.Level.SUPERIOR:
        side.superior = superior_of(side, now)
    side.save(update_fields=["level", "escalated_at", "superior"])
    return side


def superior_of(side: HitSide, at: datetime) -> Officer | None:
    """Return the superior on the unit's rota; if nobody is on duty, the one on the desk's rota."""
    duty = duty_of(side.unit, at) or (duty_of(side.desk, at) if side.desk else None)
    return duty.superior if duty else None


def labels() -> list[Label]:
    """Return the training labels of every hit with weights: levels, weights and the verdict.

    Only the system and administrators of the service get any: a function of the database checks
    it. A label has only what the second stage of the matcher is trained on. It has no reference,
    unit, date or value, and the rarity of a name only in classes.
    """
    return [
        _label(verdicts, kind, Reasons(model=model, waterfall=json.loads(waterfall)))
        for kind, model, waterfall, verdicts in send(LABELS).rows()
    ]


def visible_labels() -> Iterator[Label]:
    """Yield the training labels of the hits whose reasons the reader may see."""
    verdicts: dict[int, list[str]] = defaultdict(list)
    answered = HitSide.objects.exclude(verdict="").order_by("pk")
    for hit, verdict in answered.values_list("hit", "verdict"):
        verdicts[hit].append(verdict)
    with_weights = Reasons.objects.filter(hit__in=verdicts).order_by("pk")
    for reasons in with_weights.annotate(kind=F("hit__kind")):
        yield _label(verdicts[reasons.hit_id], reasons.kind, reasons)


def _label(verdicts: Collection[str], kind: str, reasons: Reasons) -> Label:
    return {
        "verdict": desk_rules.label_of(verdicts),
        "kind": kind,
        "model": reasons.model,
        "waterfall": waterfall_for_desks(reasons),
    }


def is_event(side: HitSide) -> bool:
    """Return whether the hit is between planned events."""
    return side.hit.kind == Kind.EVENT


def starts_at(side: HitSide) -> datetime | None:
    """Return the start of the side's own event, or None."""
    return side.event.starts_at if side.event else None


def _sides_of(hit: Hit) -> Any:
    return _sides().filter(hit=hit.pk).order_by("pk")


def _sides() -> Any:
    return HitSide.objects.select_related(
        "hit", "event", "unit__agency", "other_unit__agency", "desk"
    )
