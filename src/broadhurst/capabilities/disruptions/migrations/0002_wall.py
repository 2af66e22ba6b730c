"""Row-level security of disruptions, facts that are kept, and who may not moderate."""

import tomllib
from pathlib import Path

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect
from broadhurst.foundation.search.feed import Searched, searched

EXAMPLE = Path(__file__).parent.parent / "policies" / "example-1.toml"

# These bypass row-level security, because a claimant may not see the OCG, nor a moderator an
# earlier step of another unit.
GUARDS = """
CREATE FUNCTION disruptions_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE of_action bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.stage IN ('accepted', 'not_accepted', 'withdrawn') AND (
        to_jsonb(OLD) - 'stage' - 'grade' <> to_jsonb(NEW) - 'stage' - 'grade'
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'What was decided on does not change.', CONSTRAINT = 'facts_are_kept';
    END IF;
    IF TG_OP = 'UPDATE' AND (
        (OLD.stage IN ('not_accepted', 'withdrawn') AND NEW.stage <> OLD.stage)
        OR (OLD.stage = 'accepted' AND NEW.stage NOT IN ('accepted', 'withdrawn'))
        OR (OLD.ocg_id, OLD.ref, OLD.claimed_by_id, OLD.claimed_at)
           <> (NEW.ocg_id, NEW.ref, NEW.claimed_by_id, NEW.claimed_at)
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'What was decided on does not change.', CONSTRAINT = 'facts_are_kept';
    END IF;
    -- A plan goes to another OCG if its own is merged. A disruption stays where it was claimed.
    IF NEW.action_id IS NOT NULL
        AND (TG_OP = 'INSERT' OR NEW.action_id IS DISTINCT FROM OLD.action_id) THEN
        SELECT p.ocg_id INTO of_action FROM plans_action a
            JOIN plans_objective o ON o.id = a.objective_id JOIN plans_plan p ON p.id = o.plan_id
            WHERE a.id = NEW.action_id;
        NEW.ocg_id := coalesce(NEW.ocg_id, of_action);
        IF NEW.ocg_id <> of_action THEN
            RAISE integrity_constraint_violation USING
                MESSAGE = 'The action is of the plan of this OCG.',
                CONSTRAINT = 'action_of_own_plan';
        END IF;
    END IF;
    IF EXISTS (SELECT 1 FROM disruptions_support s
               WHERE s.disruption_id = NEW.id AND s.agency_id = NEW.lead_id) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'The lead organisation is no supporter.', CONSTRAINT = 'lead_counts_once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON disruptions_disruption
    FOR EACH ROW EXECUTE FUNCTION disruptions_guard();

CREATE FUNCTION disruptions_support_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    row disruptions_support%ROWTYPE;
    claim disruptions_disruption%ROWTYPE;
BEGIN
    row := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    SELECT * INTO claim FROM disruptions_disruption WHERE id = row.disruption_id;
    IF claim.stage NOT IN ('claimed', 'returned') THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'What was decided on does not change.', CONSTRAINT = 'facts_are_kept';
    END IF;
    IF TG_OP <> 'DELETE' AND claim.lead_id = row.agency_id THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'The lead organisation is no supporter.', CONSTRAINT = 'lead_counts_once';
    END IF;
    RETURN row;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON disruptions_support
    FOR EACH ROW EXECUTE FUNCTION disruptions_support_guard();

CREATE FUNCTION disruptions_moderation_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.verb NOT IN ('returned', 'accepted', 'not_accepted', 'regraded') THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM disruptions_step s
               WHERE s.disruption_id = NEW.disruption_id AND s.officer_id = NEW.officer_id
                 AND s.verb IN ('claimed', 'revised')) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'A claimant does not moderate.', CONSTRAINT = 'claimant_does_not_moderate';
    END IF;
    IF EXISTS (SELECT 1 FROM register_lead l
               JOIN disruptions_disruption d ON d.ocg_id = l.ocg_id AND d.id = NEW.disruption_id
               WHERE l.officer_id = NEW.officer_id AND l.role IN ('sio', 'lro')
                 AND l.from_at <= NEW.at AND (l.until_at IS NULL OR l.until_at > NEW.at)) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'The SIO and the LRO do not moderate.', CONSTRAINT = 'lead_does_not_moderate';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON disruptions_step
    FOR EACH ROW EXECUTE FUNCTION disruptions_moderation_guard();
"""


def load_example(apps, schema_editor):
    """Add example wording of the grades, so that a claim can be made on the first day."""
    policy = apps.get_model("disruptions", "DisruptionPolicy")
    policy.objects.create(**tomllib.loads(EXAMPLE.read_text()))


class Migration(migrations.Migration):
    dependencies = (
        ("disruptions", "0001_initial"),
        ("access", "0002_wall"),
        ("plans", "0002_wall"),
        ("register", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        *(
            protect(f"disruptions_{table}")
            for table in ("disruption", "support", "step", "countedunder")
        ),
        append_only("disruptions_step"),
        append_only("disruptions_countedunder"),
        append_only("disruptions_disruptionpolicy"),
        never_deleted("disruptions_disruption"),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
        migrations.RunPython(load_example, migrations.RunPython.noop),
        # Search finds disruptions by their reference and words.
        searched(
            Searched(
                "disruptions_disruption",
                "disruption",
                columns="ref, description, effect, dossier_id",
                description="r.description || ' ' || r.effect",
            )
        ),
    )
