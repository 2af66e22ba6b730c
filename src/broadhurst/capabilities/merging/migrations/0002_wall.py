"""Row-level security of merges and splits, and what an OCG that is merged or split off has."""

from django.db import migrations

from broadhurst.foundation.access.protect import never_deleted, protect

# Deferred, so that a command can write both rows in any order. It bypasses row-level security, as
# the other checks of an OCG's state do.
MERGED = """
CREATE FUNCTION merging_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    guarded bigint := coalesce(to_jsonb(NEW) ->> 'ocg_id', to_jsonb(NEW) ->> 'id')::bigint;
BEGIN
    IF ((SELECT state FROM register_ocg WHERE id = guarded) = 'merged') IS DISTINCT FROM EXISTS (
        SELECT 1 FROM merging_merge WHERE ocg_id = guarded AND undone_at IS NULL) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'A merged OCG has one merge in force.',
            CONSTRAINT = 'merged_with_a_merge';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER merge_guard AFTER INSERT OR UPDATE OF state ON register_ocg
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION merging_guard();
CREATE CONSTRAINT TRIGGER merge_guard AFTER INSERT OR UPDATE ON merging_merge
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION merging_guard();
"""

# A new OCG says itself that it was split off, so that readers of it alone know. It never changes.
SPLIT_OFF = """
CREATE FUNCTION merging_split_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    guarded bigint := coalesce(to_jsonb(NEW) ->> 'new_id', to_jsonb(NEW) ->> 'id')::bigint;
BEGIN
    IF (SELECT split_off_at FROM register_ocg WHERE id = guarded) IS DISTINCT FROM
        (SELECT split_at FROM merging_split WHERE new_id = guarded) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'An OCG was split off if, and only if, it has a split.',
            CONSTRAINT = 'split_off_with_a_split';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER split_guard AFTER INSERT OR UPDATE OF split_off_at ON register_ocg
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION merging_split_guard();
CREATE CONSTRAINT TRIGGER split_guard AFTER INSERT OR UPDATE ON merging_split
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION merging_split_guard();
"""


class Migration(migrations.Migration):
    dependencies = (("merging", "0001_initial"), ("register", "0002_wall"))
    operations = (
        protect("merging_merge"),
        protect("merging_personmerge"),
        protect("merging_split"),
        never_deleted("merging_merge", "merging_personmerge", "merging_split"),
        migrations.RunSQL(MERGED, migrations.RunSQL.noop),
        migrations.RunSQL(SPLIT_OFF, migrations.RunSQL.noop),
    )
