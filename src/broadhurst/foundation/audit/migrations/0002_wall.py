"""Row-level security on the audit log. The application can add rows, not change or delete them."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, append_only

# A reference at the end of a subject, such as OCG-7K3QF2 or DCN-2026-7K3QF2BX. A failed search has
# what kind of record it was before it. `foundation/doors/references.py` has the letters.
REFERENCE = r"\y[A-Z]{3,4}-(?:[0-9]{4}-)?[2-9BCDFGHJKMNPQRSTVWXYZ]{6,12}$"

SEQUENCES = """
CREATE SEQUENCE audit_event_id;
CREATE SEQUENCE audit_notification_id;
"""

POLICIES = """
ALTER TABLE audit_notification ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON audit_notification FOR SELECT
    USING (principal = ANY ((SELECT wall_principals())::bigint[]));
CREATE POLICY wall_insert ON audit_notification FOR INSERT WITH CHECK (true);

ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON audit_event FOR SELECT USING (
    (SELECT true FROM access_dossier d WHERE d.id = audit_event.dossier_id)
    OR -officer_id = ANY ((SELECT wall_principals())::bigint[])
    OR EXISTS (SELECT 1 FROM audit_notification n WHERE n.event_id = audit_event.id)
);
CREATE POLICY wall_insert ON audit_event FOR INSERT WITH CHECK (true);
"""

# The auditor is a role of a posting and not a principal, so this looks the posting up.
AUDITS = """
CREATE FUNCTION wall_audits(body bigint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (
        SELECT 1 FROM agencies_posting p JOIN agencies_unit u ON u.id = p.unit_id
        WHERE u.agency_id = body AND 'auditor' = ANY (p.roles)
          AND p.unit_id = ANY (wall_principals()) AND p.officer_id = (SELECT wall_officer())
          AND p.from_on <= (wall_now() AT TIME ZONE 'Europe/London')::date
          AND (p.until_on IS NULL OR p.until_on > (wall_now() AT TIME ZONE 'Europe/London')::date))
$$;

-- The organisation whose log the actor reads, if the actor is an auditor today.
CREATE FUNCTION wall_audited() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT u.agency_id FROM agencies_unit u
    WHERE u.id = ANY (wall_principals()) AND wall_audits(u.agency_id)
$$;
"""

# SECURITY DEFINER: an auditor reads who did what of their organisation, also on records that they
# cannot see, and the policy of the table stays as it is. The function checks the role itself. It
# returns nothing of `detail` but the purpose of a reading of the log, which is one of four fixed
# texts. A subject may hold words that somebody typed or a person's name, so it is returned only if
# it is a reference or a username. References have no vowels, so no name passes.
# Readings of the log about the reader, by a colleague, are left out: they could warn the reader.
# Without an officer or a subject it returns nothing, because no index has the instant alone.
LOG = f"""
CREATE FUNCTION audit_log_entries(
    by_officer bigint, subjects text[], kinds text[], since timestamptz, before timestamptz,
    behind timestamptz, behind_id bigint, most int
) RETURNS TABLE (id bigint, at timestamptz, kind text, verb text, about text, posting_id bigint,
                 request_id uuid, purpose text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    reader text := (SELECT o.username FROM agencies_officer o WHERE o.id = wall_officer());
    body bigint := wall_audited();
BEGIN
    IF body IS NULL OR num_nonnulls(by_officer, subjects) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT e.id, e.at, e.kind::text, e.verb::text, CASE
        WHEN e.subject ~ '{REFERENCE}' THEN substring(e.subject FROM '{REFERENCE}')
        WHEN EXISTS (SELECT FROM agencies_officer o WHERE o.username = e.subject) THEN e.subject
        ELSE '' END, e.posting_id, e.request_id,
        CASE WHEN e.verb = 'audit_log.read' THEN coalesce(e.detail ->> 'purpose', '') ELSE '' END
    FROM audit_event e
    JOIN agencies_posting p ON p.id = e.posting_id
    JOIN agencies_unit u ON u.id = p.unit_id
    WHERE u.agency_id = body
      AND (by_officer IS NULL OR e.officer_id = by_officer)
      AND (subjects IS NULL OR e.subject = ANY (subjects))
      AND (kinds IS NULL OR e.kind = ANY (kinds))
      AND (since IS NULL OR e.at >= since)
      AND (before IS NULL OR e.at < before)
      AND (behind IS NULL OR (e.at, e.id) < (behind, behind_id))
      AND NOT (e.verb = 'audit_log.read' AND e.subject = reader AND e.officer_id <> wall_officer())
    ORDER BY e.at DESC, e.id DESC LIMIT most;
END $$;
REVOKE ALL ON FUNCTION audit_log_entries(
    bigint, text[], text[], timestamptz, timestamptz, timestamptz, bigint, int
) FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION audit_log_entries(
    bigint, text[], text[], timestamptz, timestamptz, timestamptz, bigint, int
) TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (("audit", "0001_initial"), ("access", "0002_wall"))
    operations = (
        migrations.RunSQL(SEQUENCES, migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        migrations.RunSQL(AUDITS, migrations.RunSQL.noop),
        migrations.RunSQL(LOG, migrations.RunSQL.noop),
        append_only("audit_event"),
        append_only("audit_notification"),
    )
