"""The statements of a check, in the order of its four steps.

They bypass row-level security. Each is planned once a connection: see decision 0017.
"""

# --- Find candidates ---

# PostgreSQL plans a statement once a connection. A plan made while the store is almost empty would
# scan whole tables for as long as it is kept, so sequential scans are off for the transaction.
BY_INDEX = "set_config('enable_seqscan', 'off', true)"
LOCK_KEYS = f"""
SELECT {BY_INDEX}, pg_advisory_xact_lock_shared(%s),
       (SELECT count(pg_advisory_xact_lock(key)) FROM unnest(%s::bigint[]) AS key)
"""  # noqa: S608 - no value of anybody's
LOCK_STORE = f"SELECT {BY_INDEX}, pg_advisory_xact_lock(%s)"
# Returns the unit's entry of each target, or the id of a new one.
OWN_ENTRIES = """
SELECT c.hash, e.id,
       CASE WHEN e.id IS NULL
       THEN nextval(pg_get_serial_sequence('deconfliction_entry', 'id')) END
FROM unnest(%s::bigint[]) AS c(hash)
LEFT JOIN LATERAL (
    SELECT e.id FROM deconfliction_key k JOIN deconfliction_entry e ON e.id = k.entry_id
    WHERE k.hash = c.hash AND e.unit_id = %s AND e.expires_at > %s) e ON true
"""
# One value for all names, three numbers for each.
COMMON_NAMES = """
SELECT string_agg(int8send(c.of_name) || int8send(c.word) || int8send(c.steps), '')
FROM unnest(%s::bigint[], %s::bigint[]) AS n(of_name, word)
JOIN deconfliction_commonname c ON c.of_name = n.of_name AND c.word = n.word
"""
# The entries of a key are read from its index alone, up to the key's cap. Then each entry is read
# once, all of them in one pass over the index of entries. Exact keys are passed first. Entries that
# share one come before those that share the most keys. An entry that shares a single key with more
# than a few others is left out (`broadhurst_linkage.blocking.rules.FEW`). Each column comes as one
# array, because sending one row for each entry would take longer than finding them.
SHARING = f"""
WITH met AS MATERIALIZED (
    SELECT a.place, a.hash, k.entries, cardinality(k.entries) > a.cap AS is_full,
           cardinality(k.entries) <= a.few AS tells
    FROM unnest(%s::bigint[], %s::int[], %s::int[]) WITH ORDINALITY AS a(hash, cap, few, place)
    CROSS JOIN LATERAL (SELECT ARRAY(
        SELECT entry_id FROM deconfliction_key WHERE hash = a.hash LIMIT a.cap + 1
    ) AS entries OFFSET 0) k
), shared AS MATERIALIZED (
    SELECT met.place, met.tells, entry FROM met, unnest(met.entries) AS entry
    WHERE NOT met.is_full OR met.hash = ANY (%s::bigint[])
), those AS MATERIALIZED (
    SELECT entry FROM shared GROUP BY entry HAVING bool_or(tells) OR count(*) > 1
    ORDER BY min(place) <= %s DESC, count(*) DESC LIMIT %s
), found AS (
    SELECT string_agg(int8send(e.id), '') AS ids,
           string_agg(boolsend(e.unit_id <> %s), '') AS of_others,
           string_agg(boolsend(e.unit_id = %s AND e.registered_by_id IS NOT DISTINCT FROM %s
                               AND e.registered_at > %s AND e.ocg_ref = ''), '') AS lately,
           string_agg(int4send(coalesce(octet_length(e.words), 0)), '') AS lengths,
           string_agg(e.words, '') AS words
    FROM (
        SELECT id, unit_id, registered_by_id, registered_at, ocg_ref,
               CASE WHEN cardinality(feature_vectors) = 1 THEN feature_vectors[1]
                    ELSE (SELECT string_agg(r, '') FROM unnest(feature_vectors) AS r) END AS words
        FROM deconfliction_entry
        WHERE id = ANY (ARRAY(SELECT entry FROM those)) AND expires_at > %s
        ORDER BY id) e
)
SELECT found.*, pairs.*, (SELECT count(*) FROM those), ARRAY(SELECT hash FROM met WHERE is_full),
       (SELECT reltuples::bigint FROM pg_class WHERE oid = 'deconfliction_entry'::regclass),
       ({COMMON_NAMES})
FROM found, (SELECT string_agg(int4send(place::int), '') AS places,
                    string_agg(int8send(entry), '') AS entries FROM shared) pairs
"""  # noqa: S608 - no value of anybody's
CANDIDATES = """
SELECT e.id, e.unit_id, e.registered_by_id, e.is_silent, e.ocg_ref, e.registered_at,
       CASE WHEN e.id = ANY (%s::bigint[]) THEN e.submitted::text END
FROM deconfliction_entry e WHERE e.id = ANY (%s::bigint[]) ORDER BY e.id
"""

# --- Store the entries ---

