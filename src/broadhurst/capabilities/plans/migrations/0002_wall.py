"""The wall around plans, what can never be changed, and that an action is under one P."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, append_only, protect

# Business rule 12: an action's P is its objective's. Kept by a key, because a check cannot look
# into another table, and the unit that answers for an action sees its P but not its objective.
ONE_P = """
ALTER TABLE plans_objective ADD CONSTRAINT objective_and_p UNIQUE (id, p);
ALTER TABLE plans_action ADD CONSTRAINT action_under_one_p
    FOREIGN KEY (objective_id, p) REFERENCES plans_objective (id, p);
"""
BACK = """
ALTER TABLE plans_action DROP CONSTRAINT action_under_one_p;
ALTER TABLE plans_objective DROP CONSTRAINT objective_and_p;
"""
KEPT = f"REVOKE DELETE, TRUNCATE ON plans_plan, plans_action FROM {APPLICATION_ROLE};"


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
        migrations.RunSQL(ONE_P, BACK),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    )
