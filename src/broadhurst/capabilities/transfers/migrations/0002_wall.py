"""Row-level security on transfers. A pack cannot be changed."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, protect
from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (
        ("transfers", "0001_initial"),
        ("access", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        *(
            protect(f"transfers_{table}")
            for table in ("transfer", "transferrequest", "pack", "risk", "windowchange")
        ),
        append_only("transfers_pack"),
        # Search finds transfers.
        searched(
            Searched(
                "transfers_transfer",
                "transfer",
                columns="ref, reason, dossier_id",
                description="r.reason",
            )
        ),
    )
