"""Search finds notes, for those who can read the record that a note is on."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched

# The tables of the records that have a dossier, by the letters that begin the reference.
WITH_DOSSIER = {
    "ACT": "plans_action",
    "BID": "tasking_bid",
    "MTG": "meetings_agenda",
    "OCG": "register_ocg",
    "PLN": "plans_plan",
    "REF": "safeguarding_referral",
    "REQ": "liaison_request",
    "RSP": "inspections_response",
    "TRF": "transfers_transfer",
}
CASES = "\n".join(
    f"WHEN '{kind}' THEN (SELECT r.dossier_id FROM {table} r WHERE r.id = record)"
    for kind, table in WITH_DOSSIER.items()
)
# Planned events and hits have no dossier. They cannot be searched, so what is written on them
# cannot be searched either (rule 20).
DOSSIER = f"""
CREATE FUNCTION notes_record_dossier(kind text, record bigint) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$ SELECT CASE kind {CASES} END $$;
REVOKE ALL ON FUNCTION notes_record_dossier(text, bigint) FROM PUBLIC, broadhurst_app;
"""


class Migration(migrations.Migration):
    dependencies = (("notes", "0002_wall"), ("search", "0002_find"))
    operations = (
        migrations.RunSQL(DOSSIER, "DROP FUNCTION notes_record_dossier(text, bigint);"),
        searched(
            Searched(
                "notes_note",
                "note",
                columns="text, withdrawn_at",
                description="r.text",
                dossier="notes_record_dossier(r.kind, r.record_id)",
                is_found="r.withdrawn_at IS NULL "
                "AND notes_record_dossier(r.kind, r.record_id) IS NOT NULL",
            )
        ),
    )
