"""Row-level security on liaison, and the planned warrants that readers of a request may see.

What is recorded once, such as a log entry or a note, cannot be changed.
"""

from django.db import migrations

from broadhurst.foundation.access.protect import (
    APPLICATION_ROLE,
    append_only,
    never_deleted,
    protect,
    protect_in_part,
)
from broadhurst.foundation.search.feed import Searched, searched

TABLES = (
    "request", "note", "chaser", "extension", "escalation", "logentry", "signature", "meeting",
    "seen", "jointreview", "reviewaction", "reviewanswer",
)  # fmt: skip
APPEND_ONLY = (
    "note", "chaser", "escalation", "logentry", "signature", "meeting", "seen", "logcopy",
    "jointreview", "reviewaction", "reviewanswer",
)  # fmt: skip

# If an OCG is split, the history of a request goes with the request. Its words do not change.
MOVES = f"""
GRANT UPDATE (dossier_id) ON liaison_note, liaison_chaser, liaison_escalation TO {APPLICATION_ROLE};
"""
# An entry supersedes an earlier entry of the same log. A unique constraint keeps the chain from
# forking, so a chain is a line.
SUPERSEDES_EARLIER = """
CREATE FUNCTION liaison_supersedes_earlier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM liaison_logentry e
        WHERE e.id = NEW.supersedes_id AND e.ocg_id = NEW.ocg_id AND e.number < NEW.number
    ) THEN
        RAISE check_violation USING MESSAGE = 'An entry supersedes an earlier one of its own log.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER supersedes_earlier BEFORE INSERT ON liaison_logentry
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL)
    EXECUTE FUNCTION liaison_supersedes_earlier();
"""

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

# Gives the two leads of an OCG the events to come that their units planned on it.
#
# SECURITY DEFINER, because an event belongs to its unit alone. The function itself checks that the
# reader is the SIO or the LRO of this OCG, or covers for one, by their grant. An LRO of a partner
# organisation gets none. It returns only events of the units of these two leads.
EVENTS_OF_LEADS = f"""
CREATE FUNCTION liaison_events_of_leads(about text) RETURNS TABLE (
    ref varchar, kind varchar, starts_at timestamptz, ends_at timestamptz, place varchar,
    planned_by bigint, unit bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.ref, e.kind, e.starts_at, e.ends_at, e.place, e.planned_by_id, e.unit_id
    FROM register_ocg g
    JOIN deconfliction_event e ON e.ocg_ref = g.ref
        AND e.expires_at > wall_now() AND e.state IN ('planned', 'live')
    WHERE g.ref = about
      AND EXISTS (
        SELECT FROM access_grant gr
        WHERE gr.dossier_id = g.dossier_id AND gr.principal = ANY (wall_principals())
          AND gr.why IN ('sio', 'lro', 'cover') AND gr.level <> 'part' AND gr.from_at <= wall_now()
          AND (gr.until_at IS NULL OR gr.until_at > wall_now()))
      AND EXISTS (
        SELECT FROM register_lead l
        WHERE l.ocg_id = g.id AND l.unit_id = e.unit_id AND l.until_at IS NULL
          AND l.role IN ('sio', 'lro'))
    ORDER BY e.starts_at, e.id
$$;
REVOKE ALL ON FUNCTION liaison_events_of_leads(text) FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION liaison_events_of_leads(text) TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (
        ("liaison", "0001_initial"),
        ("access", "0002_wall"),
        ("deconfliction", "0001_initial"),
        ("search", "0002_wall"),
    )
    operations = (
        *(protect_in_part(f"liaison_{table}") for table in TABLES),
        # An LRO from a partner reads the log, but is given no copy for a court.
        protect("liaison_logcopy"),
        *(append_only(f"liaison_{table}") for table in APPEND_ONLY),
        migrations.RunSQL(MOVES, migrations.RunSQL.noop),
        never_deleted("liaison_request", "liaison_extension"),
        migrations.RunSQL(SUPERSEDES_EARLIER, migrations.RunSQL.noop),
        migrations.RunSQL(PLANNED_WARRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(EVENTS_OF_LEADS, migrations.RunSQL.noop),
        # Search finds requests between SIO and LRO.
        searched(
            Searched(
                "liaison_request",
                "request",
                columns="ref, what, dossier_id",
                description="r.what",
            )
        ),
    )
