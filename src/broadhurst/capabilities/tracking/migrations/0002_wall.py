"""Rights on the tables of the tracker, which everyone who signs in may read."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted


class Migration(migrations.Migration):
    dependencies = (("tracking", "0001_initial"), ("access", "0002_wall"))
    operations = (
        append_only("tracking_nextstep"),
        append_only("tracking_milestonechange"),
        append_only("tracking_chaser"),
        never_deleted("tracking_milestone"),
    )
