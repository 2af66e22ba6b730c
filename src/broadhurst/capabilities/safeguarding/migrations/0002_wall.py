"""Row-level security for referrals. Chases are never changed, and referrals never deleted."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, protect


class Migration(migrations.Migration):
    dependencies = (("safeguarding", "0001_initial"),)
    operations = (
        protect("safeguarding_referral"),
        protect("safeguarding_chase"),
        append_only("safeguarding_chase"),
        migrations.RunSQL(
            "REVOKE DELETE ON safeguarding_referral FROM broadhurst_app;",
            "GRANT DELETE ON safeguarding_referral TO broadhurst_app;",
        ),
    )
