"""Who must know of a hit besides its units: the second module that looks past the wall.

It puts a reviewed hit before both sides, moves unanswered sides up, and gathers what officers
found for training. Only commands call it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Kind, Reasons
from broadhurst.capabilities.deconfliction.queries import contact_of, desk_of, duty_of
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.capabilities.duty_desks.queries.waterfall import told_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Officer, Unit

TO_TELL = "to tell both sides of a hit that a desk confirmed"
TO_DISMISS = "to close both sides of a hit that a desk dismissed"
TO_ESCALATE = "to find hits that nobody has acknowledged in time"
TO_LABEL = "to export what officers found, without what was compared"

Label = dict[str, Any]


def in_review(hits: Iterable[Hit]) -> list[Hit]:
    """Hits, locked with their sides until the transaction ends: what is decided on stays so.

    A side that moves with its OCG at this moment, or loses its entry, is waited for, and read as it
    then is. All are taken in one order, whichever of them was asked about.
    """
    which = [hit.pk for hit in hits]
    with elevated(TO_TELL):
        held = Hit.objects.select_for_update(no_key=True).filter(pk__in=which)
        found = list(held.order_by("pk"))
        sides = HitSide.objects.select_for_update(no_key=True).filter(hit__in=which)
        list(sides.order_by("pk"))
    return found


def gone_of(hits: Iterable[Hit], desk: Unit) -> set[int]:
    """Of which of some hits an entry is no more, of those of a desk's own and of units it serves.

    One that has expired is deleted within the day, and until then the desk does not read that it
    has: nobody is told to ring about it either.
    """
    with elevated(TO_TELL):
        served = HitSide.objects.filter(hit__in=[hit.pk for hit in hits], desk=desk)
        gone = Q(entry=None) | Q(entry__expires_at__lte=clock.now())
        found = served.exclude(hit__kind=Kind.EVENT).filter(gone)
        return set(found.values_list("hit", flat=True))


def tell_both(hit: Hit) -> list[HitSide]:
    """Both sides see the hit from this instant, from which their clocks run. They are held."""
    now = clock.now()
    with elevated(TO_TELL):
        Hit.objects.filter(pk=hit.pk).update(state=Hit.State.RAISED)
        sides = list(_sides().filter(hit=hit.pk).order_by("pk"))
        for side in sides:
            side.is_told, side.raised_at = True, now
            side.due_at = rules.due_at(now, is_event=is_event(side), starts_at=starts_at(side))
            side.ring = contact_of(side.other_unit, now)
            # The desk of whoever met a silent entry learns of it only now.
            side.desk = side.desk or desk_of(side.unit)
            side.save(update_fields=["is_told", "raised_at", "due_at", "ring", "desk"])
    return sides


def dismiss(hit: Hit, by: Officer, *, is_gone: bool = False) -> None:
    """The units never learn of it; what the desk found is kept as a verdict.

    Of what is gone it could do nothing else: that is no verdict, and nothing is learnt from it.
    """
    has_verdict = hit.kind != Kind.EVENT and not is_gone
    with elevated(TO_DISMISS):
        Hit.objects.filter(pk=hit.pk).update(state=Hit.State.DISMISSED)
        HitSide.objects.filter(hit=hit.pk).update(
            outcome=HitSide.Outcome.NOT_A_CONFLICT,
            verdict=HitSide.Verdict.NOT_SAME if has_verdict else "",
            closed_at=clock.now(),
            closed_by=by,
        )


def desks_of(hit: Hit) -> list[Unit]:
    """The desks of both sides: each learns what the other decided."""
    with elevated(TO_TELL):
        sides = HitSide.objects.filter(hit=hit.pk).exclude(desk=None).select_related("desk")
        return [side.desk for side in sides.order_by("pk") if side.desk]


def escalated() -> list[HitSide]:
    """Move each unacknowledged side up as far as its clock says; those that moved, as they are now.

    A side that is being acknowledged at this moment is waited for and then left alone: PostgreSQL
    looks at the row again once it has the lock.
    """
    now, moved = clock.now(), []
    with elevated(TO_ESCALATE):
        late = _sides().filter(
            due_at__lte=now,
            acknowledged_at=None,
            closed_at=None,
            is_told=True,
            level__lt=HitSide.Level.SUPERIOR,
        )
        for side in late.select_for_update(of=("self",), no_key=True).order_by("pk"):
            level = rules.level_at(
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
    """Whom the unit's rota names above whoever is on duty; without one, the desk's rota."""
    duty = duty_of(side.unit, at) or (duty_of(side.desk, at) if side.desk else None)
    return duty.superior if duty else None


def labels() -> list[Label]:
    """What officers found of every weighed hit: levels and weights with the verdict of both sides.

    No reference, unit, date or value, nor how rare a name is but in classes: only what the second
    stage of the matcher is trained on.
    """
    with elevated(TO_LABEL):
        return list(labels_seen())


def labels_seen() -> Iterator[Label]:
    """The same of the hits whose reasons the reader sees: a desk's own."""
    verdicts: dict[int, list[str]] = defaultdict(list)
    answered = HitSide.objects.exclude(verdict="").order_by("pk")
    for hit, verdict in answered.values_list("hit", "verdict"):
        verdicts[hit].append(verdict)
    weighed = Reasons.objects.filter(hit__in=verdicts).order_by("pk")
    for reasons in weighed.annotate(kind=F("hit__kind")):
        yield {
            "verdict": desk_rules.label_of(verdicts[reasons.hit_id]),
            "kind": reasons.kind,
            "model": reasons.model,
            "waterfall": told_of(reasons),
        }


def is_event(side: HitSide) -> bool:
    """Whether the hit is between planned events."""
    return side.hit.kind == Kind.EVENT


def starts_at(side: HitSide) -> datetime | None:
    """When the side's own event starts, if it has one."""
    return side.event.starts_at if side.event else None


def _sides() -> Any:
    return HitSide.objects.select_related(
        "hit", "event", "unit__agency", "other_unit__agency", "desk"
    )
