"""Row-level security on the tables of federation.

The system and administrators of the service keep these tables. A peer's machine can read its own
agreement. Nobody else sees a row, and elevated code does not either.
"""

from django.db import migrations

from broadhurst.foundation.access.protect import (
    APPLICATION_ROLE,
    append_only,
    protect_administered,
)

KEEPS = "(SELECT wall_administers())"
PEERS = f"""
ALTER TABLE federation_peer ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON federation_peer FOR SELECT USING (
    {KEEPS} OR unit_id = ANY ((SELECT wall_principals())::bigint[]));
CREATE POLICY wall_insert ON federation_peer FOR INSERT WITH CHECK ({KEEPS});
CREATE POLICY wall_update ON federation_peer FOR UPDATE USING ({KEEPS});
REVOKE DELETE, TRUNCATE ON federation_peer FROM {APPLICATION_ROLE};
"""

# A hub deletes its pointers together with their tokens, but only those of earlier days.
POINTERS = f"""
GRANT DELETE ON federation_pointer TO {APPLICATION_ROLE};
CREATE POLICY wall_delete ON federation_pointer AS RESTRICTIVE FOR DELETE
    USING (day < (SELECT wall_now())::date);
"""

# The record of an exchange is never changed. Only its end is added.
EXCHANGES = f"""
REVOKE UPDATE, DELETE ON federation_exchange FROM {APPLICATION_ROLE};
GRANT UPDATE (hits, objection, closed_at)
    ON federation_exchange TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (("federation", "0001_initial"), ("access", "0002_wall"))
    operations = (
        migrations.RunSQL(PEERS, migrations.RunSQL.noop),
        protect_administered("federation_exchange"),
        migrations.RunSQL(EXCHANGES, migrations.RunSQL.noop),
        protect_administered("federation_hubkey"),
        protect_administered("federation_hubtoken"),
        protect_administered("federation_pointer"),
        append_only("federation_pointer"),
        migrations.RunSQL(POINTERS, migrations.RunSQL.noop),
    )
