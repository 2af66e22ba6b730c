"""Row-level security of search, how documents are written, and the function that finds them."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE

# Without a SET clause PostgreSQL puts these into the statement that calls them, which takes a tenth
# of the time of a call. Their callers fix the search path.
#
# The same folding as `broadhurst_linkage.normalise.person.fold`, which folds what is searched for.
FOLD = r"""
CREATE FUNCTION search_fold(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(
        replace(replace(replace(replace(translate(
            regexp_replace(lower(normalize(written, NFKD)),
                '[\u0300-\u036f''`\u00b4\u02b9\u02bb\u02bc\u02be\u02bf\u02c8\u2018\u2019\u201b\u2032\uff07]',
                '', 'g'),
            'øłđħŧðı', 'oldhtdi'), 'þ', 'th'), 'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'),
        '[^[:alnum:]]+', ' ', 'g'))
$$;

CREATE FUNCTION search_bare(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT replace(search_fold(written), ' ', '')
$$;
"""

# A statement's rows are followed together. Without hash and merge joins, documents are found by
# index, even if it planned for the many dossiers of an import.
FOLLOW = """
CREATE FUNCTION search_follow_readers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    UPDATE search_document d SET readers = n.readers FROM now_so n
    WHERE d.dossier_id = n.id AND d.readers <> n.readers;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION search_follow_readers() FROM PUBLIC, broadhurst_app;
CREATE TRIGGER search AFTER UPDATE ON access_dossier REFERENCING NEW TABLE AS now_so
    FOR EACH STATEMENT EXECUTE FUNCTION search_follow_readers();
CREATE TRIGGER search_new AFTER INSERT ON access_dossier REFERENCING NEW TABLE AS now_so
    FOR EACH STATEMENT EXECUTE FUNCTION search_follow_readers();
"""

# The policy of access_dossier. The index has applied `readers` already: this also applies the
# grants that began or ended since. A scalar sub-select looks each dossier up; for EXISTS PostgreSQL
# may read all dossiers instead.
MAY_READ = """(d.dossier_id IS NULL OR (
    SELECT CASE WHEN a.lapses_at > now_is THEN a.readers && who ELSE wall_open_now(a.id) END
    FROM access_dossier a WHERE a.id = d.dossier_id))"""


def found(rank: str, matches: str, likeness: str = "1.0 / (1 + length(d.text))") -> str:
    """Return the SELECT of the documents that match in one way.

    Its LIMIT counts only documents that the reader may see, so the documents of others cannot push
    them out.
    """
    return f"""(
        SELECT d.kind, d.record_id, {rank} AS rank, ({likeness})::real AS likeness
        FROM search_document d
        WHERE d.readers && may AND {matches} AND d.kind = ANY (among) AND {MAY_READ}
        LIMIT bound)"""


# The scopes of the reader in tables that have no dossier. `foundation/search/feed.scoped` replaces
# it with one that asks the function of each such table.
SCOPES = """
CREATE FUNCTION search_scopes() RETURNS bigint[] LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$ SELECT '{}'::bigint[] $$;
REVOKE ALL ON FUNCTION search_scopes() FROM PUBLIC, broadhurst_app;
"""

# SECURITY DEFINER: operators of text are not leakproof, so row-level security would keep them from
# using an index. This function applies the policy itself, and the caller reads the rows behind row-
# level security again. It returns ids of records that the reader may see and nothing else: no count
# and no text. Its index begins with the readers of a document, so the work depends on what the
# reader may see, and not on what else matches (docs/decisions/0037).
FIND = f"""
CREATE FUNCTION search_candidates(
    identifiers text[], whole tsquery, forms tsquery, starts tsquery, written text, fragment text,
    alike text, among text[], most int
) RETURNS TABLE (kind text, record_id bigint, rank int, likeness real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_custom_plan SET enable_seqscan = off
SET pg_trgm.word_similarity_threshold = 0.5 AS $$
#variable_conflict use_column
DECLARE
    who bigint[] := wall_principals();
    may bigint[] := who || 0::bigint;
    now_is timestamptz := wall_now();
    meant tsquery := websearch_to_tsquery('english', written);
    bound int := 500;
    returned int;
BEGIN
    IF who = '{{}}' THEN
        RETURN;
    END IF;
    may := may || search_scopes();
    RETURN QUERY
    WITH matches AS (
        {found("1", "d.keys && identifiers")}
        UNION ALL
        {found("CASE WHEN d.words @@ whole THEN 2 ELSE 3 END", "d.words @@ forms")}
        UNION ALL
        {found("4", "d.words @@ starts")}
        UNION ALL
        {found("5", "length(fragment) > 2 AND d.text LIKE '%' || fragment || '%'")}
        UNION ALL
        {found("6", "d.described @@ meant", "ts_rank(d.described, meant)")}
    ), once AS (
        SELECT DISTINCT ON (m.kind, m.record_id) m.* FROM matches m
        ORDER BY m.kind, m.record_id, m.rank, m.likeness DESC
    ), placed AS (
        SELECT o.*, row_number() OVER (
            PARTITION BY o.kind ORDER BY o.rank, o.likeness DESC, o.record_id DESC) AS place
        FROM once o
    )
    SELECT p.kind::text, p.record_id, p.rank, p.likeness FROM placed p WHERE p.place <= most
    ORDER BY p.rank, p.likeness DESC, p.record_id DESC;
    GET DIAGNOSTICS returned = ROW_COUNT;
    IF returned > 0 OR alike = '' THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT m.kind::text, m.record_id, m.rank, m.likeness
    FROM {found("7", "d.text %> alike", "word_similarity(alike, d.text)")} m
    ORDER BY m.likeness DESC, m.record_id DESC LIMIT most;
END $$;
REVOKE ALL ON FUNCTION search_candidates(
    text[], tsquery, tsquery, tsquery, text, text, text, text[], int) FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION search_candidates(
    text[], tsquery, tsquery, tsquery, text, text, text, text[], int) TO {APPLICATION_ROLE};
"""

POLICIES = f"""
ALTER TABLE search_document ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON search_document USING (false);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON search_document FROM {APPLICATION_ROLE};

ALTER TABLE search_recentsearch ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON search_recentsearch
    USING (-officer_id = ANY ((SELECT wall_principals())::bigint[]));
REVOKE TRUNCATE ON search_recentsearch FROM {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (("search", "0001_initial"), ("access", "0002_wall"))
    operations = (
        migrations.RunSQL(FOLD, migrations.RunSQL.noop),
        migrations.RunSQL(FOLLOW, migrations.RunSQL.noop),
        migrations.RunSQL(SCOPES, migrations.RunSQL.noop),
        migrations.RunSQL(FIND, migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    )
