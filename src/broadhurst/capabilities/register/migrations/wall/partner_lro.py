"""An LRO of a partner organisation: what the database holds about them, whatever a command does."""

from django.db import migrations

# Only the LRO may come from a partner organisation, and who does sees the OCG in part, also through
# their unit. It is deferred, because a lead and their access are written one after the other.
GUARD = """
CREATE FUNCTION register_partner_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    from_kind text := (SELECT a.kind FROM agencies_unit u
        JOIN agencies_agency a ON a.id = u.agency_id WHERE u.id = NEW.unit_id);
BEGIN
    IF from_kind IN ('police_force', 'rocu', 'national_agency') THEN
        RETURN NULL;
    END IF;
    IF NEW.role <> 'lro' OR from_kind NOT IN
        ('council', 'combined_authority', 'government', 'partner') THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'Only the LRO of an OCG can be an officer of a partner organisation.',
            CONSTRAINT = 'only_the_lro_is_a_partner';
    END IF;
    IF EXISTS (
        SELECT FROM access_grant g
        WHERE g.dossier_id = NEW.dossier_id AND g.why IN ('lro', 'lro_unit') AND g.level <> 'part'
          AND g.principal IN (-NEW.officer_id, NEW.unit_id)
          AND g.from_at <= wall_now() AND (g.until_at IS NULL OR g.until_at > wall_now())
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'An LRO of a partner organisation sees the OCG in part.',
            CONSTRAINT = 'partner_lro_sees_in_part';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER partner_guard AFTER INSERT OR UPDATE OF role, unit_id, officer_id
    ON register_lead DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.until_at IS NULL) EXECUTE FUNCTION register_partner_guard();
"""

# Everyone notified can read the event. So an officer who sees an OCG in part is notified of nothing
# else that happens on it: rooms that notify the leads need not know where the LRO works.
NOTIFICATIONS = """
CREATE FUNCTION register_tells_in_part(verb text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT split_part(verb, '.', 1) IN (
            'plan', 'action', 'request', 'log', 'leads', 'coming_up', 'cover', 'exemption')
        OR verb IN (
            'assessment.moderated', 'ocg.lead_named', 'ocg.corrected', 'ocg.owner_changed',
            'ocg.archive_proposed', 'ocg.archived', 'ocg.archive_declined', 'ocg.reactivated',
            'ocg.made_dormant', 'ocg.kept_dormant', 'ocg.work_resumed', 'ocg.succeeded')
$$;

CREATE FUNCTION register_tell_in_part() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM told JOIN access_grant g ON g.level = 'part' AND g.principal = told.principal
    ) THEN
        RETURN NULL;
    END IF;
    DELETE FROM audit_notification n
    USING told JOIN audit_event e ON e.id = told.event_id AND NOT register_tells_in_part(e.verb)
    WHERE n.id = told.id AND EXISTS (
        SELECT FROM access_grant g
        WHERE g.dossier_id = ANY (ARRAY(SELECT wall_line(e.dossier_id)))
          AND g.principal = told.principal
          AND g.from_at <= wall_now() AND (g.until_at IS NULL OR g.until_at > wall_now())
        HAVING bool_and(g.level = 'part'));
    RETURN NULL;
END $$;
CREATE TRIGGER tell_in_part AFTER INSERT ON audit_notification REFERENCING NEW TABLE AS told
    FOR EACH STATEMENT EXECUTE FUNCTION register_tell_in_part();
"""

OPERATIONS = (
    migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    migrations.RunSQL(NOTIFICATIONS, migrations.RunSQL.noop),
)
