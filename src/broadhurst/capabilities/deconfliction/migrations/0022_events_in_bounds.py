"""How far and how long an event may reach, and flags on what looks like probing."""

from datetime import timedelta

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

RULES = [
    ("no_matter", "Many checks without an OCG or a matter"),
    ("variants", "Many checks of nearly the same target"),
    ("withdrawn", "Many entries withdrawn soon after they were made"),
    ("runs", "Many identifiers that follow each other"),
    ("rows", "Very many rows for one purpose"),
    ("moved", "One planned event moved again and again"),
    ("many_events", "Very many events planned or changed"),
    ("wide", "Many events that reach far or last long"),
    ("cancelled", "Many events cancelled soon after they were planned"),
    ("limit", "Stopped by the hourly limit again and again"),
]
ENDED = models.Q(state__in=("done", "cancelled"))


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0021_flags_on_many_targets"),)
    operations = (
        migrations.AlterField(
            model_name="flag",
            name="rule",
            field=models.CharField(choices=RULES, max_length=12),
        ),
        # Not asked of what was planned before: that may be narrowed or cancelled, and expires.
        AddConstraintNotValid(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=ENDED | models.Q(radius_m__lte=10_000), name="event_reach_is_bounded"
            ),
        ),
        AddConstraintNotValid(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=ENDED
                | models.Q(radius_m__lte=2_000)
                | models.Q(expires_at__lte=models.F("begins_at") + timedelta(days=3)),
                name="event_that_is_wide_is_short",
            ),
        ),
    )
