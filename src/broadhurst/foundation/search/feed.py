"""A migration operation that makes the records of a table searchable."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.migrations.operations import RunSQL


@dataclass(frozen=True)
class Searched:
    """How a table feeds the search index. All but `table` and `kind` are SQL on a row named `r`."""

    table: str
    kind: str
    columns: str  # the columns whose change changes the document, separated by commas
    ref: str = "r.ref"
    names: str = "'{}'"  # an array of texts
    description: str = "''"
    keys: str = "'{}'"  # an array of normalised identifiers
    dossier: str = "r.dossier_id"  # NULL if every signed-in user may read the record
    is_found: str = "true"  # whether the record is in the index


def searched(given: Searched) -> RunSQL:
    """Return an operation that enters the rows of a table in the search index, now and always.

    The trigger writes the document in the transaction that writes the row, so the index is never
    behind, and a command that is rolled back leaves no trace in it.
    """
    table = given.table
    return RunSQL(
        f"""
        CREATE FUNCTION {table}_searched(r {table}) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
            IF {given.is_found} THEN
                PERFORM search_enter('{given.kind}', r.id, {given.dossier}, {given.ref},
                                     {given.names}, {given.description}, {given.keys});
            ELSE
                DELETE FROM search_document WHERE kind = '{given.kind}' AND record_id = r.id;
            END IF;
        END $$;
        REVOKE ALL ON FUNCTION {table}_searched({table}) FROM PUBLIC;

        CREATE FUNCTION {table}_search_trigger() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                DELETE FROM search_document WHERE kind = '{given.kind}' AND record_id = OLD.id;
            ELSE
                PERFORM {table}_searched(NEW);
            END IF;
            RETURN NULL;
        END $$;
        REVOKE ALL ON FUNCTION {table}_search_trigger() FROM PUBLIC;
        CREATE TRIGGER search AFTER INSERT OR DELETE OR UPDATE OF {given.columns} ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_search_trigger();
        SELECT {table}_searched(r) FROM {table} r;
        """,  # noqa: S608 - names of tables
        f"""
        DROP TRIGGER search ON {table};
        DROP FUNCTION {table}_search_trigger();
        DROP FUNCTION {table}_searched({table});
        DELETE FROM search_document WHERE kind = '{given.kind}';
        """,  # noqa: S608 - names of tables
    )


def followed(table: str, columns: Sequence[str], refresh: str) -> RunSQL:
    """Return an operation that refreshes documents of another table when this one changes.

    `refresh` is SQL that selects `<table>_searched(r)` of the rows to enter again, where NEW is the
    changed row. An update that leaves the columns as they were does nothing.
    """
    new, old = (", ".join(f"{row}.{one}" for one in columns) for row in ("NEW", "OLD"))
    return RunSQL(
        f"""
        CREATE FUNCTION {table}_search_trigger() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
            PERFORM {refresh};
            RETURN NULL;
        END $$;
        REVOKE ALL ON FUNCTION {table}_search_trigger() FROM PUBLIC;
        CREATE TRIGGER search AFTER UPDATE OF {", ".join(columns)} ON {table}
            FOR EACH ROW WHEN (({new}) IS DISTINCT FROM ({old}))
            EXECUTE FUNCTION {table}_search_trigger();
        """,
        f"DROP TRIGGER search ON {table}; DROP FUNCTION {table}_search_trigger();",
    )
