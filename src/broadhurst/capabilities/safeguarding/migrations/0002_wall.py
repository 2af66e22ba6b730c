"""Row-level security for referrals, and for reasons not to refer a person at risk.

Chases and reasons are never changed, and referrals never deleted.
"""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect


class Migration(migrations.Migration):
    dependencies = (("safeguarding", "0001_initial"), ("access", "0002_wall"))
    operations = (
        protect("safeguarding_referral"),
        protect("safeguarding_chase"),
        protect("safeguarding_notreferred"),
        append_only("safeguarding_chase"),
        append_only("safeguarding_notreferred"),
        never_deleted("safeguarding_referral"),
    )
