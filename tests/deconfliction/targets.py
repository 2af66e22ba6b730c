"""Shared helpers for deconfliction: two forces that have the same target."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from unittest.mock import patch

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.record_contact import record_contact
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.register.commands.register import register
from broadhurst.capabilities.register.models import Ocg, Person
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from tests.people import Cast

PHONE, SAME_PHONE = "07700 900123", "+44 (0)7700-900 123"
BORN = date(1988, 3, 27)


@contextmanager
def left_unchecked() -> Iterator[None]:
    """Add items to an OCG without the automatic check."""
    with patch("broadhurst.capabilities.members.writes.checks.check_added", return_value=None):
        yield


def far_ocg(cast: Cast, **changes: Any) -> Ocg:
    """Register an OCG of Olive's force, of which Gail must see nothing."""
    given: dict[str, Any] = {
        "name": "Slate Curlew",
        "threat_types": ["drugs"],
        "districts": [],
        "description": "Supplies Class A drugs along the coast.",
        "lro": cast.otto.officer,
        "sio": cast.olive.officer,
        "urgent_because": "An arrest is planned for tomorrow.",
    }
    return register(actor=cast.olive, **(given | changes))


def with_phone(actor: Actor, ocg: Ocg, value: str, person: Person | None = None) -> Ocg:
    add_identifier(actor=actor, ocg=ocg, kind="phone", value=value, person=person)
    return ocg


def with_suspect(actor: Actor, ocg: Ocg, name: str, **changes: Any) -> Person:
    given: dict[str, Any] = {
        "category": "suspect",
        "part": "principal",
        "is_exploited": False,
        "born_on": BORN,
    }
    member = add_member(actor=actor, ocg=ocg, name=name, **(given | changes))
    return member.person  # type: ignore[no-any-return]


def a_hit(cast: Cast) -> tuple[HitSide, HitSide]:
    """Enter one phone number for both forces, Gail's first; return both sides."""
    check(actor=cast.gail, ocg=with_phone(cast.gail, cast.ocg(), PHONE))
    check(actor=cast.olive, ocg=with_phone(cast.olive, far_ocg(cast), SAME_PHONE))
    return side_of(cast.gail), side_of(cast.olive)


def spoke_about(actor: Actor, side: HitSide) -> HitSide:
    """Acknowledge a side, and record that the two sides spoke just now."""
    acknowledge(actor=actor, hit=side)
    return record_contact(actor=actor, hit=side, contacted_at=clock.now())


def side_of(actor: Actor) -> HitSide:
    """Return the one hit of an actor's unit."""
    with as_actor(actor):
        return HitSide.objects.select_related("hit", "unit", "other_unit__agency", "entry").get()
