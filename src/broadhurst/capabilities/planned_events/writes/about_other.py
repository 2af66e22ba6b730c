"""Notifications to the other side of a hit on an event."""

from collections.abc import Sequence

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.foundation.audit.record import About


def about_other(sides: Sequence[HitSide]) -> list[About]:
    """Build the notifications about a change to the other unit's event.

    They name only the hit and give no new detail. If the hit was escalated to a desk, the desk is
    notified too.
    """
    return [
        About(
            side.ref,
            [side.unit, *([side.desk] if side.desk and side.level else [])],
            {"other_contact": side.other_contact},
        )
        for side in sides
    ]
