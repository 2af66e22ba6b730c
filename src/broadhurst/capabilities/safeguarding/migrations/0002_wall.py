"""The wall around referrals; a chase is never changed, and no referral is ever removed."""

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
