"""Row-level security of the register, rows that are kept, checks at commit, an example scheme."""

import tomllib
from datetime import date
from pathlib import Path

from django.db import migrations

from broadhurst.capabilities.register.migrations.wall.cover import OPERATIONS as COVER
from broadhurst.capabilities.register.migrations.wall.partner_lro import OPERATIONS as PARTNER_LRO
from broadhurst.capabilities.register.migrations.wall.terms import OPERATIONS as TERMS
from broadhurst.foundation.access.protect import (
    append_only,
    never_changed,
    never_deleted,
    protect,
    protect_in_part,
)
from broadhurst.foundation.search.feed import Searched, followed, searched

# This project's own policy: no public source gives a national cadence.
FIRST_CADENCE = {
    "from_on": date(2019, 1, 1),
    "assess_tier_1": 91,
    "assess_tier_2": 91,
    "assess_tier_3": 182,
    "plan_tier_1": 28,
    "plan_tier_2": 56,
    "plan_tier_3": 91,
    "decide_within": 5,
    "assess_within": 10,
}
EXAMPLE = Path(__file__).parent.parent / "schemes" / "example-1.toml"

# Business rules 1 and 5. They are deferred, so that a command can close one span and open the next.
# They bypass row-level security, because they must see all spans.
OWNER_AND_LRO = """
CREATE FUNCTION register_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    guarded bigint := coalesce(to_jsonb(NEW) ->> 'ocg_id', to_jsonb(NEW) ->> 'id')::bigint;
    ocg register_ocg%ROWTYPE;
    last timestamptz;
BEGIN
    SELECT * INTO ocg FROM register_ocg WHERE id = guarded;
    IF ocg.state IN ('archived', 'not_adopted', 'merged') THEN
        RETURN NULL;
    END IF;
    IF (SELECT count(*) FROM register_ownership
        WHERE ocg_id = guarded AND until_at IS NULL) <> 1 THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'An active OCG has exactly one owner.', CONSTRAINT = 'owner_always';
    END IF;
    IF EXISTS (
        SELECT 1 FROM (
            SELECT from_at, lag(until_at, 1, ocg.registered_at) OVER (ORDER BY from_at) AS due
            FROM register_ownership WHERE ocg_id = guarded) spans
        WHERE from_at <> due
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'The history of owners has a gap.', CONSTRAINT = 'owner_without_gap';
    END IF;
    IF ocg.state IN ('reported', 'assessing') THEN
        RETURN NULL;
    END IF;
    IF EXISTS (
        SELECT 1 FROM (
            SELECT from_at, lag(until_at, 1, ocg.adopted_at) OVER (ORDER BY from_at) AS due
            FROM register_lead WHERE ocg_id = guarded AND role = 'lro') spans
        WHERE from_at <> due
    ) OR NOT EXISTS (
        SELECT 1 FROM register_lead
        WHERE ocg_id = guarded AND role = 'lro' AND until_at IS NULL
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'An active or dormant OCG always has an LRO.', CONSTRAINT = 'lro_always';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER guard AFTER INSERT OR UPDATE ON register_ocg
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_guard();
CREATE CONSTRAINT TRIGGER guard AFTER INSERT OR UPDATE ON register_ownership
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_guard();
CREATE CONSTRAINT TRIGGER guard AFTER INSERT OR UPDATE ON register_lead
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_guard();
"""

# Business rule 11. The check is deferred, so that a command can write both rows in any order. It
# bypasses row-level security, like the check on owners.
ARCHIVING = """
CREATE FUNCTION register_archive_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    guarded bigint := coalesce(to_jsonb(NEW) ->> 'ocg_id', to_jsonb(NEW) ->> 'id')::bigint;
    held register_archiving%ROWTYPE;
BEGIN
    SELECT * INTO held FROM register_archiving
    WHERE ocg_id = guarded AND outcome = 'approved' AND reactivated_at IS NULL;
    IF (SELECT is_archive_proposed FROM register_ocg WHERE id = guarded) IS DISTINCT FROM EXISTS (
        SELECT 1 FROM register_archiving WHERE ocg_id = guarded AND outcome = 'proposed') THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'An OCG that is proposed to be archived has one open proposal.',
            CONSTRAINT = 'archive_proposed_with_a_proposal';
    END IF;
    IF (SELECT state FROM register_ocg WHERE id = guarded) = 'archived' THEN
        IF held.id IS NULL THEN
            RAISE integrity_constraint_violation USING
                MESSAGE = 'An archived OCG has an approved proposal.',
                CONSTRAINT = 'archived_with_approval';
        END IF;
        IF EXISTS (SELECT 1 FROM register_lead
                   WHERE ocg_id = guarded AND role = 'lro' AND officer_id = held.decided_by_id
                   AND from_at <= held.decided_at
                   AND (until_at IS NULL OR until_at > held.decided_at)) THEN
            RAISE integrity_constraint_violation USING
                MESSAGE = 'The LRO does not approve archiving.',
                CONSTRAINT = 'lro_does_not_approve_archiving';
        END IF;
    ELSIF held.id IS NOT NULL THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'An active OCG has been reactivated.', CONSTRAINT = 'active_is_reactivated';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER archive_guard
    AFTER INSERT OR UPDATE OF state, is_archive_proposed ON register_ocg
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_archive_guard();
CREATE CONSTRAINT TRIGGER archive_guard AFTER INSERT OR UPDATE ON register_archiving
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_archive_guard();
"""

