"""Shared helpers for desks: a hit with reasons, one in review, and a rota."""

from datetime import datetime, timedelta
from typing import Any

from broadhurst.capabilities.deconfliction.models import Duty, Entry, Hit, HitSide, Reasons
from broadhurst.capabilities.duty_desks.commands.set_duty import set_duty
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.doors.references import new_reference
from tests.conftest import NOW
from tests.people import SINCE, Cast

WATERFALL: dict[str, Any] = {
    "model": "made-up",
    "prior": -10.0,
    "bars": [
        {"name": "surname", "words": "one letter differs", "weight": 6.5},
        {"name": "date of birth", "words": "equal", "weight": 9.0},
        {"name": "postcode", "words": "different", "weight": -2.5},
    ],
    "weight": 3.0,
    "probability": 0.8889,
    "band": "review",
}


def weighed(hit: Hit) -> Reasons:
    """Return the reasons of a hit, as the matcher stores them."""
    with elevated("a test makes them"):
        return Reasons.objects.create(
            hit=hit, waterfall=WATERFALL, model="made-up 1", made_at=hit.raised_at
        )


def in_review(
    cast: Cast, state: str = Hit.State.REVIEW, other: Actor | None = None, **changes: Any
) -> Hit:
    """Create a hit between Gail's unit and another that only desks see."""
    other = other or cast.olive
    given = {"kind": "person", "kinds": ["person"], "strength": "probable", "raised_at": NOW}
    with elevated("a test makes it"):
        hit = Hit.objects.create(ref=new_reference("HIT"), state=state, **(given | changes))
        for own, against, desk in (
            (cast.gail.unit, other.unit, cast.dot.unit),
            (other.unit, cast.gail.unit, cast.roz.unit),
        ):
            HitSide.objects.create(
                hit=hit, unit=own, entry=_entry(own), other_unit=against,
                other_contact=against.duty_contact, desk=desk, is_disclosed=False,
                raised_at=NOW, due_at=NOW + timedelta(hours=24),
            )  # fmt: skip
    weighed(hit)
    return hit


def _entry(unit: Unit) -> Entry:
    return Entry.objects.create(
        ref=new_reference("TGT"), unit=unit, kind="person", title=f"Barnaby Crickmere, {unit}",
        registered_at=NOW, expires_at=NOW + timedelta(days=700),
    )  # fmt: skip


def on_duty(cast: Cast, unit: Unit, from_at: datetime, hours: float, **changes: Any) -> Duty:
    """Set a duty as Dot, with Mo as its superior."""
    given: dict[str, Any] = {
        "contact": "Night duty inspector, 0161 496 0777",
        "superior": cast.mo.officer,
        "superior_contact": "Duty superintendent, 0161 496 0778",
    }
    return set_duty(
        actor=cast.dot, unit=unit, from_at=from_at, until_at=from_at + timedelta(hours=hours),
        **(given | changes),
    )  # fmt: skip


def desk_of_eastshire(cast: Cast) -> Unit:
    """Create a desk of Olive's force."""
    return open_unit(
        actor=cast.system, agency=cast.olive.agency, key="e-desk", name="Eastshire desk",
        kind="desk", duty_contact="Eastshire desk, 0161 496 0555", from_on=SINCE,
    )  # fmt: skip
