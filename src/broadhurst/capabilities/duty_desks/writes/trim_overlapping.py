"""Trim the duties that overlap a new one. This is a step of `set_duty`, not a command."""

from datetime import datetime

from broadhurst.capabilities.deconfliction.models import Duty
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.govuk.words import moment


def trim_overlapping_duties(unit: Unit, from_at: datetime, until_at: datetime) -> list[str]:
    """Trim each overlapping duty to its hours before and after the span, and describe each change.

    A duty inside the span is deleted. A duty that covers the span becomes two.
    """
    changes = []
    overlapping = Duty.objects.filter(unit=unit, from_at__lt=until_at, until_at__gt=from_at)
    for duty in overlapping.select_for_update().order_by("from_at"):
        begins, ends, kept = duty.from_at, duty.until_at, []
        duty.delete()
        for since, until in ((begins, min(ends, from_at)), (max(begins, until_at), ends)):
            if since < until:
                duty.pk, duty.from_at, duty.until_at = None, since, until
                duty.save(force_insert=True)
                kept.append(_hours(since, until))
        left = f"is now on duty {' and '.join(kept)} only" if kept else "is off the rota"
        changes.append(f"{duty.contact}, who was on duty {_hours(begins, ends)}, {left}.")
    return changes


def _hours(since: datetime, until: datetime) -> str:
    return f"from {moment(since)} to {moment(until)}"