# The steps of `rules/life.py`, and what each state needs. A figure of an earlier day counts the
# spans, so they cannot differ from the state. The checks bypass row-level security.
LIFE = """
CREATE FUNCTION register_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.state NOT IN ('reported', 'active')
        OR TG_OP = 'UPDATE' AND NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
            ('reported', 'assessing'), ('reported', 'not_adopted'), ('assessing', 'not_adopted'),
            ('not_adopted', 'assessing'), ('assessing', 'active'), ('active', 'dormant'),
            ('dormant', 'active'), ('active', 'archived'), ('dormant', 'archived'),
            ('archived', 'active'), ('active', 'merged'), ('dormant', 'merged'),
            ('merged', 'active'), ('merged', 'dormant'))
        -- An OCG that was entered in error is as if it had never been adopted.
        AND NOT (OLD.state = 'active' AND NEW.state = 'not_adopted'
                 AND NEW.adopted_at IS NULL) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'An OCG cannot take this step.', CONSTRAINT = 'step_of_its_life';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER step BEFORE INSERT OR UPDATE OF state ON register_ocg
    FOR EACH ROW EXECUTE FUNCTION register_step();

CREATE FUNCTION register_life_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    guarded bigint := coalesce(to_jsonb(NEW) ->> 'ocg_id', to_jsonb(NEW) ->> 'id')::bigint;
    ocg register_ocg%ROWTYPE;
BEGIN
    SELECT * INTO ocg FROM register_ocg WHERE id = guarded;
    IF (SELECT array_agg(state) FROM register_stage WHERE ocg_id = guarded AND until_at IS NULL)
        IS DISTINCT FROM ARRAY[ocg.state] THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'The state of an OCG is its open span.', CONSTRAINT = 'state_is_its_span';
    END IF;
    IF ocg.state = 'active' AND ocg.due_on IS NULL AND NOT EXISTS (
        SELECT 1 FROM register_assessment a
        JOIN register_moderation m ON m.assessment_id = a.id AND m.outcome = 'accepted'
        WHERE a.ocg_id = guarded AND a.scored_at >= coalesce(ocg.reactivated_at, '-infinity')
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'An active OCG is assessed, or has a day by which it is assessed.',
            CONSTRAINT = 'active_is_assessed';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER life_guard AFTER INSERT OR UPDATE OF state, due_on ON register_ocg
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_life_guard();
CREATE CONSTRAINT TRIGGER life_guard AFTER INSERT OR UPDATE ON register_stage
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_life_guard();
"""

# Business rule 8, and the one nominal of a priority individual.
SECOND_OFFICER_AND_ONE_NOMINAL = """
CREATE FUNCTION register_moderator() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.moderated_by_id =
        (SELECT scored_by_id FROM register_assessment WHERE id = NEW.assessment_id) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'The scorer does not moderate.', CONSTRAINT = 'moderator_is_not_the_scorer';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER moderator BEFORE INSERT ON register_moderation
    FOR EACH ROW EXECUTE FUNCTION register_moderator();

CREATE FUNCTION register_nominal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT kind FROM register_ocg WHERE id = NEW.ocg_id) = 'individual'
        AND (SELECT count(*) FROM register_membership
             WHERE ocg_id = NEW.ocg_id AND ended_at IS NULL
             AND category IN ('suspect', 'convicted')) > 1 THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'A priority individual is one person.', CONSTRAINT = 'one_nominal';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER nominal AFTER INSERT OR UPDATE ON register_membership
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.ended_at IS NULL AND NEW.category IN ('suspect', 'convicted'))
    EXECUTE FUNCTION register_nominal();
"""

