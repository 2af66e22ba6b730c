"""An example scoring scheme, so that scoring works on the first day."""

import tomllib
from pathlib import Path

from django.db import migrations

EXAMPLE = Path(__file__).parent.parent / "schemes" / "example-1.toml"


def load_example(apps, schema_editor):
    apps.get_model("register", "Scheme").objects.create(**tomllib.loads(EXAMPLE.read_text()))


class Migration(migrations.Migration):
    dependencies = (("register", "0002_wall_and_guards"),)
    operations = (migrations.RunPython(load_example, migrations.RunPython.noop),)
