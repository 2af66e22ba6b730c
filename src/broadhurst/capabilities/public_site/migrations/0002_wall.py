"""What the role of the public site can read, and triggers that take a withdrawn page away."""

from django.db import migrations

from broadhurst.foundation.access.protect import never_deleted, protect, readable_by_the_public

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
    UPDATE public_site_welshversion SET stage = 'withdrawn', withdrawn_at = now(),
        withdrawn_because = 'The English text left the public site.'
    WHERE record = OLD.ref AND stage <> 'withdrawn';
    DELETE FROM public_site_publicwelsh WHERE record = OLD.ref;
    DELETE FROM public_site_storedpage WHERE ref = OLD.ref;
    RETURN NULL;
END $$;
CREATE TRIGGER take_away AFTER DELETE ON public_messages_publicmessage
    FOR EACH ROW EXECUTE FUNCTION public_site_take_away();
CREATE TRIGGER take_away AFTER DELETE ON practice_publicnote
    FOR EACH ROW EXECUTE FUNCTION public_site_take_away();

CREATE FUNCTION public_site_welsh_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT 1 FROM public_site_welshversion w
                   WHERE w.ref = OLD.ref AND w.stage = 'public') THEN
            RAISE integrity_constraint_violation USING
                MESSAGE = 'A public Welsh version has its copy.', CONSTRAINT = 'copy_of_welsh';
        END IF;
        RETURN OLD;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM public_site_welshversion w
                   WHERE w.ref = NEW.ref AND w.record = NEW.record AND w.title = NEW.title
                     AND w.stage = 'public') THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'Only a public Welsh version can be read by anyone.',
            CONSTRAINT = 'copy_of_welsh';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON public_site_publicwelsh
    FOR EACH ROW EXECUTE FUNCTION public_site_welsh_guard();
"""
UNDO = """
DROP FUNCTION public_site_welsh_guard() CASCADE;
DROP FUNCTION public_site_take_away() CASCADE;
DROP FUNCTION public_site_page_guard() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = (
        ("public_site", "0001_initial"),
        ("access", "0002_wall"),
        ("inspections", "0002_wall"),
        ("practice", "0002_wall"),
        ("public_messages", "0002_wall"),
    )
    operations = (
        readable_by_the_public("public_site_storedpage"),
        protect("public_site_welshversion"),
        never_deleted("public_site_welshversion"),
        migrations.RunSQL(GUARDS, UNDO),
    )
