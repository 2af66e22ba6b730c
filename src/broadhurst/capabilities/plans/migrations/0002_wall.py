"""Row-level security on plans, rows that never change, and one P for an action."""

import tomllib
from pathlib import Path

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect

OUTCOMES = Path(__file__).parent.parent / "policies" / "outcomes-example-1.toml"

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


def load_example(apps, schema_editor):
    """Add an example list of desired outcomes, so that a plan can choose from it on day one."""
    apps.get_model("plans", "OutcomeList").objects.create(**tomllib.loads(OUTCOMES.read_text()))


class Migration(migrations.Migration):
    dependencies = (("plans", "0001_initial"), ("access", "0002_wall"))
    operations = (
        *(
            protect(f"plans_{table}")
            for table in (
                "plan",
                "objective",
                "action",
                "background",
                "progress",
                "review",
                "outcome",
                "grading",
                "gap",
                "exitcriterion",
                "closing",
            )
        ),
        append_only("plans_objective"),
        append_only("plans_background"),
        append_only("plans_progress"),
        append_only("plans_review"),
        append_only("plans_grading"),
        append_only("plans_outcomelist"),
        never_deleted(
            "plans_plan",
            "plans_action",
            "plans_outcome",
            "plans_gap",
            "plans_exitcriterion",
            "plans_closing",
        ),
        migrations.RunSQL(ONE_P, BACK),
        migrations.RunPython(load_example, migrations.RunPython.noop),
    )
