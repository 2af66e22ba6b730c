"""Search finds self-assessments for those who may read them (`self_assessment_readable`).

Inspectorates find those that are shared with them.
"""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, scoped, searched

AGENCIES = "-2000000000000"  # the scope of an organisation is this, minus its id
INSPECTORATES = f"{AGENCIES}::bigint"


class Migration(migrations.Migration):
    dependencies = (("self_assessment", "0002_wall"), ("search", "0002_find"))
    operations = (
        scoped(
            "self_assessment_assessment",
            f"""ARRAY(SELECT {AGENCIES} - id FROM unnest(self_assessment_readable()) id)
            || CASE WHEN self_assessment_inspects() THEN ARRAY[{INSPECTORATES}] ELSE '{{}}' END""",
        ),
        searched(
            Searched(
                "self_assessment_assessment",
                "assessment",
                columns="ref, why, agency_id, shared_at, withdrawn_at",
                description="r.why",
                dossier="NULL",
                readers=f"""ARRAY[{AGENCIES} - r.agency_id] || CASE WHEN r.shared_at IS NULL
                    THEN '{{}}' ELSE ARRAY[{INSPECTORATES}] END""",
                is_found="r.withdrawn_at IS NULL",
            )
        ),
    )
