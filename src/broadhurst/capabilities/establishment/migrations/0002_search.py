"""Search finds organisations, units and officers. Every signed-in user may read them."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (
        ("establishment", "0001_system_actor"),
        ("search", "0002_find"),
    )
    operations = (
        searched(
            Searched(
                "agencies_agency",
                "organisation",
                columns="key, name, short_name, kind",
                ref="r.key",
                names="ARRAY[r.name, r.short_name]",
                dossier="NULL",
                is_found="r.key <> 'broadhurst'",
            )
        ),
        searched(
            Searched(
                "agencies_unit",
                "unit",
                columns="key, name, kind",
                ref="r.key",
                names="ARRAY[r.name]",
                dossier="NULL",
                is_found="r.kind <> 'system'",
            )
        ),
        searched(
            Searched(
                "agencies_officer",
                "officer",
                columns="username, name, is_active",
                ref="r.username",
                names="ARRAY[r.name]",
                dossier="NULL",
                is_found="r.is_active AND r.username <> 'broadhurst'",
            )
        ),
    )
