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

# The words of each kind of order. Another order has its own.
KINDS = {
    "serious_crime_prevention": "Serious crime prevention order",
    "slavery_prevention": "Slavery and trafficking prevention order",
    "slavery_risk": "Slavery and trafficking risk order",
    "criminal_behaviour": "Criminal behaviour order",
    "financial_reporting": "Financial reporting order",
    "travel_restriction": "Travel restriction order",
    "sexual_harm_prevention": "Sexual harm prevention order",
    "gang_injunction": "Gang injunction",
    "confiscation": "Confiscation order",
}
WHENS = " ".join(f"WHEN '{kind}' THEN '{words}'" for kind, words in KINDS.items())
KIND_IN_WORDS = f"CASE r.kind {WHENS} ELSE r.other_kind END"


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
        # Search finds orders by the name on the order and the court's reference, and by the words
        # of the kind and the court.
        searched(
            Searched(
                "orders_order",
                "order",
                columns="ref, person_name, court_reference, dossier_id, stage, kind, other_kind, "
                "court",
                names="ARRAY[r.person_name, r.court_reference]",
                description=f"concat_ws(' ', {KIND_IN_WORDS}, r.court)",
                is_found="r.stage <> 'withdrawn'",
            )
        ),
    )
