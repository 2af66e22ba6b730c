"""Row-level security on transfers. A pack cannot be changed, and no part of an OCG moves alone."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, protect
from broadhurst.foundation.search.feed import Searched, searched

# Business rules 2 and 3, at the commit of an acceptance. An item of the checklist is settled as in
# `rules/checklist.py`. The check bypasses row-level security, because it must see all rows.
MOVES_WHOLE = """
CREATE FUNCTION transfers_moves_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM transfers_risk r
        WHERE r.transfer_id = NEW.id AND r.over_at IS NULL
          AND (r.acknowledged_by_id IS NULL
               OR r.terms_by_id IS NOT NULL AND r.agreed_by_id IS NULL)
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'Each open risk is acknowledged first.', CONSTRAINT = 'risks_acknowledged';
    END IF;
    IF NOT EXISTS (
        SELECT FROM register_ownership o
        WHERE o.ocg_id = NEW.ocg_id AND o.unit_id = NEW.receiver_id AND o.until_at IS NULL
    ) OR (SELECT count(*) FROM register_lead l
          WHERE l.ocg_id = NEW.ocg_id AND l.until_at IS NULL
            AND (l.role, l.officer_id) IN (('sio', NEW.new_sio_id), ('lro', NEW.new_lro_id))
    ) <> 2 OR EXISTS (
        SELECT FROM plans_plan p
        WHERE p.ocg_id = NEW.ocg_id AND p.superseded_at IS NULL
          AND p.owner_unit_id <> NEW.receiver_id
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'Owner, SIO, LRO and plan move together.', CONSTRAINT = 'moves_whole';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER moves_whole AFTER UPDATE OF stage ON transfers_transfer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.stage = 'accepted' AND OLD.stage <> 'accepted')
    EXECUTE FUNCTION transfers_moves_whole();
"""


class Migration(migrations.Migration):
    dependencies = (
        ("transfers", "0001_initial"),
        ("access", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        *(
            protect(f"transfers_{table}")
            for table in ("transfer", "transferrequest", "pack", "risk", "windowchange")
        ),
        append_only("transfers_pack"),
        migrations.RunSQL(MOVES_WHOLE, migrations.RunSQL.noop),
        # Search finds transfers.
        searched(
            Searched(
                "transfers_transfer",
                "transfer",
                columns="ref, reason, dossier_id",
                description="r.reason",
            )
        ),
    )
