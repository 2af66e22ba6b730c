"""Row-level security on liaison, and the planned warrants that readers of a request may see.

What is recorded once, such as a log entry or a note, cannot be changed.
"""

from django.db import migrations

from broadhurst.foundation.access.protect import (
    APPLICATION_ROLE,
    append_only,
    never_deleted,
    protect,
)

TABLES = (
    "request", "note", "chaser", "extension", "escalation", "logentry", "signature", "meeting",
)  # fmt: skip
APPEND_ONLY = ("note", "chaser", "escalation", "logentry", "signature", "meeting")

# Gives readers of a request the place and time of its warrant.
#
# SECURITY DEFINER, because the event belongs to another unit. The function itself checks that the
# reader can see the request. It returns only the place and time, which the request also holds.
PLANNED_WARRANTS = f"""
CREATE FUNCTION liaison_planned_warrants() RETURNS TABLE (
    request bigint, starts_at timestamptz, ends_at timestamptz, latitude float8, longitude float8)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.id, e.starts_at, e.ends_at, e.latitude, e.longitude
    FROM liaison_request r
    JOIN access_dossier d ON d.id = r.dossier_id
    JOIN deconfliction_event e ON e.ref = r.event_ref
        AND e.expires_at > wall_now() AND e.state <> 'cancelled'
    WHERE r.event_ref <> '' AND r.stage NOT IN ('refused', 'withdrawn')
        AND CASE WHEN d.lapses_at > wall_now() THEN d.readers && wall_principals()
                 ELSE wall_open_now(d.id) END
        AND NOT (e.unit_id = ANY (wall_principals()))
$$;
REVOKE ALL ON FUNCTION liaison_planned_warrants() FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION liaison_planned_warrants() TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (
        ("liaison", "0001_initial"),
        ("access", "0002_wall"),
        ("deconfliction", "0001_initial"),
    )
    operations = (
        *(protect(f"liaison_{table}") for table in TABLES),
        *(append_only(f"liaison_{table}") for table in APPEND_ONLY),
        never_deleted("liaison_request", "liaison_extension"),
        migrations.RunSQL(PLANNED_WARRANTS, migrations.RunSQL.noop),
    )
