"""The parts of the list of OCGs, as conditions in SQL.

The ORM takes a millisecond to write each of them, and the list has all on every page.
"""

from datetime import date

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from broadhurst.foundation.agencies.models import Officer, Unit

LED = """EXISTS (
    SELECT FROM register_acting_lead l
    WHERE l.ocg_id = register_ocg.id AND l.officer_id = %s AND l.until_at IS NULL
)"""
OWNED = """EXISTS (
    SELECT FROM register_ownership o
    WHERE o.ocg_id = register_ocg.id AND o.unit_id = %s AND o.until_at IS NULL
)"""
WITHOUT_SIO = """NOT EXISTS (
    SELECT FROM register_lead l
    WHERE l.ocg_id = register_ocg.id AND l.role = 'sio' AND l.until_at IS NULL
)"""
OVERDUE = """(register_ocg.due_on < %s OR register_ocg.state = 'active' AND (
    SELECT m.review_due_on FROM register_assessment s
    JOIN register_moderation m ON m.assessment_id = s.id
    WHERE s.ocg_id = register_ocg.id AND m.outcome = 'accepted'
      AND s.scored_at >= coalesce(register_ocg.reactivated_at, '-infinity')
    ORDER BY s.scored_at DESC LIMIT 1
) < %s)"""


def is_led_by(officer: Officer) -> Q:
    """Filter for OCGs that an officer leads on."""
    return _where(LED, officer.pk)


def is_owned_by(unit: Unit) -> Q:
    """Filter for OCGs that a unit owns."""
    return _where(OWNED, unit.pk)


def has_no_sio() -> Q:
    """Filter for OCGs that have no SIO."""
    return _where(WITHOUT_SIO)


def is_overdue(today: date) -> Q:
    """Filter for OCGs whose review, assessment or next step was due before a day."""
    return _where(OVERDUE, today, today)


def _where(condition: str, *values: object) -> Q:
    return Q(RawSQL(condition, values, output_field=BooleanField()))  # noqa: S611 - written above
