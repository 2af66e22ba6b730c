"""Row-level security: the current actor's settings, the policies, and functions for grants."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE

# In PL/pgSQL, because PostgreSQL parses an SQL function's text again for each table with a policy,
# each time that it plans a query. That was a quarter of the planning of a short query.
ASKING = """
CREATE FUNCTION wall_principals() RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN coalesce(nullif(current_setting('broadhurst.principals', true), ''), '{}')::bigint[];
END $$;

-- The id of the officer among the principals. An index of postings finds the officer's own by it.
CREATE FUNCTION wall_officer() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN (SELECT -principal FROM unnest(wall_principals()) AS principal WHERE principal < 0);
END $$;

CREATE FUNCTION wall_now() RETURNS timestamptz LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN coalesce(nullif(current_setting('broadhurst.now', true), '')::timestamptz, now());
END $$;

CREATE FUNCTION wall_elevated() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN coalesce(current_setting('broadhurst.elevated', true), '') <> '';
END $$;
"""

# SECURITY DEFINER: these run as the owner of the tables, without row-level security, so they must
# check the actor's access themselves. The search path is fixed, so no other schema can intervene.
GRANTS = """
CREATE FUNCTION wall_line(dossier bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE line(id, parent_id) AS (
        SELECT d.id, d.parent_id FROM access_dossier d WHERE d.id = dossier
        UNION ALL
        SELECT d.id, d.parent_id FROM access_dossier d JOIN line ON d.id = line.parent_id
    )
    SELECT id FROM line
$$;

CREATE FUNCTION wall_open_now(dossier bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT wall_elevated() OR EXISTS (
        SELECT 1 FROM access_grant g
        WHERE g.dossier_id = ANY (ARRAY(SELECT wall_line(dossier)))
          AND g.principal = ANY (wall_principals()) AND g.level <> 'part'
          AND g.from_at <= wall_now() AND (g.until_at IS NULL OR g.until_at > wall_now())
    )
$$;

-- The dossiers that the actor sees in part, with those below them: none for nearly everyone. Only
-- the policies of `protect_in_part` ask it, so they show no other table.
CREATE FUNCTION wall_parts() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE part(id) AS (
        SELECT g.dossier_id FROM access_grant g
        WHERE g.level = 'part' AND g.principal = ANY (wall_principals())
          AND g.from_at <= wall_now() AND (g.until_at IS NULL OR g.until_at > wall_now())
        UNION
        SELECT d.id FROM access_dossier d JOIN part ON d.parent_id = part.id
    )
    SELECT coalesce(array_agg(id), '{}') FROM part
$$;

-- Whether the actor may give and end grants on a dossier because they see one above it in part. On
-- that one itself they only let a deputy see the same part, so nobody can let themselves see more.
CREATE FUNCTION wall_opens_below(dossier bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce((SELECT d.parent_id = ANY (wall_parts()) FROM access_dossier d
                     WHERE d.id = dossier), false)
$$;

-- Derives `readers` and `lapses_at` of a dossier and of all below it. Each statement of a volatile
-- function sees what was committed before it, so taking the locks first means that two commands
-- that grant at the same moment cannot each miss the other's row. Lines are arrays, and not IN
-- (SELECT ...), so that rows are found by index: the planner takes a line to be a thousand long.
-- A dossier whose readers stay the same is not written: triggers follow each that is.
CREATE FUNCTION wall_refresh(root bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    below bigint[];
    line bigint[] := ARRAY(SELECT wall_line(root));
    now_is timestamptz := wall_now();
BEGIN
    WITH RECURSIVE tree(id) AS (
        SELECT root UNION ALL
        SELECT d.id FROM access_dossier d JOIN tree ON d.parent_id = tree.id
    )
    SELECT array_agg(id) INTO below FROM tree;
    PERFORM 1 FROM access_dossier d
        WHERE d.id = ANY (below || line) ORDER BY d.id FOR UPDATE;
    WITH RECURSIVE tree(id, above) AS (
        SELECT root, line UNION ALL
        SELECT d.id, tree.above || d.id FROM access_dossier d JOIN tree ON d.parent_id = tree.id
    ), derived AS MATERIALIZED (
        SELECT tree.id, given.* FROM tree CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(DISTINCT g.principal ORDER BY g.principal) FILTER (
                       WHERE g.from_at <= now_is AND (g.until_at IS NULL OR g.until_at > now_is)),
                       '{}') AS readers,
                   coalesce(least(min(g.from_at) FILTER (WHERE g.from_at > now_is),
                                  min(g.until_at) FILTER (WHERE g.until_at > now_is)),
                       '9999-01-01 00:00+00') AS lapses_at
            FROM access_grant g WHERE g.dossier_id = ANY (tree.above) AND g.level <> 'part'
        ) given
    )
    UPDATE access_dossier d SET readers = n.readers, lapses_at = n.lapses_at
    FROM derived n WHERE d.id = ANY (below) AND d.id = n.id
      AND (d.readers, d.lapses_at) IS DISTINCT FROM (n.readers, n.lapses_at);
END $$;

CREATE FUNCTION wall_open_dossier(about text, parent bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made bigint;
BEGIN
    IF parent IS NOT NULL AND NOT wall_open_now(parent) AND parent <> ALL (wall_parts()) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The parent dossier is not open to you.';
    END IF;
    INSERT INTO access_dossier (about, parent_id, readers, lapses_at)
        VALUES (about, parent, '{}', '9999-01-01 00:00+00') RETURNING id INTO made;
    PERFORM wall_refresh(made);
    RETURN made;
END $$;

CREATE FUNCTION wall_give(dossier bigint, to_principal bigint, level text, why text, because text,
    from_at timestamptz, until_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT wall_open_now(dossier) AND NOT wall_opens_below(dossier)
       AND NOT (level = 'part' AND why = 'cover' AND dossier = ANY (wall_parts()))
       AND EXISTS (SELECT 1 FROM access_grant g WHERE g.dossier_id = dossier) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The dossier is not open to you.';
    END IF;
    PERFORM 1 FROM access_dossier d WHERE d.id = dossier FOR UPDATE;
    IF NOT EXISTS (
        SELECT 1 FROM access_grant g WHERE g.dossier_id = dossier AND g.principal = to_principal
          AND g.why = wall_give.why AND g.because = wall_give.because
          AND g.level = wall_give.level AND g.until_at IS NULL
    ) THEN
        INSERT INTO access_grant
            (dossier_id, unit_id, officer_id, level, why, because, from_at, until_at)
        VALUES (dossier, CASE WHEN to_principal > 0 THEN to_principal END,
                CASE WHEN to_principal < 0 THEN -to_principal END,
                level, why, because, from_at, until_at);
    END IF;
    PERFORM wall_refresh(dossier);
END $$;

CREATE FUNCTION wall_end(dossier bigint, to_principal bigint, why text, because text,
    at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE opens boolean := wall_open_now(dossier) OR wall_opens_below(dossier);
BEGIN
    IF NOT opens AND NOT (why = 'cover' AND dossier = ANY (wall_parts())) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The dossier is not open to you.';
    END IF;
    PERFORM 1 FROM access_dossier d WHERE d.id = dossier FOR UPDATE;
    UPDATE access_grant g SET until_at = greatest(at, g.from_at)
    WHERE g.dossier_id = dossier AND g.principal = to_principal AND g.why = wall_end.why
      AND (wall_end.because IS NULL OR g.because = wall_end.because)
      AND (opens OR g.level = 'part')
      AND (g.until_at IS NULL OR g.until_at > at);
    PERFORM wall_refresh(dossier);
END $$;
"""

# Puts a dossier below another, so that the readers of that one see it too, or takes it out again.
ATTACH = f"""
CREATE FUNCTION wall_attach(dossier bigint, above bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT wall_open_now(dossier) OR above IS NOT NULL AND NOT wall_open_now(above) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The dossier is not open to you.';
    END IF;
    IF above IS NOT NULL AND dossier = ANY (ARRAY(SELECT wall_line(above))) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'A dossier is not below itself.', CONSTRAINT = 'dossier_not_below_itself';
    END IF;
    PERFORM 1 FROM access_dossier d WHERE d.id = dossier FOR UPDATE;
    UPDATE access_dossier d SET parent_id = above WHERE d.id = dossier;
    PERFORM wall_refresh(dossier);
END $$;
REVOKE ALL ON FUNCTION wall_attach(bigint, bigint) FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION wall_attach(bigint, bigint) TO {APPLICATION_ROLE};
"""

POLICIES = f"""
ALTER TABLE access_dossier ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON access_dossier USING (
    (SELECT wall_elevated())
    OR CASE WHEN lapses_at > (SELECT wall_now()) THEN readers && (SELECT wall_principals())
            ELSE wall_open_now(id) END
);
ALTER TABLE access_grant ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON access_grant
    USING ((SELECT true FROM access_dossier d WHERE d.id = access_grant.dossier_id));

REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON access_dossier, access_grant FROM {APPLICATION_ROLE};
REVOKE EXECUTE ON FUNCTION wall_refresh(bigint) FROM PUBLIC, broadhurst_app;
REVOKE EXECUTE ON FUNCTION wall_opens_below(bigint) FROM PUBLIC, broadhurst_app;
"""

# Answers whether an officer has a personal grant of another organisation.
#
# An administrator sees no OCG, and must not open one by setting another officer's password. The
# answer is only yes or no, so it reveals no dossier and no count.
HOLDS_ELSEWHERE = f"""
CREATE FUNCTION wall_holds_elsewhere(who bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM access_grant g
        JOIN agencies_officer o ON o.id = g.officer_id
        WHERE g.officer_id = who
          AND g.from_at <= wall_now() AND (g.until_at IS NULL OR g.until_at > wall_now())
          AND NOT EXISTS (
              SELECT 1 FROM access_grant owned
              JOIN agencies_unit u ON u.id = owned.unit_id
              WHERE owned.dossier_id = ANY (ARRAY(SELECT wall_line(g.dossier_id)))
                AND owned.why = 'owner' AND u.agency_id = o.agency_id
                AND owned.from_at <= wall_now()
                AND (owned.until_at IS NULL OR owned.until_at > wall_now())
          )
    )
$$;
REVOKE ALL ON FUNCTION wall_holds_elsewhere(bigint) FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION wall_holds_elsewhere(bigint) TO {APPLICATION_ROLE};
"""

# Answers whether the actor is the system or an administrator of the service.
#
# A role belongs to a posting and is not a principal, so this looks the posting up. An administrator
# acts without the unit (`Actor.principals`). So the same officer in another posting does not pass.
ADMINISTERS = """
CREATE FUNCTION wall_administers() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (
        SELECT 1 FROM agencies_posting p JOIN agencies_officer o ON o.id = p.officer_id
        WHERE p.officer_id = (SELECT wall_officer()) AND 'administrator' = ANY (p.roles)
          AND wall_principals() = CASE WHEN o.username = 'broadhurst'
                                  THEN ARRAY[p.unit_id, -p.officer_id] ELSE ARRAY[-p.officer_id] END
          AND p.from_on <= (wall_now() AT TIME ZONE 'Europe/London')::date
          AND (p.until_on IS NULL OR p.until_on > (wall_now() AT TIME ZONE 'Europe/London')::date))
$$;
"""


# Finds the dossiers that the actor may see, by the policy of access_dossier, with an index. Each
# policy applies again to whatever is read with their ids: this only lets a query start from a few.
# Null if there are more than `most`, or if the actor sees all. A plan for unknown principals would
# look through the whole table, and the application's connections otherwise make such plans.
REACH = f"""
CREATE FUNCTION wall_reach(most integer) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    who bigint[] := wall_principals();
    now_is timestamptz := wall_now();
    seen bigint[];
BEGIN
    IF wall_elevated() THEN
        RETURN NULL;
    END IF;
    seen := ARRAY(
        SELECT d.id FROM access_dossier d WHERE d.readers && who AND d.lapses_at > now_is
        UNION ALL
        SELECT d.id FROM access_dossier d WHERE d.lapses_at <= now_is AND wall_open_now(d.id)
        UNION ALL
        SELECT unnest(wall_parts())
        LIMIT most + 1);
    RETURN CASE WHEN cardinality(seen) <= most THEN seen END;
END $$;
REVOKE ALL ON FUNCTION wall_reach(integer) FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION wall_reach(integer) TO {APPLICATION_ROLE};

-- Derives the readers of one dossier whose grants began or ended since. Returns whether there was
-- one. No policy answers otherwise afterwards, only faster.
CREATE FUNCTION wall_refresh_lapsed() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE lapsed bigint;
BEGIN
    SELECT d.id INTO lapsed FROM access_dossier d WHERE d.lapses_at <= wall_now()
        ORDER BY d.lapses_at, d.id LIMIT 1;
    IF lapsed IS NULL THEN
        RETURN false;
    END IF;
    PERFORM wall_refresh(lapsed);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION wall_refresh_lapsed() FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION wall_refresh_lapsed() TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (("access", "0001_initial"), ("agencies", "0001_initial"))
    operations = (
        migrations.RunSQL(ASKING, migrations.RunSQL.noop),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(ATTACH, migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        migrations.RunSQL(HOLDS_ELSEWHERE, migrations.RunSQL.noop),
        migrations.RunSQL(ADMINISTERS, migrations.RunSQL.noop),
        migrations.RunSQL(REACH, migrations.RunSQL.noop),
    )
