"""Row-level security of notes: who can read a record can read its notes."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, append_only
from broadhurst.foundation.search.feed import Searched, searched

# With a dossier, by the letters that begin the reference. The policies of the record's own table
# apply here as well, because the function runs as its caller.
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
# Without: they belong to a unit.
OF_A_UNIT = {"EVT": "deconfliction_event", "HIT": "deconfliction_hitside"}
CASES = "\n".join(
    [
        f"""WHEN '{kind}' THEN RETURN EXISTS (SELECT FROM {table} r
            JOIN access_dossier d ON d.id = r.dossier_id WHERE r.id = record);"""
        for kind, table in WITH_DOSSIER.items()
    ]
    + [
        f"WHEN '{kind}' THEN RETURN EXISTS (SELECT FROM {table} r WHERE r.id = record);"
        for kind, table in OF_A_UNIT.items()
    ]
)
# Whether the actor sees a record in full. Joined to its dossier, a record has no row for an LRO
# from a partner organisation, who sees it in part. In PL/pgSQL, so that only the branch of the kind
# is planned and run: as one SQL query it took eight times as long for each note.
OPEN = f"""
CREATE FUNCTION notes_record_open(kind text, record bigint) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
    CASE kind {CASES}
    ELSE RETURN false;
    END CASE;
END $$;
"""
OWN = "-written_by_id = ANY ((SELECT wall_principals())::bigint[])"
OF_OWN_UNIT = "unit_id = ANY ((SELECT wall_principals())::bigint[])"
POLICIES = f"""
ALTER TABLE notes_note ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON notes_note FOR SELECT USING (notes_record_open(kind, record_id));
CREATE POLICY wall_insert ON notes_note FOR INSERT
    WITH CHECK ({OWN} AND notes_record_open(kind, record_id));
CREATE POLICY wall_update ON notes_note FOR UPDATE
    USING (({OWN} OR {OF_OWN_UNIT}) AND withdrawn_at IS NULL
           AND notes_record_open(kind, record_id))
    WITH CHECK ({OWN} OR {OF_OWN_UNIT});
REVOKE UPDATE, DELETE, TRUNCATE ON notes_note FROM {APPLICATION_ROLE};
GRANT UPDATE (text, withdrawn_at, withdrawn_by_id, withdrawn_because) ON notes_note
    TO {APPLICATION_ROLE};

ALTER TABLE notes_mention ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON notes_mention
    USING ((SELECT true FROM notes_note n WHERE n.id = notes_mention.note_id));
ALTER TABLE notes_notecorrection ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON notes_notecorrection
    USING ((SELECT true FROM notes_note n WHERE n.id = notes_notecorrection.note_id));
"""
# A planned event is deleted when it is over. Its notes go with it: nobody could read them again.
WITH_THE_EVENT = """
CREATE FUNCTION notes_go_with_the_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint[] := ARRAY(
    SELECT n.id FROM notes_note n WHERE n.kind = 'EVT' AND n.record_id = OLD.id);
BEGIN
    DELETE FROM notes_mention m WHERE m.note_id = ANY (gone);
    DELETE FROM notes_notecorrection c WHERE c.note_id = ANY (gone);
    DELETE FROM notes_note n WHERE n.id = ANY (gone);
    RETURN NULL;
END $$;
CREATE TRIGGER notes_go_with_the_event AFTER DELETE ON deconfliction_event
    FOR EACH ROW EXECUTE FUNCTION notes_go_with_the_event();
"""
UNDO = """
DROP TRIGGER notes_go_with_the_event ON deconfliction_event;
DROP FUNCTION notes_go_with_the_event();
"""

DOSSIERS = "\n".join(
    f"WHEN '{kind}' THEN (SELECT r.dossier_id FROM {table} r WHERE r.id = record)"
    for kind, table in WITH_DOSSIER.items()
)
# Planned events and hits have no dossier. They cannot be searched, so what is written on them
# cannot be searched either (rule 20).
DOSSIER = f"""
CREATE FUNCTION notes_record_dossier(kind text, record bigint) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$ SELECT CASE kind {DOSSIERS} END $$;
REVOKE ALL ON FUNCTION notes_record_dossier(text, bigint) FROM PUBLIC, broadhurst_app;
"""


class Migration(migrations.Migration):
    dependencies = (
        ("notes", "0001_initial"),
        ("access", "0002_wall"),
        ("plans", "0002_wall"),
        ("tasking", "0002_wall"),
        ("meetings", "0002_wall"),
        ("register", "0002_wall"),
        ("safeguarding", "0002_wall"),
        ("liaison", "0002_wall"),
        ("inspections", "0002_wall"),
        ("transfers", "0002_wall"),
        ("deconfliction", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        migrations.RunSQL(OPEN, "DROP FUNCTION notes_record_open(text, bigint);"),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        append_only("notes_mention"),
        append_only("notes_notecorrection"),
        migrations.RunSQL(WITH_THE_EVENT, UNDO),
        # Search finds notes, for those who can read the record that a note is on.
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
