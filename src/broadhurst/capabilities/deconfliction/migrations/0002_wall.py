"""Row-level security of deconfliction: each unit reads its own rows, until they expire.

Most tables have one policy for each verb. Elevated code, which finds matches, writes entries, keys
and hits. A row can be deleted only after it has expired, and cannot be revived (rules 19 and 20).
"""

from django.db import migrations

from broadhurst.capabilities.deconfliction.migrations.wall.guards import OPERATIONS as GUARDS
from broadhurst.foundation.access.protect import (
    APPLICATION_ROLE,
    append_only,
    never_changed,
    never_deleted,
    protect_elevated,
)

ELEVATED = "(SELECT wall_elevated())"
OWN = "unit_id = ANY ((SELECT wall_principals())::bigint[])"
NOT_EXPIRED = "expires_at > (SELECT wall_now())"
EXPIRED = "expires_at <= (SELECT wall_now())"

# An update cannot touch an expired entry. It may set the expiry to this instant: that is how a unit
# withdraws its entry, which can then be deleted in the same transaction.
ENTRIES = f"""
ALTER TABLE deconfliction_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_entry FOR SELECT
    USING ({ELEVATED} OR ({OWN} AND {NOT_EXPIRED}));
CREATE POLICY wall_insert ON deconfliction_entry FOR INSERT WITH CHECK ({ELEVATED});
CREATE POLICY wall_update ON deconfliction_entry FOR UPDATE
    USING ({ELEVATED} AND {NOT_EXPIRED}) WITH CHECK ({ELEVATED});
CREATE POLICY wall_delete ON deconfliction_entry FOR DELETE USING ({ELEVATED} AND {EXPIRED});
REVOKE UPDATE, TRUNCATE ON deconfliction_entry FROM {APPLICATION_ROLE};
GRANT UPDATE (
    unit_id, ocg_ref, expires_at, submitted, feature_vectors, version, key_generation,
    key_hashes, identifier_hashes)
    ON deconfliction_entry TO {APPLICATION_ROLE};
"""

# A key can be read where its entry can. It is never changed.
KEYS = f"""
ALTER TABLE deconfliction_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_key FOR SELECT USING (
    {ELEVATED}
    OR (SELECT true FROM deconfliction_entry e WHERE e.id = deconfliction_key.entry_id));
CREATE POLICY wall_insert ON deconfliction_key FOR INSERT WITH CHECK ({ELEVATED});
CREATE POLICY wall_delete ON deconfliction_key FOR DELETE USING (
    {ELEVATED}
    AND (SELECT e.{EXPIRED} FROM deconfliction_entry e
         WHERE e.id = deconfliction_key.entry_id));
REVOKE UPDATE, TRUNCATE ON deconfliction_key FROM {APPLICATION_ROLE};
"""

# A check of an OCG can be read by everyone who can see the OCG. Any other check can be read by the
# unit that it was made for.
CHECKS = f"""
ALTER TABLE deconfliction_check ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_check USING (
    CASE WHEN dossier_id IS NULL
    THEN {ELEVATED} OR {OWN}
    ELSE (SELECT true FROM access_dossier d WHERE d.id = deconfliction_check.dossier_id)
    END);
"""

# A unit reads its side of a hit once it is told of it. Its desk reads the side from the start. The
# superior is an officer, and officers are negative principals.
SEES_SIDE = f"""{ELEVATED}
    OR (is_disclosed AND {OWN})
    OR desk_id = ANY ((SELECT wall_principals())::bigint[])
    OR (is_disclosed AND -superior_id = ANY ((SELECT wall_principals())::bigint[]))"""
# A desk's decision is a row of its own, so only elevated code changes the state of a hit.
HITS = f"""
ALTER TABLE deconfliction_hitside ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_hitside FOR SELECT USING ({SEES_SIDE});
CREATE POLICY wall_insert ON deconfliction_hitside FOR INSERT WITH CHECK ({ELEVATED});
CREATE POLICY wall_update ON deconfliction_hitside FOR UPDATE USING ({SEES_SIDE});

ALTER TABLE deconfliction_hit ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_hit FOR SELECT USING (
    {ELEVATED}
    OR (SELECT true FROM deconfliction_hitside s WHERE s.hit_id = deconfliction_hit.id LIMIT 1));
CREATE POLICY wall_insert ON deconfliction_hit FOR INSERT WITH CHECK ({ELEVATED});
CREATE POLICY wall_update ON deconfliction_hit FOR UPDATE USING ({ELEVATED});
"""
HIT_STATE = f"GRANT UPDATE (state) ON deconfliction_hit TO {APPLICATION_ROLE};"


