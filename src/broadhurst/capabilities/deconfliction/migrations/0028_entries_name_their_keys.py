"""An entry names the hashes of its keys, so that they are found without an index of them by entry.

That index, and the one of the keys of things, took a tenth of the time in which a table of 100,000
targets is entered, and was read to delete an entry's keys and to compare two. Now whoever reads an
entry has them. The database sees to it that they are all there: no key is written that its entry
does not name, and none that it names is taken from it.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from broadhurst.foundation.access.protect import APPLICATION_ROLE

HASHES = django.contrib.postgres.fields.ArrayField(
    base_field=models.BigIntegerField(),
    default=list,
    help_text="The hashes of its keys, deleted with it.",
)
THINGS = django.contrib.postgres.fields.ArrayField(
    base_field=models.BigIntegerField(),
    default=list,
    help_text="The key hashes of its identifiers.",
)
# As a check takes them. What runs beside this would deadlock with it, and after the long part.
ALONE = "LOCK TABLE deconfliction_key, deconfliction_entry IN ACCESS EXCLUSIVE MODE"
FILL = """
UPDATE deconfliction_entry e SET hashes = k.hashes, things = coalesce(k.things, '{}')
FROM (SELECT entry_id, array_agg(hash) AS hashes,
             array_agg(hash) FILTER (WHERE kind IN (100, 101, 102)) AS things
      FROM deconfliction_key GROUP BY entry_id) k
WHERE e.id = k.entry_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""
GUARDS = f"""
GRANT UPDATE (hashes, things) ON deconfliction_entry TO {APPLICATION_ROLE};

CREATE OR REPLACE FUNCTION keys_have_their_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM (SELECT entry_id, array_agg(hash) AS hashes FROM written GROUP BY entry_id) w
    WHERE NOT EXISTS (
        SELECT FROM deconfliction_entry e
        WHERE e.id = w.entry_id AND e.hashes @> w.hashes FOR KEY SHARE);
    IF FOUND THEN
        RAISE foreign_key_violation
        USING MESSAGE = 'There is a key whose entry is not there, or does not name it.';
    END IF;
    RETURN NULL;
END $$;

-- OFFSET 0: each by the index of keys, however small the table was when this was planned.
CREATE OR REPLACE FUNCTION entry_leaves_no_key() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM gone g CROSS JOIN unnest(g.hashes) AS own(hash) CROSS JOIN LATERAL (
        SELECT FROM deconfliction_key WHERE hash = own.hash AND entry_id = g.id OFFSET 0) k;
    IF FOUND THEN
        RAISE foreign_key_violation USING MESSAGE = 'This entry has keys: they go before it.';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION entry_names_its_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE foreign_key_violation USING MESSAGE = 'An entry names its keys for as long as it stands.';
END $$;
CREATE TRIGGER entry_names_its_keys BEFORE UPDATE OF hashes, things ON deconfliction_entry
    FOR EACH ROW WHEN (NOT (NEW.hashes @> OLD.hashes AND NEW.things @> OLD.things))
    EXECUTE FUNCTION entry_names_its_keys();
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0027_common_names"),)
    operations = (
        migrations.RunSQL(ALONE, migrations.RunSQL.noop),
        migrations.AddField("entry", "hashes", HASHES),
        migrations.AddField("entry", "things", THINGS),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        # There is no way back: what guarded the keys before needs the index that was dropped.
        migrations.RunSQL(GUARDS),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=models.Q(things__contained_by=models.F("hashes")),
                name="entry_names_things_by_keys",
            ),
        ),
        migrations.RemoveIndex("key", "key_of_things"),
        migrations.AlterField(
            "key",
            "entry",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="keys",
                to="deconfliction.entry",
            ),
        ),
    )
