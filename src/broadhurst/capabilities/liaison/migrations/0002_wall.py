"""Row-level security on liaison.

Log entries, signatures and meetings cannot be changed.
"""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, protect

TABLES = ("request", "logentry", "signature", "meeting")


class Migration(migrations.Migration):
    dependencies = (("liaison", "0001_initial"),)
    operations = (
        *(protect(f"liaison_{table}") for table in TABLES),
        append_only("liaison_logentry"),
        append_only("liaison_signature"),
        append_only("liaison_meeting"),
        migrations.RunSQL(
            "REVOKE DELETE ON liaison_request FROM broadhurst_app;",
            "GRANT DELETE ON liaison_request TO broadhurst_app;",
        ),
    )
