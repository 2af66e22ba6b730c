"""Row-level security of layouts: only the officer who arranged one can read or change it."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE

POLICY = f"""
ALTER TABLE network_layout ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON network_layout
    USING (-officer_id = ANY ((SELECT wall_principals())::bigint[]));
REVOKE TRUNCATE ON network_layout FROM {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (("network", "0001_initial"), ("access", "0002_wall"))
    operations = (migrations.RunSQL(POLICY, migrations.RunSQL.noop),)
