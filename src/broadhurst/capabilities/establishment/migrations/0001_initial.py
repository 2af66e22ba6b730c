"""The system's own organisation, unit, officer and posting, which act before enrolment.

Search finds organisations, units and officers. Every signed-in user may read them.
"""

from datetime import date

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


def make_system(apps, schema_editor):
    since = date(2000, 1, 1)
    models = {name: apps.get_model("agencies", name) for name in ("Agency", "Unit", "Officer", "Posting")}
    agency = models["Agency"].objects.create(
        key="broadhurst", name="Broadhurst", short_name="Broadhurst", kind="system", from_on=since
    )
    unit = models["Unit"].objects.create(
        agency=agency, key="broadhurst", name="Broadhurst", kind="system", duty_contact="-", from_on=since
    )
    officer = models["Officer"].objects.create(username="broadhurst", name="Broadhurst", password="!")
    models["Posting"].objects.create(
        officer=officer, unit=unit, title="System", roles=["administrator"], from_on=since
    )


class Migration(migrations.Migration):
    dependencies = (("agencies", "0001_initial"), ("search", "0002_wall"))
    operations = (
        migrations.RunPython(make_system, migrations.RunPython.noop),
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
