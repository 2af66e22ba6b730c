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
    readers: str = "ARRAY[0::bigint]"  # without a dossier: everyone (0), or scopes (`scoped`)
    is_found: str = "true"  # whether the record is in the index


def _enter(searched: Searched) -> str:
    """Return the statement that enters the rows whose ids are in the array `changed`.

    Each name is kept as it is written and without its gaps. OFFSET 0 folds it once.
    """
    return f"""
        INSERT INTO search_document AS d
            (kind, record_id, dossier_id, readers, keys, text, words, described)
        SELECT '{searched.kind}', r.id, own.dossier,
               CASE WHEN own.dossier IS NULL THEN {searched.readers} ELSE coalesce(
                   (SELECT a.readers FROM access_dossier a WHERE a.id = own.dossier), '{{}}') END,
               ('ref:' || search_bare(own.ref)) || own.keys, ' ' || coalesce(folded.forms, ''),
               array_to_tsvector(string_to_array(coalesce(folded.forms, ''), ' ')),
               to_tsvector('english', own.description)
        FROM unnest(changed) AS one(id) JOIN {searched.table} r ON r.id = one.id
        CROSS JOIN LATERAL (
            SELECT ({searched.dossier})::bigint AS dossier, ({searched.ref})::text AS ref,
                   ({searched.names})::text[] AS names, ({searched.keys})::text[] AS keys,
                   ({searched.description})::text AS description OFFSET 0) own
        CROSS JOIN LATERAL (
            SELECT string_agg(DISTINCT v.form, ' ') AS forms
            FROM (SELECT search_fold(written) AS form
                  FROM unnest(own.ref || own.names) written OFFSET 0) once,
                 LATERAL (VALUES (once.form), (replace(once.form, ' ', ''))) v(form)
            WHERE v.form <> '') folded
        WHERE {searched.is_found}
        ON CONFLICT (kind, record_id) DO UPDATE SET
            dossier_id = excluded.dossier_id, readers = excluded.readers, keys = excluded.keys,
            text = excluded.text, words = excluded.words, described = excluded.described;
    """  # noqa: S608 - names of tables


def _remove(searched: Searched) -> str:
    """Return the statement that removes those rows that are no longer found."""
    if searched.is_found == "true":
        return ""
    return f"""
        DELETE FROM search_document WHERE kind = '{searched.kind}' AND record_id = ANY (ARRAY(
            SELECT r.id FROM unnest(changed) AS one(id) JOIN {searched.table} r ON r.id = one.id
            WHERE ({searched.is_found}) IS NOT TRUE));
    """  # noqa: S608 - names of tables


def _differ(columns: Sequence[str]) -> str:
    """Return the ids of the rows in which a statement changed one of the columns."""
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("n", "o"))
    return f"""ARRAY(SELECT n.id FROM now_so n JOIN before o ON o.id = n.id
        WHERE ({new}) IS DISTINCT FROM ({old}))"""  # noqa: S608 - names of columns


def searched(source: Searched) -> RunSQL:
    """Return an operation that enters the rows of a table in the search index, now and always.

    Triggers write the documents in the transaction that writes the rows, so the index is never
    behind, and a command that is rolled back leaves no trace in it. The rows of one statement are
    entered together: a bulk insert calls no function for each row.
    """
    table = source.table
    return RunSQL(
        f"""
        CREATE FUNCTION {table}_searched(changed bigint[]) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
            {_enter(source)}
            {_remove(source)}
        END $$;
        REVOKE ALL ON FUNCTION {table}_searched(bigint[]) FROM PUBLIC, broadhurst_app;

        CREATE FUNCTION {table}_search_trigger() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE changed bigint[];
        BEGIN
            IF TG_OP = 'DELETE' THEN
                DELETE FROM search_document
                WHERE kind = '{source.kind}' AND record_id = ANY (ARRAY(SELECT id FROM before));
                RETURN NULL;
            END IF;
            IF TG_OP = 'INSERT' THEN
                changed := ARRAY(SELECT id FROM now_so);
            ELSE
                changed := {_differ(source.columns.split(", "))};
            END IF;
            IF changed <> '{{}}' THEN
                PERFORM {table}_searched(changed);
            END IF;
            RETURN NULL;
        END $$;
        REVOKE ALL ON FUNCTION {table}_search_trigger() FROM PUBLIC, broadhurst_app;
        CREATE TRIGGER search_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS now_so
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_search_trigger();
        CREATE TRIGGER search_update AFTER UPDATE ON {table}
            REFERENCING OLD TABLE AS before NEW TABLE AS now_so
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_search_trigger();
        CREATE TRIGGER search_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS before
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_search_trigger();
        SELECT {table}_searched(ARRAY(SELECT id FROM {table}));
        """,  # noqa: S608 - names of tables
        f"""
        DROP TRIGGER search_insert ON {table};
        DROP TRIGGER search_update ON {table};
        DROP TRIGGER search_delete ON {table};
        DROP FUNCTION {table}_search_trigger();
        DROP FUNCTION {table}_searched(bigint[]);
        DELETE FROM search_document WHERE kind = '{source.kind}';
        """,  # noqa: S608 - names of tables
    )


# Calls the function of every table that has scopes. The names are looked up once, and not for each
# search.
_ALL_SCOPES = r"""
DO $outer$ BEGIN EXECUTE (
    SELECT format('CREATE OR REPLACE FUNCTION search_scopes() RETURNS bigint[] LANGUAGE sql STABLE '
            'SET search_path = public, pg_temp AS $$ SELECT %s $$',
        string_agg(format('%I()', proname), ' || ' ORDER BY proname))
    FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND proname LIKE '%\_search\_scopes');
END $outer$;
"""


def scoped(table: str, scopes_sql: str) -> RunSQL:
    """Return an operation that says which scopes the reader of a table has, as an array.

    `scopes_sql` is an expression in SQL that returns it.

    A table whose policy asks for the organisation, and not for a dossier, has a document for each
    scope that reads it (`Searched.readers`). A scope is a number below -1,000,000,000,000, which no
    officer has.
    """
    return RunSQL(
        f"""
        CREATE FUNCTION {table}_search_scopes() RETURNS bigint[] LANGUAGE sql STABLE
        SET search_path = public, pg_temp AS $$ SELECT {scopes_sql} $$;
        """
        + _ALL_SCOPES,
    )


def followed(table: str, columns: Sequence[str], other: str, referring: str) -> RunSQL:
    """Return an operation that refreshes documents of another table when this one changes.

    `referring` is the column of `other` that refers to this table. An update that leaves
    `columns` as they were does nothing.
    """
    return RunSQL(
        f"""
        CREATE FUNCTION {table}_search_trigger() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE changed bigint[] := {_differ(columns)};
        BEGIN
            IF changed <> '{{}}' THEN
                PERFORM {other}_searched(ARRAY(SELECT r.id
                    FROM unnest(changed) AS one(id) JOIN {other} r ON r.{referring} = one.id));
            END IF;
            RETURN NULL;
        END $$;
        REVOKE ALL ON FUNCTION {table}_search_trigger() FROM PUBLIC, broadhurst_app;
        CREATE TRIGGER search_update AFTER UPDATE ON {table}
            REFERENCING OLD TABLE AS before NEW TABLE AS now_so
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_search_trigger();
        """,  # noqa: S608 - names of tables
        f"DROP TRIGGER search_update ON {table}; DROP FUNCTION {table}_search_trigger();",
    )
