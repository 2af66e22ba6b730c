"""Row-level security of clearance, and triggers that keep policies and closed chains."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect

GUARDS = """
CREATE FUNCTION clearance_chain_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM clearance_chain WHERE id = NEW.chain_id AND closed_at IS NOT NULL) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'A published or withdrawn text is not cleared again.',
            CONSTRAINT = 'closed_chain_stands';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION clearance_only_ends() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE changing text[] := TG_ARGV::text[];
BEGIN
    IF to_jsonb(NEW) - changing <> to_jsonb(OLD) - changing THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'This was set, and only ends.', CONSTRAINT = 'clearance_only_ends';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON clearance_step
    FOR EACH ROW EXECUTE FUNCTION clearance_chain_guard();
CREATE TRIGGER guard BEFORE INSERT ON clearance_move
    FOR EACH ROW EXECUTE FUNCTION clearance_chain_guard();
CREATE TRIGGER only_ends BEFORE UPDATE ON clearance_step
    FOR EACH ROW EXECUTE FUNCTION clearance_only_ends(
        'taken_by_id', 'taken_for_id', 'taken_at', 'comment', 'digest');
CREATE TRIGGER only_ends BEFORE UPDATE ON clearance_chain
    FOR EACH ROW EXECUTE FUNCTION clearance_only_ends('closed_at');
CREATE TRIGGER only_ends BEFORE UPDATE ON clearance_policy
    FOR EACH ROW EXECUTE FUNCTION clearance_only_ends('withdrawn_at', 'withdrawn_because');
CREATE TRIGGER only_ends BEFORE UPDATE ON clearance_delegation
    FOR EACH ROW EXECUTE FUNCTION clearance_only_ends('ended_at', 'ended_because');
"""
TABLES = ("clearance_chain", "clearance_step", "clearance_move")


class Migration(migrations.Migration):
    dependencies = (("clearance", "0001_initial"), ("access", "0002_wall"))
    operations = (
        *(protect(table) for table in TABLES),
        append_only("clearance_move"),
        never_deleted(
            "clearance_chain", "clearance_step", "clearance_policy", "clearance_delegation"
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    )
