"""Terms: the words of the register that no text may carry outside.

Triggers keep them up to date with each record.
"""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, protect

# Without a SET clause PostgreSQL puts a function of SQL into the statement that calls it, which
# takes a tenth of the time of a call. These use only functions of pg_catalog or each other, and the
# triggers that call them fix the search path.
#
# Fold each word to one form: no accents, no apostrophes, lower case, and one space in place of
# anything that is not a letter or digit.
FOLD = r"""
CREATE FUNCTION register_fold(written text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(regexp_replace(
        lower(normalize(written, NFKD)),
        '[\u0300-\u036f\u200c\u200d''\u2018\u2019]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
$$;

CREATE FUNCTION register_phone(digits text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN digits ~ '^(00)?440?[0-9]{9,10}$' THEN regexp_replace(digits, '^(00)?440?', '0')
        WHEN digits ~ '^7[0-9]{9}$' THEN '0' || digits
        ELSE regexp_replace(digits, '^00', '') END
$$;
"""

# Keys start with "w:" (words), "n:" (an identifier without its gaps) or "a:" (a postcode and a
# house number).
#
# A text is searched in runs of at most six words (`rules/words.py`), so the key of a longer name is
# its first six.
NAME_KEYS = r"""
CREATE FUNCTION register_first_words(words text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_string(words[:6], ' ')
$$;

CREATE FUNCTION register_name_keys(written text, is_person boolean) RETURNS SETOF text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH folded AS (SELECT string_to_array(register_fold(written), ' ') AS w),
    sized AS (SELECT w, cardinality(w) AS n FROM folded)
    SELECT DISTINCT 'w:' || key FROM sized, LATERAL (VALUES
        (register_first_words(w)),
        (CASE WHEN is_person AND n > 1 THEN register_first_words(w[n:n] || w[:n-1]) END),
        (CASE WHEN is_person AND n > 2 THEN w[1] || ' ' || w[n] END),
        (CASE WHEN is_person AND n > 2 THEN w[n] || ' ' || w[1] END)
    ) given(key) WHERE length(key) BETWEEN 2 AND 160
$$;
"""

IDENTIFIER_KEYS = r"""
CREATE FUNCTION register_identifier_keys(kind text, written text) RETURNS SETOF text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
    bare text := replace(register_fold(written), ' ', '');
    digits text := regexp_replace(written, '[^0-9]', '', 'g');
    postcode text := upper(replace(substring(upper(written) FROM
        '[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\M'), ' ', ''));
    part text;
BEGIN
    IF kind = 'phone' THEN
        RETURN NEXT 'n:' || register_phone(digits);
    ELSIF kind = 'imei' THEN
        RETURN NEXT 'n:' || left(digits, 14);
    ELSIF kind = 'account' THEN
        RETURN NEXT 'n:' || bare;
        RETURN NEXT 'n:' || right(digits, 8);
    ELSIF kind = 'handle' THEN
        RETURN NEXT 'n:' || bare;
        RETURN NEXT 'n:' || replace(register_fold(regexp_replace(written, '^.*[:/]', '')), ' ', '');
    ELSIF kind = 'company' THEN
        RETURN QUERY SELECT register_name_keys(written, false);
        RETURN QUERY SELECT key FROM register_name_keys(regexp_replace(written,
            '\s+(ltd|limited|plc|llp|cic)\.?\s*$', '', 'i'), false) key WHERE key LIKE '% %';
        RETURN NEXT 'n:' || bare;
    ELSIF kind = 'address' THEN
        FOR part IN SELECT register_fold(p) FROM regexp_split_to_table(written, '[,;\n]') p LOOP
            IF part ~ '^((flat|unit|apartment) )?[0-9]+[a-z]? \S+ \S+' THEN
                RETURN NEXT 'w:' || register_first_words(string_to_array(part, ' '));
            END IF;
        END LOOP;
        IF postcode IS NOT NULL THEN
            FOR part IN SELECT DISTINCT m[1] FROM regexp_matches(
                regexp_replace(lower(written), '[a-z]{1,2}[0-9][a-z0-9]?\s*[0-9][a-z]{2}\M', ''),
                '\m([0-9]+[a-z]?)\M', 'g') m LOOP
                RETURN NEXT 'a:' || lower(postcode) || ' ' || part;
            END LOOP;
        END IF;
        IF bare ~ '^(uprn)?[0-9]{6,12}$' THEN RETURN NEXT 'n:' || ltrim(digits, '0'); END IF;
    ELSE
        RETURN NEXT 'n:' || bare;
    END IF;
END $$;
"""

