"""Row-level security of the register, immutable rows, and checks at commit."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, protect

# Business rules 1 and 5. They are deferred, so that a command can close one span and open the next.
# They bypass row-level security, because they must see all spans.
GUARDS = """
CREATE FUNCTION register_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    guarded bigint := coalesce(to_jsonb(NEW) ->> 'ocg_id', to_jsonb(NEW) ->> 'id')::bigint;
    ocg register_ocg%ROWTYPE;
    last timestamptz;
BEGIN
    SELECT * INTO ocg FROM register_ocg WHERE id = guarded;
    IF ocg.state <> 'active' THEN
        RETURN NULL;
    END IF;
    IF (SELECT count(*) FROM register_ownership
        WHERE ocg_id = guarded AND until_at IS NULL) <> 1 THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'An active OCG has exactly one owner.', CONSTRAINT = 'owner_always';
    END IF;
    IF EXISTS (
        SELECT 1 FROM (
            SELECT from_at, lag(until_at, 1, ocg.registered_at) OVER (ORDER BY from_at) AS due
            FROM register_ownership WHERE ocg_id = guarded) spans
        WHERE from_at <> due
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'The history of owners has a gap.', CONSTRAINT = 'owner_without_gap';
    END IF;
    IF EXISTS (
        SELECT 1 FROM (
            SELECT from_at, lag(until_at, 1, ocg.registered_at) OVER (ORDER BY from_at) AS due
            FROM register_lead WHERE ocg_id = guarded AND role = 'lro') spans
        WHERE from_at <> due
    ) OR NOT EXISTS (
        SELECT 1 FROM register_lead
        WHERE ocg_id = guarded AND role = 'lro' AND until_at IS NULL
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'An active OCG always has an LRO.', CONSTRAINT = 'lro_always';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER guard AFTER INSERT OR UPDATE ON register_ocg
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_guard();
CREATE CONSTRAINT TRIGGER guard AFTER INSERT OR UPDATE ON register_ownership
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_guard();
CREATE CONSTRAINT TRIGGER guard AFTER INSERT OR UPDATE ON register_lead
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_guard();
REVOKE DELETE ON register_ownership, register_lead FROM broadhurst_app;
"""

TABLES = (
    "ocg",
    "area",
    "ownership",
    "lead",
    "person",
    "membership",
    "identifier",
    "assessment",
    "moderation",
)


class Migration(migrations.Migration):
    dependencies = (("register", "0001_initial"), ("access", "0002_wall"))
    operations = (
        *(protect(f"register_{table}") for table in TABLES),
        append_only("register_assessment"),
        append_only("register_moderation"),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    )
