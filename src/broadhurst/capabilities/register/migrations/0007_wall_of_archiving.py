"""Row-level security of archiving proposals; checks on archived OCGs (rule 11)."""

from django.db import migrations

from broadhurst.foundation.access.protect import protect

# The check is deferred, so that a command can write both rows in any order. It bypasses row-level
# security, like the check on owners.
GUARD = """
CREATE FUNCTION register_archive_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    guarded bigint := coalesce(to_jsonb(NEW) ->> 'ocg_id', to_jsonb(NEW) ->> 'id')::bigint;
    held register_archiving%ROWTYPE;
BEGIN
    SELECT * INTO held FROM register_archiving
    WHERE ocg_id = guarded AND outcome = 'approved' AND reactivated_at IS NULL;
    IF (SELECT state FROM register_ocg WHERE id = guarded) = 'archived' THEN
        IF held.id IS NULL THEN
            RAISE integrity_constraint_violation USING
                MESSAGE = 'An archived OCG has an approved proposal.',
                CONSTRAINT = 'archived_with_approval';
        END IF;
        IF EXISTS (SELECT 1 FROM register_lead
                   WHERE ocg_id = guarded AND role = 'lro' AND officer_id = held.decided_by_id
                   AND from_at <= held.decided_at
                   AND (until_at IS NULL OR until_at > held.decided_at)) THEN
            RAISE integrity_constraint_violation USING
                MESSAGE = 'The LRO does not approve archiving.',
                CONSTRAINT = 'lro_does_not_approve_archiving';
        END IF;
    ELSIF held.id IS NOT NULL THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'An active OCG has been reactivated.', CONSTRAINT = 'active_is_reactivated';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER archive_guard AFTER INSERT OR UPDATE OF state ON register_ocg
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_archive_guard();
CREATE CONSTRAINT TRIGGER archive_guard AFTER INSERT OR UPDATE ON register_archiving
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_archive_guard();
REVOKE DELETE ON register_archiving, register_membership, register_identifier, register_person
    FROM broadhurst_app;
"""


class Migration(migrations.Migration):
    dependencies = (("register", "0006_corrections"),)
    operations = (
        protect("register_archiving"),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    )
