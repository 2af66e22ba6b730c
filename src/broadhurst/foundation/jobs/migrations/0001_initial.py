"""Let the application's role run jobs: Procrastinate makes its tables for their owner alone.

They have no row-level security, so a job carries references only.
"""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE
from broadhurst.foundation.jobs.tables import grants


class Migration(migrations.Migration):
    dependencies = (
        ("access", "0002_wall"),
        ("procrastinate", "0041_post_retry_failed_job"),
    )
    operations = (migrations.RunSQL(grants(APPLICATION_ROLE), migrations.RunSQL.noop),)
