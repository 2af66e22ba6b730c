"""Row-level security for referrals, and for reasons not to refer a person at risk.

Chases and reasons are never changed, and referrals never deleted.
"""

from django.db import migrations

from broadhurst.foundation.access.protect import (
    APPLICATION_ROLE,
    append_only,
    never_deleted,
    protect,
)
from broadhurst.foundation.search.feed import Searched, searched

# Gives an LRO from a partner organisation the referrals of their OCG, without the person.
#
# SECURITY DEFINER, because a row of a referral has the person's name. The function itself checks
# that the reader sees the OCG in part.
WITHOUT_NAMES = f"""
CREATE FUNCTION safeguarding_without_names(about text) RETURNS TABLE (
    ref varchar, is_child boolean, threat_to_life boolean, destination varchar, team bigint,
    holder bigint, stage varchar, sent_at timestamptz, ack_due_on date, decision_due_on date,
    decision varchar, outcome varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.ref, r.is_child, r.threat_to_life, r.destination, r.team_id, r.holder_id, r.stage,
        r.sent_at, r.ack_due_on, r.decision_due_on, r.decision, r.outcome
    FROM register_ocg o JOIN safeguarding_referral r ON r.ocg_id = o.id
    WHERE o.ref = about AND o.dossier_id = ANY (wall_parts())
    ORDER BY r.sent_at DESC, r.id DESC
$$;
REVOKE ALL ON FUNCTION safeguarding_without_names(text) FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION safeguarding_without_names(text) TO {APPLICATION_ROLE};
"""
# A reason goes with its person if their OCG is merged or split. Its words do not change.
MOVES = f"GRANT UPDATE (ocg_id, dossier_id) ON safeguarding_notreferred TO {APPLICATION_ROLE};"


class Migration(migrations.Migration):
    dependencies = (
        ("safeguarding", "0001_initial"),
        ("access", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        protect("safeguarding_referral"),
        protect("safeguarding_chase"),
        protect("safeguarding_notreferred"),
        append_only("safeguarding_chase"),
        append_only("safeguarding_notreferred"),
        migrations.RunSQL(MOVES, migrations.RunSQL.noop),
        never_deleted("safeguarding_referral"),
        migrations.RunSQL(WITHOUT_NAMES, migrations.RunSQL.noop),
        # Search finds referrals, by the name that the receiving team sees.
        searched(
            Searched(
                "safeguarding_referral",
                "referral",
                columns="ref, person_name, external_reference, authority_reference, dossier_id",
                names="ARRAY[r.person_name, r.external_reference, r.authority_reference]",
            )
        ),
    )
