"""Row-level security on plans, rows that never change, one P for an action, and first policies."""

import tomllib
from pathlib import Path

from django.db import migrations

from broadhurst.foundation.access.protect import (
    APPLICATION_ROLE,
    append_only,
    never_changed,
    never_deleted,
    protect_in_part,
)
from broadhurst.foundation.search.feed import Searched, searched

POLICIES = Path(__file__).parent.parent / "policies"

# An action has the P of its objective (rule 12). A foreign key enforces it, because a check
# constraint cannot read another table. The column is repeated on the action because the accountable
# unit can see the action but not its objective.
ONE_P = """
ALTER TABLE plans_objective ADD CONSTRAINT objective_and_p UNIQUE (id, p);
ALTER TABLE plans_action ADD CONSTRAINT action_under_one_p
    FOREIGN KEY (objective_id, p) REFERENCES plans_objective (id, p);
"""
BACK = """
ALTER TABLE plans_action DROP CONSTRAINT action_under_one_p;
ALTER TABLE plans_objective DROP CONSTRAINT objective_and_p;
"""


# A partner sees an action but not its OCG, so it cannot open a dossier below the OCG's. This opens
# one for an actor who sees the action, below the same dossier as the action's own: for a disruption
# it claims, or for the next action of a series. The second function copies the background, which
# the partner cannot read, to that next action.
BESIDE = f"""
CREATE FUNCTION plans_open_dossier(acted bigint, about text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    own access_dossier%ROWTYPE;
    made bigint;
BEGIN
    SELECT d.* INTO own FROM plans_action a JOIN access_dossier d ON d.id = a.dossier_id
        WHERE a.id = acted;
    IF own.id IS NULL OR NOT wall_open_now(own.id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The action is not open to you.';
    END IF;
    INSERT INTO access_dossier (about, parent_id, readers, lapses_at)
        VALUES (about, own.parent_id, '{{}}', '9999-01-01 00:00+00') RETURNING id INTO made;
    PERFORM wall_refresh(made);
    RETURN made;
END $$;
CREATE FUNCTION plans_copy_background(acted bigint, following bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    done plans_action%ROWTYPE;
    later plans_action%ROWTYPE;
BEGIN
    SELECT * INTO done FROM plans_action WHERE id = acted;
    SELECT * INTO later FROM plans_action WHERE id = following AND follows_id = acted;
    IF later.id IS NULL OR NOT wall_open_now(done.dossier_id)
       OR NOT wall_open_now(later.dossier_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The action is not open to you.';
    END IF;
    INSERT INTO plans_background (dossier_id, action_id, text)
    SELECT CASE WHEN dossier_id = done.dossier_id THEN later.dossier_id ELSE dossier_id END,
           following, text
    FROM plans_background WHERE action_id = acted;
END $$;
REVOKE ALL ON FUNCTION plans_open_dossier(bigint, text) FROM PUBLIC, {APPLICATION_ROLE};
REVOKE ALL ON FUNCTION plans_copy_background(bigint, bigint) FROM PUBLIC, {APPLICATION_ROLE};
GRANT EXECUTE ON FUNCTION plans_open_dossier(bigint, text) TO {APPLICATION_ROLE};
GRANT EXECUTE ON FUNCTION plans_copy_background(bigint, bigint) TO {APPLICATION_ROLE};
"""
BACK_BESIDE = """
DROP FUNCTION plans_open_dossier(bigint, text);
DROP FUNCTION plans_copy_background(bigint, bigint);
"""


def load_policies(apps, schema_editor):
    """Add an example list of desired outcomes, and the tactics, so that a plan can use them."""
    for model, name in (("OutcomeList", "outcomes-example-1"), ("TacticLibrary", "tactics-1")):
        values = tomllib.loads((POLICIES / f"{name}.toml").read_text())
        apps.get_model("plans", model).objects.create(**values)


class Migration(migrations.Migration):
    dependencies = (
        ("plans", "0001_initial"),
        ("access", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        *(
            protect_in_part(f"plans_{table}")
            for table in (
                "plan",
                "objective",
                "action",
                "background",
                "progress",
                "review",
                "outcome",
                "grading",
                "exitcriterion",
                "closing",
                "message",
                "dependency",
            )
        ),
        protect_in_part("plans_gap", unless="is_about_people"),
        append_only("plans_objective"),
        append_only("plans_background"),
        append_only("plans_progress"),
        append_only("plans_review"),
        append_only("plans_grading"),
        append_only("plans_message"),
        append_only("plans_outcomelist"),
        append_only("plans_tacticlibrary"),
        never_deleted(
            "plans_plan",
            "plans_action",
            "plans_outcome",
            "plans_gap",
            "plans_exitcriterion",
            "plans_closing",
            "plans_dependency",
        ),
        # Rule 26: the agreement or exception under which a partner was let in.
        never_changed("plans_action", "shared_under"),
        migrations.RunSQL(ONE_P, BACK),
        migrations.RunSQL(BESIDE, BACK_BESIDE),
        migrations.RunPython(load_policies, migrations.RunPython.noop),
        # Search finds the actions of a plan.
        searched(
            Searched(
                "plans_action",
                "action",
                columns="ref, title, brief, dossier_id",
                names="ARRAY[r.title]",
                description="r.brief",
            )
        ),
    )
