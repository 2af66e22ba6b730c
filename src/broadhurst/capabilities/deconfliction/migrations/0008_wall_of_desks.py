"""What a unit sees of a hit only once it is told, what its superior sees, and a desk's reviews."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, append_only

# The superior is an officer: officers are negative principals.
SEEN = """(SELECT wall_elevated())
    OR (is_told AND unit_id = ANY ((SELECT wall_principals())::bigint[]))
    OR desk_id = ANY ((SELECT wall_principals())::bigint[])
    OR (is_told AND -superior_id = ANY ((SELECT wall_principals())::bigint[]))"""
SIDES = f"""
DROP POLICY wall ON deconfliction_hitside;
CREATE POLICY wall ON deconfliction_hitside FOR SELECT USING ({SEEN});
DROP POLICY wall_update ON deconfliction_hitside;
CREATE POLICY wall_update ON deconfliction_hitside FOR UPDATE USING ({SEEN});
"""

# A desk's decision is its own row; the hit's state changes past the wall alone.
REVIEWS = f"""
CREATE POLICY wall_update ON deconfliction_hit FOR UPDATE USING ((SELECT wall_elevated()));
GRANT UPDATE (state) ON deconfliction_hit TO {APPLICATION_ROLE};

ALTER TABLE deconfliction_review ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_review USING (
    (SELECT wall_elevated())
    OR (SELECT true FROM deconfliction_hitside s
        WHERE s.hit_id = deconfliction_review.hit_id
          AND s.desk_id = ANY ((SELECT wall_principals())::bigint[]) LIMIT 1));
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0007_desks"),)
    operations = (
        migrations.RunSQL(SIDES, migrations.RunSQL.noop),
        migrations.RunSQL(REVIEWS, migrations.RunSQL.noop),
        append_only("deconfliction_review"),
    )