# The prefix is the value of `end_rows.ERROR`. Identifiers once in use, and people who left, keep
# their terms.
TERMS = """
CREATE FUNCTION register_is_error(because text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT because LIKE 'Added in error: %'
$$;

CREATE FUNCTION register_is_nobody(who bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(bool_and(register_is_error(ended_because)), false) FROM (
        SELECT DISTINCT ON (ocg_id) ended_because FROM register_membership
        WHERE person_id = who ORDER BY ocg_id, added_at DESC, id DESC) latest
$$;

CREATE FUNCTION register_ocg_terms(changed bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO register_term (key, kind, source, dossier_id)
    SELECT DISTINCT found.key, found.kind, 'ocg ' || r.id, r.dossier_id
    FROM unnest(changed) AS one(id) JOIN register_ocg r ON r.id = one.id, LATERAL (
        SELECT key, 'cover_name' FROM register_name_keys(r.name, false) key
        UNION ALL
        SELECT key, 'identifier' FROM register_identifier_keys('ref', r.national_ref) key
    ) found(key, kind) WHERE length(found.key) > 4;
END $$;

CREATE FUNCTION register_person_terms(changed bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO register_term (key, kind, source, dossier_id)
    SELECT DISTINCT key, 'person', 'person ' || r.id, r.dossier_id
    FROM unnest(changed) AS one(id) JOIN register_person r ON r.id = one.id,
         unnest(r.name || r.aliases) written, register_name_keys(written, true) key
    WHERE length(key) > 4 AND NOT register_is_nobody(r.id);
END $$;

CREATE FUNCTION register_identifier_terms(changed bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO register_term (key, kind, source, dossier_id)
    SELECT DISTINCT key, 'identifier', 'identifier ' || r.id, r.dossier_id
    FROM unnest(changed) AS one(id) JOIN register_identifier r ON r.id = one.id,
         register_identifier_keys(r.kind, r.value) key
    WHERE length(key) BETWEEN 6 AND 170 AND NOT register_is_error(r.ended_because);
END $$;
"""

FOLLOWED = {
    "ocg": ("name", "national_ref", "dossier_id"),
    "person": ("name", "aliases", "dossier_id"),
    "identifier": ("kind", "value", "dossier_id", "ended_because"),
}


def followed(table: str, columns: tuple[str, ...]) -> str:
    """Return the triggers that keep the terms of a table.

    The rows of one statement are entered together, so that an import calls no function for each.
    """
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("n", "o"))
    name = f"register_{table}"
    return f"""
CREATE FUNCTION {name}_terms_again(changed bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM register_term
    WHERE source = ANY (ARRAY(SELECT '{table} ' || id FROM unnest(changed) AS one(id)));
    PERFORM {name}_terms(changed);
END $$;

CREATE FUNCTION {name}_terms_trigger() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changed bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM {name}_terms(ARRAY(SELECT id FROM now_so));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM {name}_terms_again(ARRAY(SELECT id FROM before));
    ELSE
        changed := ARRAY(SELECT n.id FROM now_so n JOIN before o ON o.id = n.id
                         WHERE ({new}) IS DISTINCT FROM ({old}));
        IF changed <> '{{}}' THEN
            PERFORM {name}_terms_again(changed);
        END IF;
    END IF;
    RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION {name}_terms(bigint[]), {name}_terms_again(bigint[])
    FROM PUBLIC, broadhurst_app;
CREATE TRIGGER terms_insert AFTER INSERT ON {name} REFERENCING NEW TABLE AS now_so
    FOR EACH STATEMENT EXECUTE FUNCTION {name}_terms_trigger();
CREATE TRIGGER terms_update AFTER UPDATE ON {name}
    REFERENCING OLD TABLE AS before NEW TABLE AS now_so
    FOR EACH STATEMENT EXECUTE FUNCTION {name}_terms_trigger();
CREATE TRIGGER terms_delete AFTER DELETE ON {name} REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION {name}_terms_trigger();
"""


# A person's terms depend on the person's memberships only if one of these was added in error.
OF_MEMBERS = """
CREATE FUNCTION register_terms_of_members() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    changed bigint[] := ARRAY(SELECT DISTINCT n.person_id FROM now_so n WHERE EXISTS (
        SELECT 1 FROM register_membership m
        WHERE m.person_id = n.person_id AND register_is_error(m.ended_because)));
BEGIN
    IF changed <> '{}' THEN
        PERFORM register_person_terms_again(changed);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER terms_insert AFTER INSERT ON register_membership REFERENCING NEW TABLE AS now_so
    FOR EACH STATEMENT EXECUTE FUNCTION register_terms_of_members();
CREATE TRIGGER terms_update AFTER UPDATE ON register_membership REFERENCING NEW TABLE AS now_so
    FOR EACH STATEMENT EXECUTE FUNCTION register_terms_of_members();
"""

OPERATIONS = (
    protect("register_term"),
    migrations.RunSQL(
        f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON register_term FROM {APPLICATION_ROLE};",
        migrations.RunSQL.noop,
    ),
    migrations.RunSQL(FOLD, migrations.RunSQL.noop),
    migrations.RunSQL(NAME_KEYS, migrations.RunSQL.noop),
    migrations.RunSQL(IDENTIFIER_KEYS, migrations.RunSQL.noop),
    migrations.RunSQL(TERMS, migrations.RunSQL.noop),
    *(
        migrations.RunSQL(followed(table, columns), migrations.RunSQL.noop)
        for table, columns in FOLLOWED.items()
    ),
    migrations.RunSQL(OF_MEMBERS, migrations.RunSQL.noop),
)
