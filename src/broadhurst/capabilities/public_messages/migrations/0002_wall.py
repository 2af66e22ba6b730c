"""Row-level security of messages, their public copies, and which messages are due."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, never_deleted, protect

GUARDS = """
CREATE FUNCTION public_messages_message_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.stage IN ('published', 'withdrawn')
        AND (OLD.title, OLD.text, OLD.reach, OLD.districts, OLD.cleared_by_id, OLD.correction)
        IS DISTINCT FROM
            (NEW.title, NEW.text, NEW.reach, NEW.districts, NEW.cleared_by_id, NEW.correction)
        OR OLD.stage = 'withdrawn' AND NEW.stage <> 'withdrawn'
        OR OLD.stage = 'published' AND NEW.stage NOT IN ('published', 'withdrawn')
    THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'A published message is never changed.', CONSTRAINT = 'message_stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON public_messages_message
    FOR EACH ROW EXECUTE FUNCTION public_messages_message_guard();

CREATE FUNCTION public_messages_publicmessage_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT 1 FROM public_messages_message m
                   WHERE m.ref = OLD.ref AND m.stage = 'published') THEN
            RAISE integrity_constraint_violation USING
                MESSAGE = 'A published message has its copy.', CONSTRAINT = 'copy_of_published';
        END IF;
        RETURN OLD;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM public_messages_message m
                   WHERE m.ref = NEW.ref AND m.stage = 'published'
                     AND m.title = NEW.title AND m.text = NEW.text) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'Only a published message can be read by anyone.',
            CONSTRAINT = 'copy_of_published';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON public_messages_publicmessage
    FOR EACH ROW EXECUTE FUNCTION public_messages_publicmessage_guard();
"""

# Past the policy, so that the job finds what is due. It takes no argument, and gives away only the
# references of messages that are about to be public.
DUE = f"""
CREATE FUNCTION public_messages_due() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ref::text FROM public_messages_message
    WHERE stage = 'scheduled' AND publish_at <= wall_now() ORDER BY publish_at, id
$$;
REVOKE ALL ON FUNCTION public_messages_due() FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION public_messages_due() TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (("public_messages", "0001_initial"), ("access", "0002_wall"))
    operations = (
        protect("public_messages_message"),
        never_deleted("public_messages_message"),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
        migrations.RunSQL(DUE, "DROP FUNCTION public_messages_due();"),
    )
