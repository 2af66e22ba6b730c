"""Migration operations that protect a table with row-level security."""

from django.db.migrations.operations import RunSQL

APPLICATION_ROLE = "broadhurst_app"
PUBLIC_ROLE = "broadhurst_public"


def protect(table: str) -> RunSQL:
    """Return the standard policy: an actor can see a row if they can see its dossier.

    The sub-select reads access_dossier, whose own policy (access/migrations/0002) compares its
    `readers` array with the actor's principals. A scalar sub-select lets the planner choose its
    index. EXISTS and IN over the grants were up to 500 times slower for actors with many grants.
    """
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY wall ON {table}
            USING ((SELECT true FROM access_dossier d WHERE d.id = {table}.dossier_id));
        """,
        f"DROP POLICY wall ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def protect_in_part(table: str, unless: str = "false") -> RunSQL:
    """Return the policy of a table that an actor who sees a dossier in part can see too.

    Such an actor sees no other table of the dossier. `unless` is a condition in SQL on a row that
    stays hidden from them.
    """
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY wall ON {table} USING (
            (SELECT true FROM access_dossier d WHERE d.id = {table}.dossier_id)
            OR ({table}.dossier_id = ANY ((SELECT wall_parts())::bigint[]) AND NOT ({unless}))
        );
        """,
        f"DROP POLICY wall ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def append_only(table: str) -> RunSQL:
    """Let the application's role add and read rows of a table, but not change or remove them."""
    return RunSQL(
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APPLICATION_ROLE};",
        f"GRANT UPDATE, DELETE ON {table} TO {APPLICATION_ROLE};",
    )


def protect_elevated(table: str) -> RunSQL:
    """Hide all rows of a table from every unit: only elevated code can read and write them."""
    return _hidden_unless("wall_elevated()", table)


def protect_administered(table: str) -> RunSQL:
    """Hide all rows of a table from everyone but the system and administrators of the service.

    Elevated code cannot see them either.
    """
    return _hidden_unless("wall_administers()", table)


def _hidden_unless(allowed: str, table: str) -> RunSQL:
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY wall ON {table} USING ((SELECT {allowed}));
        REVOKE TRUNCATE ON {table} FROM {APPLICATION_ROLE};
        """,
        f"DROP POLICY wall ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def never_deleted(*tables: str) -> RunSQL:
    """Let the application's role add, read and change rows of tables, but not remove them."""
    names = ", ".join(tables)
    return RunSQL(
        f"REVOKE DELETE, TRUNCATE ON {names} FROM {APPLICATION_ROLE};",
        f"GRANT DELETE ON {names} TO {APPLICATION_ROLE};",
    )


def never_changed(table: str, *columns: str, once: str = "true") -> RunSQL:
    """Refuse a change of these columns of a row. It is ended instead, and the next one is added.

    `once` is a condition in SQL on `OLD`. The columns can change until it is true.
    """
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    return RunSQL(
        f"""
        CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE integrity_constraint_violation USING
                MESSAGE = 'What was recorded does not change.', CONSTRAINT = '{table}_kept';
        END $$;
        CREATE TRIGGER kept_as_recorded BEFORE UPDATE ON {table} FOR EACH ROW
            WHEN ({once} AND ({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION {table}_kept();
        """,
        f"DROP TRIGGER kept_as_recorded ON {table}; DROP FUNCTION {table}_kept();",
    )


def readable_by_the_public(table: str) -> RunSQL:
    """Let the role of the public site read a table. It can read no other (tests/public_site)."""
    return RunSQL(
        f"GRANT SELECT ON {table} TO {PUBLIC_ROLE};",
        f"REVOKE SELECT ON {table} FROM {PUBLIC_ROLE};",
    )
