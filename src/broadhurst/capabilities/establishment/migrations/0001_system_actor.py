"""The system's own organisation, unit, officer and posting, which act before enrolment."""

from datetime import date

from django.db import migrations


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
    dependencies = (("agencies", "0001_initial"),)
    operations = (migrations.RunPython(make_system, migrations.RunPython.noop),)
