"""Row-level security on bids and their records. Decisions cannot be changed.

The officer who made a bid, or who has an interest in it, cannot decide it (rule 17). When
an interim decision lapses, the officer who closes the meeting has not decided the bid.
"""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect
from broadhurst.foundation.search.feed import Searched, searched

DECIDES_WITHOUT_INTEREST = """
CREATE FUNCTION tasking_decides_without_interest() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.outcome <> 'lapsed' AND EXISTS (
        SELECT FROM tasking_bid b WHERE b.id = NEW.bid_id AND b.made_by_id = NEW.decided_by_id
    ) THEN
        RAISE check_violation USING MESSAGE = 'You made this bid.';
    END IF;
    IF NEW.outcome <> 'lapsed' AND EXISTS (
        SELECT FROM tasking_interest i
        WHERE i.bid_id = NEW.bid_id AND i.officer_id = NEW.decided_by_id AND i.withdrawn_at IS NULL
    ) THEN
        RAISE check_violation USING MESSAGE = 'You declared an interest in this bid.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decides_without_interest BEFORE INSERT ON tasking_decision
    FOR EACH ROW EXECUTE FUNCTION tasking_decides_without_interest();
"""

# Crime and Courts Act 2013, section 5(5): see rules/directing.py.
LAWFUL_RECIPIENTS = """
CREATE FUNCTION tasking_directs_lawfully() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM agencies_agency a WHERE a.id = NEW.recipient_id AND (
            (a.kind = 'police_force' AND a.nation IN ('ENG', 'WLS'))
            OR (a.key = 'sfo' AND NEW.given_on >= DATE '2024-05-10'))
    ) THEN
        RAISE check_violation USING MESSAGE = 'The law does not name this recipient.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER directs_lawfully BEFORE INSERT OR UPDATE ON tasking_direction
    FOR EACH ROW EXECUTE FUNCTION tasking_directs_lawfully();
"""


class Migration(migrations.Migration):
    dependencies = (
        ("tasking", "0001_initial"),
        ("access", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        *(
            protect(f"tasking_{table}")
            for table in ("bid", "question", "interest", "decision", "allocation")
        ),
        append_only("tasking_decision"),
        append_only("tasking_demand"),
        append_only("tasking_boardchange"),
        protect("tasking_direction"),
        migrations.RunSQL(DECIDES_WITHOUT_INTEREST, migrations.RunSQL.noop),
        migrations.RunSQL(LAWFUL_RECIPIENTS, migrations.RunSQL.noop),
        never_deleted("tasking_bid", "tasking_question", "tasking_allocation", "tasking_booking"),
        never_deleted("tasking_interest", "tasking_attendee", "tasking_direction"),
        # Search finds bids.
        searched(
            Searched(
                "tasking_bid",
                "bid",
                columns="ref, objective, dossier_id",
                description="r.objective",
            )
        ),
    )