def sees_as_desk(table: str) -> str:
    """Return a condition: a desk of the actor has a side of the row's hit."""
    return f"""(SELECT true FROM deconfliction_hitside s
        WHERE s.hit_id = {table}.hit_id
          AND s.desk_id = ANY ((SELECT wall_principals())::bigint[]) LIMIT 1)"""


# A desk reads why the two sides match, but no entry of another unit. It writes its reviews.
DESKS = f"""
ALTER TABLE deconfliction_reasons ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_reasons FOR SELECT
    USING ({ELEVATED} OR {sees_as_desk("deconfliction_reasons")});
CREATE POLICY wall_insert ON deconfliction_reasons FOR INSERT WITH CHECK ({ELEVATED});

ALTER TABLE deconfliction_review ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_review
    USING ({ELEVATED} OR {sees_as_desk("deconfliction_review")});
"""

# SECURITY DEFINER: it reads hits of all units, so it checks itself that the reader is the system or
# an administrator of the service. It returns what the matcher is trained on, without a reference.
LABELS = f"""
CREATE FUNCTION deconfliction_labels() RETURNS TABLE (
    kind text, model text, waterfall jsonb, verdicts text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT h.kind, r.model, r.waterfall, array_agg(s.verdict::text ORDER BY s.id)
    FROM deconfliction_reasons r
    JOIN deconfliction_hit h ON h.id = r.hit_id
    JOIN deconfliction_hitside s ON s.hit_id = h.id AND s.verdict <> ''
    WHERE (SELECT wall_administers())
    GROUP BY r.id, h.id ORDER BY r.id
$$;
REVOKE ALL ON FUNCTION deconfliction_labels() FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION deconfliction_labels() TO {APPLICATION_ROLE};
"""

# A referral links a receipt to a hit that went to a desk. Only a reader of both can read it. The
# desk can read the hit earlier, but not another unit's receipt.
REFERRALS = f"""
ALTER TABLE deconfliction_referral ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_referral FOR SELECT USING (
    {ELEVATED}
    OR ((SELECT true FROM deconfliction_check c WHERE c.ref = deconfliction_referral.receipt_id)
        AND (SELECT true FROM deconfliction_hit h WHERE h.id = deconfliction_referral.hit_id)));
CREATE POLICY wall_insert ON deconfliction_referral FOR INSERT WITH CHECK ({ELEVATED});
"""

EVENTS = f"""
ALTER TABLE deconfliction_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_event FOR SELECT
    USING ({ELEVATED} OR ({OWN} AND {NOT_EXPIRED}));
CREATE POLICY wall_insert ON deconfliction_event FOR INSERT WITH CHECK ({ELEVATED} OR {OWN});
CREATE POLICY wall_update ON deconfliction_event FOR UPDATE
    USING (({ELEVATED} OR {OWN}) AND {NOT_EXPIRED});
CREATE POLICY wall_delete ON deconfliction_event FOR DELETE USING ({ELEVATED} AND {EXPIRED});
REVOKE TRUNCATE ON deconfliction_event FROM {APPLICATION_ROLE};
"""

