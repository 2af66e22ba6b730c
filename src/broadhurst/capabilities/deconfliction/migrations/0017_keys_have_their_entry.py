"""A key has its entry, asked of all that a statement writes; and the keys of things by entry.

A foreign key asks for each row by itself, and locks the same entry for each of its twenty keys. Of
a table of 100,000 targets that was a sixth of the database's work. These ask the same, with the
same lock, once a statement: no key without its entry, and no entry gone while it has a key.
"""

import django.db.models.deletion
from django.db import migrations, models

# SECURITY DEFINER: as with a foreign key, what is there does not depend on who sees it. An entry
# that a transaction deletes at this moment is waited for; one that is found stays until the end.
GUARDS = """
CREATE FUNCTION keys_have_their_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM (SELECT DISTINCT entry_id FROM written) w
    WHERE NOT EXISTS (
        SELECT FROM deconfliction_entry e WHERE e.id = w.entry_id FOR KEY SHARE);
    IF FOUND THEN
        RAISE foreign_key_violation USING MESSAGE = 'There is a key whose entry is not there.';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keys_have_their_entry AFTER INSERT ON deconfliction_key
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION keys_have_their_entry();

CREATE FUNCTION entry_leaves_no_key() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM gone g JOIN deconfliction_key k ON k.entry_id = g.id;
    IF FOUND THEN
        RAISE foreign_key_violation USING MESSAGE = 'This entry has keys: they go before it.';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER entry_leaves_no_key AFTER DELETE ON deconfliction_entry
    REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION entry_leaves_no_key();

CREATE FUNCTION number_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE foreign_key_violation USING MESSAGE = 'The number of an entry stays.'; END $$;
CREATE TRIGGER key_keeps_its_entry BEFORE UPDATE OF entry_id ON deconfliction_key
    FOR EACH ROW WHEN (OLD.entry_id <> NEW.entry_id) EXECUTE FUNCTION number_stays();
CREATE TRIGGER entry_keeps_its_number BEFORE UPDATE OF id ON deconfliction_entry
    FOR EACH ROW WHEN (OLD.id <> NEW.id) EXECUTE FUNCTION number_stays();
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0015_withdrawal"),)
    operations = (
        migrations.AlterField(
            model_name="key",
            name="entry",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="keys",
                to="deconfliction.entry",
            ),
        ),
        migrations.AddIndex(
            model_name="key",
            index=models.Index(
                condition=models.Q(("kind__in", (100, 101, 102))),
                fields=["entry", "hash"],
                name="key_of_things",
            ),
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    )
