"""Planned events: where each begins and ends with its buffer, and how those near are found."""

from datetime import UTC, datetime

from django.db import migrations, models

WINDOW = """
ALTER TABLE deconfliction_event ADD CONSTRAINT event_window_holds_its_buffer CHECK (
    begins_at = starts_at - buffer_minutes * interval '1 minute'
    AND expires_at = ends_at + buffer_minutes * interval '1 minute');

-- Done and cancelled are the end: nothing of such an event changes before it is deleted.
CREATE FUNCTION event_has_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE check_violation USING MESSAGE = 'This event is done or cancelled.'; END $$;
CREATE TRIGGER event_stays_ended BEFORE UPDATE ON deconfliction_event FOR EACH ROW
    WHEN (OLD.state IN ('done', 'cancelled')) EXECUTE FUNCTION event_has_ended();
"""

# A place as a square on the plane of the equator, in metres: however a point moves on the globe,
# it moves no farther on the plane, so two places that meet have squares that overlap, wherever
# they are. A millimetre is added against rounding. What is found is then compared exactly.
#
# SECURITY DEFINER: under the wall PostgreSQL would ask its policy of every row before it used this
# index, as squares and ranges are not among the operators that it trusts to keep a secret.
NEAR = """
CREATE FUNCTION event_footprint(latitude float8, longitude float8, reach_m float8) RETURNS box
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT box(
        point(6371008.7714 * cosd(latitude) * cosd(longitude) + reach_m + 0.001,
              6371008.7714 * cosd(latitude) * sind(longitude) + reach_m + 0.001),
        point(6371008.7714 * cosd(latitude) * cosd(longitude) - reach_m - 0.001,
              6371008.7714 * cosd(latitude) * sind(longitude) - reach_m - 0.001))
$$;

CREATE INDEX event_by_footprint ON deconfliction_event USING gist (
    event_footprint(latitude, longitude, radius_m), tstzrange(begins_at, expires_at)
) WHERE state IN ('planned', 'live');

CREATE FUNCTION events_near(
    unit bigint, north float8, east float8, reach_m float8, since timestamptz, until timestamptz
) RETURNS TABLE (
    id bigint, begins_at timestamptz, expires_at timestamptz, latitude float8, longitude float8,
    radius_m integer, polygon jsonb
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.id, e.begins_at, e.expires_at, e.latitude, e.longitude, e.radius_m, e.polygon
    FROM deconfliction_event e
    WHERE (SELECT wall_elevated()) AND e.unit_id <> unit AND e.state IN ('planned', 'live')
      AND event_footprint(e.latitude, e.longitude, e.radius_m)
          && event_footprint(north, east, reach_m)
      AND tstzrange(e.begins_at, e.expires_at) && tstzrange(since, until)
    ORDER BY e.starts_at, e.id
$$;
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0008_wall_of_desks"),)
    operations = (
        migrations.AddField(
            model_name="event",
            name="begins_at",
            field=models.DateTimeField(
                default=datetime(1970, 1, 1, tzinfo=UTC), help_text="The start minus the buffer."
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "UPDATE deconfliction_event SET "
            "begins_at = starts_at - buffer_minutes * interval '1 minute', "
            "expires_at = ends_at + buffer_minutes * interval '1 minute'",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="event",
            name="latitude",
            field=models.FloatField(help_text="Degrees (WGS 84). The middle of an area."),
        ),
        migrations.AlterField(
            model_name="event",
            name="longitude",
            field=models.FloatField(help_text="Degrees (WGS 84). The middle of an area."),
        ),
        migrations.AlterField(
            model_name="event",
            name="radius_m",
            field=models.PositiveIntegerField(
                help_text="Metres. For an area, the distance to its farthest corner."
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))
                ),
                name="event_is_on_the_globe",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("override_by", None), ("override_reason", "")),
                    models.Q(
                        models.Q(("override_reason", ""), _negated=True),
                        ("override_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="override_has_a_name_and_a_reason",
            ),
        ),
        migrations.RunSQL(WINDOW, migrations.RunSQL.noop),
        migrations.RunSQL(NEAR, migrations.RunSQL.noop),
    )
