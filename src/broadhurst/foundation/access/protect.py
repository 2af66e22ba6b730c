"""Migration operations that put a table behind the wall."""

from django.db.migrations.operations import RunSQL

APPLICATION_ROLE = "broadhurst_app"


def protect(table: str) -> RunSQL:
    """The one policy: a row is there for whoever its dossier is there for.

    The sub-select asks access_dossier, whose own policy (access/migrations/0002) compares its
    `readers` array with the actor's principals. A scalar sub-select keeps the planner's choice of
    index: EXISTS and IN over the grants were measured up to 500 times slower for wide readers.
    """
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY wall ON {table}
            USING ((SELECT true FROM access_dossier d WHERE d.id = {table}.dossier_id));
        """,
        f"DROP POLICY wall ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def protect_by_unit(table: str, column: str) -> RunSQL:
    """For rows that one unit alone keeps: there for that unit, and past the wall."""
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY wall ON {table}
            USING ((SELECT wall_elevated())
                   OR {column} = ANY ((SELECT wall_principals())::bigint[]));
        """,
        f"DROP POLICY wall ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def append_only(table: str) -> RunSQL:
    """Rows of this table are added and read, never changed or removed, by the application."""
    return RunSQL(
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APPLICATION_ROLE};",
        f"GRANT UPDATE, DELETE ON {table} TO {APPLICATION_ROLE};",
    )
