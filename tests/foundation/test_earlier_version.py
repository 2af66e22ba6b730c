"""A database of an earlier version is refused with a message, and not changed."""

import pytest
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from broadhurst.config.operate import OLDEST, earlier_version_objection


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_database_of_an_earlier_version_is_refused_with_the_way_forward() -> None:
    assert earlier_version_objection() == ""
    app, name = OLDEST
    applied = MigrationRecorder(connections["owner"])
    applied.record_unapplied(app, name)
    assert "make demo-reset" in earlier_version_objection()


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_new_database_is_not_an_earlier_version() -> None:
    MigrationRecorder.Migration.objects.using("owner").all().delete()
    assert earlier_version_objection() == ""