# The worker that answers the rows is elevated. An answer is part of the record, so a unit can only
# delete rows that have none.
BULK = "(SELECT true FROM deconfliction_bulkcheck b WHERE b.id = deconfliction_bulkrow.bulk_id)"
BULK_CHECKS = f"""
ALTER TABLE deconfliction_bulkcheck ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_bulkcheck FOR SELECT
    USING ({ELEVATED} OR ({OWN} AND {NOT_EXPIRED}));
CREATE POLICY wall_insert ON deconfliction_bulkcheck FOR INSERT
    WITH CHECK ({OWN} AND {NOT_EXPIRED});
CREATE POLICY wall_update ON deconfliction_bulkcheck FOR UPDATE
    USING ({ELEVATED} OR ({OWN} AND {NOT_EXPIRED}));
CREATE POLICY wall_delete ON deconfliction_bulkcheck FOR DELETE USING ({ELEVATED} AND {EXPIRED});
REVOKE TRUNCATE ON deconfliction_bulkcheck FROM {APPLICATION_ROLE};

ALTER TABLE deconfliction_bulkrow ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_bulkrow FOR SELECT USING ({BULK});
CREATE POLICY wall_insert ON deconfliction_bulkrow FOR INSERT WITH CHECK ({BULK});
CREATE POLICY wall_update ON deconfliction_bulkrow FOR UPDATE USING ({BULK});
CREATE POLICY wall_delete ON deconfliction_bulkrow FOR DELETE USING (
    CASE WHEN {ELEVATED}
    THEN (SELECT b.{EXPIRED} FROM deconfliction_bulkcheck b
          WHERE b.id = deconfliction_bulkrow.bulk_id)
    ELSE answer = '' AND {BULK} END);
REVOKE TRUNCATE ON deconfliction_bulkrow FROM {APPLICATION_ROLE};
"""

# Officers cannot read flags about themselves, in any posting. A desk in the officer's own unit
# cannot read them either. `wall_audits` is of the audit log.
FLAGS = f"""
ALTER TABLE deconfliction_flag ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_flag USING (
    {ELEVATED}
    OR (-officer_id <> ALL ((SELECT wall_principals())::bigint[])
        AND ((desk_id = ANY ((SELECT wall_principals())::bigint[])
              AND unit_id <> ALL ((SELECT wall_principals())::bigint[]))
             OR wall_audits((SELECT u.agency_id FROM agencies_unit u
                             WHERE u.id = deconfliction_flag.unit_id)))))
    WITH CHECK ({ELEVATED} OR answered_at IS NOT NULL);
REVOKE UPDATE, DELETE, TRUNCATE ON deconfliction_flag FROM {APPLICATION_ROLE};
GRANT UPDATE (answer, answered_at, answered_by_id) ON deconfliction_flag TO {APPLICATION_ROLE};
"""

# Values that match too often and common names are replaced, never changed. The stop list is open to
# all, and a value on it can only be lifted.
LISTS = f"""
REVOKE UPDATE ON deconfliction_overmatching, deconfliction_commonname FROM {APPLICATION_ROLE};
REVOKE UPDATE, DELETE, TRUNCATE ON deconfliction_stopped FROM {APPLICATION_ROLE};
GRANT UPDATE (lifted_at) ON deconfliction_stopped TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (
        ("deconfliction", "0001_initial"),
        ("access", "0002_wall"),
        ("audit", "0002_wall"),
        ("register", "0001_initial"),
    )
    operations = (
        migrations.RunSQL(ENTRIES, migrations.RunSQL.noop),
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
        migrations.RunSQL(CHECKS, migrations.RunSQL.noop),
        append_only("deconfliction_check"),
        migrations.RunSQL(HITS, migrations.RunSQL.noop),
        never_deleted("deconfliction_hitside"),
        # Rule 19: both sides were told at this moment. A desk may have told them after a review.
        never_changed("deconfliction_hitside", "hit_id", "raised_at", once="OLD.is_disclosed"),
        append_only("deconfliction_hit"),
        migrations.RunSQL(HIT_STATE, migrations.RunSQL.noop),
        migrations.RunSQL(DESKS, migrations.RunSQL.noop),
        migrations.RunSQL(LABELS, migrations.RunSQL.noop),
        append_only("deconfliction_reasons"),
        append_only("deconfliction_review"),
        migrations.RunSQL(REFERRALS, migrations.RunSQL.noop),
        append_only("deconfliction_referral"),
        migrations.RunSQL(EVENTS, migrations.RunSQL.noop),
        migrations.RunSQL(BULK_CHECKS, migrations.RunSQL.noop),
        migrations.RunSQL(FLAGS, migrations.RunSQL.noop),
        protect_elevated("deconfliction_overmatching"),
        protect_elevated("deconfliction_commonname"),
        migrations.RunSQL(LISTS, migrations.RunSQL.noop),
        protect_elevated("deconfliction_matchkeymark"),
        never_deleted("deconfliction_matchkeymark"),
        *GUARDS,
    )
