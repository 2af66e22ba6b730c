"""The migrated database has what the models say: columns, constraints and indexes."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connections


@pytest.mark.django_db(databases=["default", "owner"])
def test_every_table_has_the_columns_constraints_and_indexes_of_its_model() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public'"
        )
        columns = set(cursor.fetchall())
        cursor.execute(
            "SELECT c.relname, o.conname FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid"
            " UNION SELECT tablename, indexname FROM pg_indexes"
        )
        named = set(cursor.fetchall())
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    tables = {model._meta.db_table: model._meta for model in models}
    assert len(tables) > 200
    assert (
        not {
            (table, field.column)
            for table, meta in tables.items()
            for field in meta.local_concrete_fields
        }
        - columns
    )
    assert (
        not {
            (table, item.name)
            for table, meta in tables.items()
            for item in (*meta.constraints, *meta.indexes)
        }
        - named
    )


@pytest.mark.django_db(databases=["default", "owner"])
def test_every_model_has_its_content_type() -> None:
    known = set(ContentType.objects.using("owner").values_list("app_label", "model"))
    assert {(m._meta.app_label, m._meta.model_name) for m in apps.get_models()} <= known
