"""Search finds referrals, by the name that the receiving team sees."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (
        ("safeguarding", "0002_wall"),
        ("search", "0002_find"),
    )
    operations = (
        searched(
            Searched(
                "safeguarding_referral",
                "referral",
                columns="ref, person_name, external_reference, authority_reference, dossier_id",
                names="ARRAY[r.person_name, r.external_reference, r.authority_reference]",
            )
        ),
    )
