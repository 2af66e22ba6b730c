"""Row-level security on plans, rows that never change, and one P for an action."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect

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


class Migration(migrations.Migration):
    dependencies = (("plans", "0001_initial"), ("access", "0002_wall"))
    operations = (
        *(
            protect(f"plans_{table}")
            for table in ("plan", "objective", "action", "background", "progress", "review")
        ),
        append_only("plans_objective"),
        append_only("plans_background"),
        append_only("plans_progress"),
        append_only("plans_review"),
        never_deleted("plans_plan", "plans_action"),
        migrations.RunSQL(ONE_P, BACK),
    )
