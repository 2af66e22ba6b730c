"""Row-level security of orders and their history. Neither is ever deleted."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, never_deleted, protect
from broadhurst.foundation.search.feed import Searched, searched

CHANGED = "outcome, outcome_on, withdrawn_at, withdrawn_by_id, withdrawn_because"
OF_AN_ENTRY = f"""
REVOKE UPDATE ON orders_entry FROM {APPLICATION_ROLE};
GRANT UPDATE ({CHANGED}) ON orders_entry TO {APPLICATION_ROLE};
"""
UNDO = f"""
REVOKE UPDATE ({CHANGED}) ON orders_entry FROM {APPLICATION_ROLE};
GRANT UPDATE ON orders_entry TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (
        ("orders", "0001_initial"),
        ("access", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        protect("orders_order"),
        protect("orders_entry"),
        never_deleted("orders_order", "orders_entry"),
        migrations.RunSQL(OF_AN_ENTRY, UNDO),
        # Search finds orders, by the name on the order and the court's reference.
        searched(
            Searched(
                "orders_order",
                "order",
                columns="ref, person_name, court_reference, dossier_id, stage",
                names="ARRAY[r.person_name, r.court_reference]",
                is_found="r.stage <> 'withdrawn'",
            )
        ),
    )
