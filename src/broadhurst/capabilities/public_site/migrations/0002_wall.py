"""What the role of the public site can read, and triggers that take a withdrawn page away."""

from django.db import migrations

from broadhurst.foundation.access.protect import readable_by_the_public

# A page of a record needs the record's public copy, and goes with it in the same transaction.
GUARDS = """
CREATE FUNCTION public_site_page_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.ref <> ''
        AND NOT EXISTS (SELECT 1 FROM public_messages_publicmessage m WHERE m.ref = NEW.ref)
        AND NOT EXISTS (SELECT 1 FROM practice_publicnote n WHERE n.ref = NEW.ref)
        AND NOT EXISTS (SELECT 1 FROM inspections_publication p WHERE p.ref = NEW.ref)
    THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'Only the page of a published record is stored.',
            CONSTRAINT = 'page_of_published';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON public_site_storedpage
    FOR EACH ROW EXECUTE FUNCTION public_site_page_guard();

CREATE FUNCTION public_site_take_away() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM public_site_storedpage WHERE ref = OLD.ref;
    RETURN NULL;
END $$;
CREATE TRIGGER take_away AFTER DELETE ON public_messages_publicmessage
    FOR EACH ROW EXECUTE FUNCTION public_site_take_away();
CREATE TRIGGER take_away AFTER DELETE ON practice_publicnote
    FOR EACH ROW EXECUTE FUNCTION public_site_take_away();
"""
UNDO = """
DROP FUNCTION public_site_take_away() CASCADE;
DROP FUNCTION public_site_page_guard() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = (
        ("public_site", "0001_initial"),
        ("inspections", "0002_wall"),
        ("practice", "0002_wall"),
        ("public_messages", "0002_wall"),
    )
    operations = (
        readable_by_the_public("public_site_storedpage"),
        migrations.RunSQL(GUARDS, UNDO),
    )