# The targets are one JSON text, because an array of texts would be quoted letter by letter. The
# vectors are in hexadecimal. The key hashes of all targets are one array, with each target's
# identifiers first.
GIVEN = """
FROM json_to_recordset(%(targets)s::json)
    AS g(key bigint, ref text, kind text, title text, submitted jsonb, feature_vectors text,
         version int, first int, last_identifier int, last int)
"""
HASHES = "(%(hashes)s::bigint[])[g.first:g.last]"
IDENTIFIERS = "(%(hashes)s::bigint[])[g.first:g.last_identifier]"
VECTORS = """
ARRAY(SELECT substr(decode(g.feature_vectors, 'hex'), 1 + n * %(length)s::int, %(length)s::int)
      FROM generate_series(0, length(g.feature_vectors) / 2 / %(length)s::int - 1) AS n)
"""
# If a colleague is withdrawing an entry, this waits for them. The entry is then created again.
RENEW_ENTRIES = f"""
UPDATE deconfliction_entry e SET expires_at = %(until)s {GIVEN} WHERE e.id = g.key
RETURNING e.id, e.ref, e.submitted = g.submitted AND e.version = g.version
"""  # noqa: S608 - names of columns
NEW_ENTRIES = f"""
INSERT INTO deconfliction_entry (
    id, ref, unit_id, kind, title, submitted, feature_vectors, version, key_generation, ocg_ref,
    matter, is_silent, registered_by_id, registered_at, expires_at, key_hashes, identifier_hashes)
SELECT g.key, g.ref, %(unit)s, g.kind, g.title, g.submitted, {VECTORS},
       g.version, %(generation)s, %(ocg_ref)s::text, %(matter)s::text, %(is_silent)s::boolean,
       %(officer)s::bigint, %(now)s::timestamptz, %(until)s::timestamptz, {HASHES}, {IDENTIFIERS}
{GIVEN}
"""
# An entry keeps its earlier keys until it is deleted.
CHANGE_ENTRIES = f"""
UPDATE deconfliction_entry e
SET submitted = g.submitted, version = g.version, key_generation = %(generation)s,
    feature_vectors = {VECTORS},
    key_hashes = ARRAY(SELECT unnest(e.key_hashes) UNION SELECT unnest({HASHES})),
    identifier_hashes = ARRAY(SELECT unnest(e.identifier_hashes) UNION SELECT unnest({IDENTIFIERS}))
{GIVEN} WHERE e.id = g.key
"""  # noqa: S608
ADD_HASHES = """
UPDATE deconfliction_entry e SET key_hashes = e.key_hashes || k.hash
FROM unnest(%(hashes)s::bigint[], %(entries)s::bigint[]) AS k(hash, entry)
WHERE e.id = k.entry AND k.hash <> ALL (e.key_hashes)
"""
NEW_KEYS = """
INSERT INTO deconfliction_key (hash, entry_id, kind, is_exact)
SELECT hash, entry, kind, kind = %(exact)s
FROM unnest(%(hashes)s::bigint[], %(entries)s::bigint[], %(kinds)s::smallint[])
    AS k(hash, entry, kind)
"""
NEW_KEYS_UNLESS_THERE = f"{NEW_KEYS} ON CONFLICT DO NOTHING"
# Row-level security allows deleting only expired entries. If an entry is being renewed, this waits
# for that, reads the entry again and leaves it. Keys are deleted only with their entry.
DELETE_EXPIRED = """
WITH gone AS (
    DELETE FROM deconfliction_entry WHERE id = ANY (%s::bigint[]) RETURNING id, key_hashes
), keys AS (
    DELETE FROM deconfliction_key k USING gone, unnest(gone.key_hashes) AS own(hash)
    WHERE k.hash = own.hash AND k.entry_id = gone.id)
SELECT id FROM gone
"""

# --- Raise hits ---

# The unit's hits on these entries: those open on either side, and those that both sides closed
# within the time that a check counts as fresh. Each existing entry has a row, the unit's own
# entries too, even without a hit. If an entry is being withdrawn, this waits for that, and then
# locks the remaining entries until the transaction ends: a side that refers to a deleted entry
# would roll back the whole check, or a step of a bulk check. OFFSET 0 makes each side an index
# lookup, however small the table was when this statement was planned.
EXISTING_HITS = """
SELECT e.id, s.hit_id, s.entry_id, s.is_disclosed, s.keys, s.shared
FROM (SELECT id FROM deconfliction_entry WHERE id = ANY (%(entries)s::bigint[])
      ORDER BY id FOR KEY SHARE) e
LEFT JOIN LATERAL (
    SELECT s.id, s.hit_id, s.entry_id, s.is_disclosed, s.shared,
           coalesce((SELECT identifier_hashes FROM deconfliction_entry
                     WHERE id = s.entry_id), '{}') AS keys
    FROM (SELECT * FROM deconfliction_hitside WHERE entry_id = e.id OFFSET 0) o
    CROSS JOIN LATERAL (
        SELECT * FROM deconfliction_hitside
        WHERE hit_id = o.hit_id AND unit_id = %(unit)s AND id <> o.id OFFSET 0) s
    WHERE (s.closed_at IS NULL OR o.closed_at IS NULL
           OR s.closed_at > %(settled)s OR o.closed_at > %(settled)s)) s ON true
ORDER BY s.is_disclosed DESC, s.id
"""
# Add the keys that the two sides have come to share. A side whose entry is gone is left out. The
# sides are locked in id order, as by an officer who answers several, so that the two cannot
# deadlock.
ADD_SHARED = """
WITH held AS (
    SELECT id FROM deconfliction_hitside
    WHERE hit_id = ANY (%(hits)s::bigint[]) AND entry_id IS NOT NULL ORDER BY id FOR NO KEY UPDATE)
UPDATE deconfliction_hitside s
SET shared = ARRAY(SELECT unnest(s.shared) UNION SELECT unnest(t.keys))
FROM held, (SELECT hit_id, array_agg(key) AS keys
            FROM unnest(%(hits)s::bigint[], %(keys)s::bigint[]) AS t(hit_id, key)
            GROUP BY hit_id) t
WHERE s.id = held.id AND s.hit_id = t.hit_id
"""
