"""Cover for absent leads, and exemptions from rule 6, with what follows from both."""

from django.db import migrations

from broadhurst.foundation.access.protect import never_deleted, protect_in_part

# A deputy on a day is a lead on that day. The view has the access of its reader, so it shows only
# leads and deputies of OCGs that the reader can see.
ACTING = """
CREATE VIEW register_acting_lead WITH (security_invoker = true) AS
SELECT l.id, l.id AS lead_id, l.ocg_id, l.role, l.officer_id, l.until_at, false AS is_cover,
    l.role = 'lro' AND NOT EXISTS (SELECT FROM access_dossier d WHERE d.id = l.dossier_id)
        AS in_part
FROM register_lead l WHERE l.until_at IS NULL
UNION ALL
SELECT -c.id, c.lead_id, c.ocg_id, l.role, c.deputy_id, l.until_at, true,
    l.role = 'lro' AND NOT EXISTS (SELECT FROM access_dossier d WHERE d.id = c.dossier_id)
FROM register_cover c JOIN register_lead l ON l.id = c.lead_id
WHERE c.closed_at IS NULL AND l.until_at IS NULL
  AND (wall_now() AT TIME ZONE 'Europe/London')::date BETWEEN c.from_on AND c.until_on;
GRANT SELECT ON register_acting_lead TO broadhurst_app;
"""

# Rule 6 also holds for deputies: the deputy of the SIO is not the LRO, and the reverse. It is
# deferred and bypasses row-level security, like the other guards of the register.
APART = """
CREATE FUNCTION register_cover_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM register_cover c
        JOIN register_lead l ON l.id = c.lead_id AND l.role IN ('sio', 'lro')
        JOIN register_lead other ON other.ocg_id = c.ocg_id AND other.officer_id = c.deputy_id
          AND other.role IN ('sio', 'lro') AND other.until_at IS NULL
        WHERE c.ocg_id = NEW.ocg_id AND c.closed_at IS NULL AND l.until_at IS NULL
          AND c.until_on >= (wall_now() AT TIME ZONE 'Europe/London')::date
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'A deputy of the SIO is not the LRO, and a deputy of the LRO is not the SIO.',
            CONSTRAINT = 'deputy_is_not_the_other_lead';
    END IF;
    IF EXISTS (
        SELECT 1 FROM register_cover c JOIN register_lead l ON l.id = c.lead_id
        WHERE c.ocg_id = NEW.ocg_id AND c.closed_at IS NULL
          AND (l.until_at IS NOT NULL OR l.ocg_id <> c.ocg_id OR l.dossier_id <> c.dossier_id)
          AND c.until_on >= (wall_now() AT TIME ZONE 'Europe/London')::date
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'Cover ends with the lead.', CONSTRAINT = 'cover_of_a_lead_in_force';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cover_guard AFTER INSERT OR UPDATE ON register_cover
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_cover_guard();
CREATE CONSTRAINT TRIGGER cover_guard AFTER INSERT OR UPDATE ON register_lead
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_cover_guard();
"""

# One officer can be both SIO and LRO only under an exemption of that OCG and officer, in force on
# the day it begins.
EXEMPT = """
CREATE FUNCTION register_exemption_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM register_exemption e
        WHERE e.id = NEW.exemption_id AND e.ocg_id = NEW.ocg_id AND e.officer_id = NEW.officer_id
          AND e.ended_at IS NULL AND e.approved_at <= NEW.from_at
          AND e.until_on >= (NEW.from_at AT TIME ZONE 'Europe/London')::date
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'No exemption lets this officer be both SIO and LRO.',
            CONSTRAINT = 'exemption_in_force';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER exemption_guard BEFORE INSERT OR UPDATE OF exemption_id, officer_id, ocg_id
    ON register_lead FOR EACH ROW WHEN (NEW.exemption_id IS NOT NULL)
    EXECUTE FUNCTION register_exemption_guard();
"""

# Each event of a deputy on the OCG, or on a dossier below it, says whose work it was. A lead's
# notification goes to the deputy too. The rooms that record events need not know of cover.
EVENTS = """
CREATE FUNCTION register_say_cover() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE covered text;
BEGIN
    -- Nearly nobody is a deputy, and an import writes an event for each person.
    IF NOT EXISTS (SELECT FROM register_cover
                   WHERE deputy_id = NEW.officer_id AND closed_at IS NULL) THEN
        RETURN NEW;
    END IF;
    SELECT o.name || ', ' || upper(l.role) INTO covered
    FROM register_cover c
    JOIN register_lead l ON l.id = c.lead_id AND l.until_at IS NULL
    JOIN agencies_officer o ON o.id = l.officer_id
    WHERE c.deputy_id = NEW.officer_id AND c.closed_at IS NULL
      AND (NEW.at AT TIME ZONE 'Europe/London')::date BETWEEN c.from_on AND c.until_on
      AND c.dossier_id = ANY (ARRAY(SELECT wall_line(NEW.dossier_id)))
    LIMIT 1;
    IF covered IS NOT NULL THEN
        NEW.detail := NEW.detail || jsonb_build_object('as_cover_for', covered);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER say_cover BEFORE INSERT ON audit_event FOR EACH ROW
    WHEN (NEW.dossier_id IS NOT NULL) EXECUTE FUNCTION register_say_cover();

CREATE FUNCTION register_notify_deputies() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF pg_trigger_depth() > 1 OR NOT EXISTS (
        SELECT FROM told JOIN register_lead l ON l.officer_id = -told.principal
        JOIN register_cover c ON c.lead_id = l.id AND c.closed_at IS NULL
    ) THEN
        RETURN NULL;
    END IF;
    INSERT INTO audit_notification (id, event_id, principal)
    SELECT nextval('audit_notification_id'), found.event_id, found.principal
    FROM (
        SELECT told.event_id, -c.deputy_id AS principal
        FROM told
        JOIN audit_event e ON e.id = told.event_id AND e.dossier_id IS NOT NULL
        CROSS JOIN LATERAL wall_line(e.dossier_id) AS line(dossier_id)
        JOIN register_cover c ON c.dossier_id = line.dossier_id AND c.closed_at IS NULL
        JOIN register_lead l ON l.id = c.lead_id AND l.until_at IS NULL
        WHERE l.officer_id = -told.principal
          AND (e.at AT TIME ZONE 'Europe/London')::date BETWEEN c.from_on AND c.until_on
          AND e.officer_id <> c.deputy_id
        EXCEPT
        SELECT event_id, principal FROM told
    ) found;
    RETURN NULL;
END $$;
CREATE TRIGGER notify_deputies AFTER INSERT ON audit_notification REFERENCING NEW TABLE AS told
    FOR EACH STATEMENT EXECUTE FUNCTION register_notify_deputies();
"""

OPERATIONS = (
    protect_in_part("register_cover"),
    protect_in_part("register_exemption"),
    never_deleted("register_cover", "register_exemption"),
    migrations.RunSQL(ACTING, migrations.RunSQL.noop),
    migrations.RunSQL(APART, migrations.RunSQL.noop),
    migrations.RunSQL(EXEMPT, migrations.RunSQL.noop),
    migrations.RunSQL(EVENTS, migrations.RunSQL.noop),
)