# An approved policy never changes, so that a past day can be explained. Before its first day it
# can be withdrawn.
POLICY = """
CREATE FUNCTION register_policy_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change constant text[] := '{stage,withdrawn_by_id,withdrawn_at,withdrawn_because}';
BEGIN
    IF OLD.stage = 'withdrawn' OR OLD.stage = 'approved' AND (
        OLD.from_on <= wall_now()::date
        OR NEW.stage <> 'withdrawn'
        OR to_jsonb(OLD) - may_change <> to_jsonb(NEW) - may_change
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'An approved policy is not changed.', CONSTRAINT = 'policy_is_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE ON register_scheme
    FOR EACH ROW EXECUTE FUNCTION register_policy_kept();
CREATE TRIGGER kept BEFORE UPDATE ON register_cadence
    FOR EACH ROW EXECUTE FUNCTION register_policy_kept();
"""

# What an LRO of a partner organisation sees of its OCG, and what it does not.
IN_PART = (
    "ocg", "stage", "area", "ownership", "lead", "assessment", "moderation", "archiving",
)  # fmt: skip
TABLES = ("person", "membership", "identifier", "toldapart")
KEPT = (
    "scheme",
    "cadence",
    "stage",
    "ownership",
    "lead",
    "archiving",
    "membership",
    "identifier",
    "person",
)


def load_example(apps, schema_editor):
    """Add an example scheme and a review policy, so that scoring works on the first day."""
    example = tomllib.loads(EXAMPLE.read_text())
    # As the owner: another connection would wait for the locks of this migration.
    owner = schema_editor.connection.alias
    for name, ref, values in (
        ("Scheme", "SCH-EXAMPLE", example),
        ("Cadence", "CAD-EXAMPLE", FIRST_CADENCE),
    ):
        rows = apps.get_model("register", name).objects.using(owner)
        rows.create(ref=ref, stage="approved", **values)


class Migration(migrations.Migration):
    dependencies = (
        ("register", "0001_initial"),
        ("access", "0002_wall"),
        ("audit", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        *(protect_in_part(f"register_{table}") for table in IN_PART),
        *(protect(f"register_{table}") for table in TABLES),
        append_only("register_assessment"),
        append_only("register_moderation"),
        append_only("register_toldapart"),
        never_deleted(*(f"register_{table}" for table in KEPT)),
        # Rule 23: that somebody is a victim stays in the history.
        never_changed("register_membership", "category", "is_exploited", "part", "added_at"),
        migrations.RunSQL(OWNER_AND_LRO, migrations.RunSQL.noop),
        migrations.RunSQL(ARCHIVING, migrations.RunSQL.noop),
        migrations.RunSQL(POLICY, migrations.RunSQL.noop),
        migrations.RunSQL(LIFE, migrations.RunSQL.noop),
        migrations.RunSQL(SECOND_OFFICER_AND_ONE_NOMINAL, migrations.RunSQL.noop),
        migrations.RunPython(load_example, migrations.RunPython.noop),
        *TERMS,
        # Search finds OCGs, the people of an OCG, and their identifiers.
        searched(
            Searched(
                "register_ocg",
                "ocg",
                columns="ref, name, national_ref, description, place, dossier_id",
                names="ARRAY[r.name, r.national_ref]",
                description="r.description || ' ' || r.place",
                keys="ARRAY(SELECT register_identifier_keys('ref', r.national_ref))",
            )
        ),
        searched(
            # A person is found as a member, until the membership ends.
            Searched(
                "register_membership",
                "person",
                columns="person_id, ended_at, dossier_id",
                ref="(SELECT p.ref FROM register_person p WHERE p.id = r.person_id)",
                names="""(SELECT p.name || p.aliases FROM register_person p
                    WHERE p.id = r.person_id)""",
                is_found="r.ended_at IS NULL",
            )
        ),
        followed(
            "register_person",
            ("ref", "name", "aliases"),
            "register_membership",
            "person_id",
        ),
        searched(
            Searched(
                "register_identifier",
                "identifier",
                columns="ref, kind, value, ended_at, dossier_id",
                names="""ARRAY[r.value, CASE WHEN r.kind = 'phone' THEN
                    register_phone(regexp_replace(r.value, '[^0-9]', '', 'g')) END]""",
                keys="ARRAY(SELECT register_identifier_keys(r.kind, r.value))",
                is_found="r.ended_at IS NULL",
            )
        ),
        *COVER,
        *PARTNER_LRO,
    )
