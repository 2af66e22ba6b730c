"""Search finds files by name and description, for those who can read the record they are on."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (("files", "0002_wall"), ("notes", "0003_search"))
    operations = (
        searched(
            Searched(
                "files_file",
                "file",
                columns="name, description, withdrawn_at",
                names="ARRAY[r.name]",
                description="r.description",
                dossier="notes_record_dossier(r.kind, r.record_id)",
                is_found="r.withdrawn_at IS NULL "
                "AND notes_record_dossier(r.kind, r.record_id) IS NOT NULL",
            )
        ),
    )
