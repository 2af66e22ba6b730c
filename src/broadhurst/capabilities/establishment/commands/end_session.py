"""End a session, so that its user has to sign in again."""

from broadhurst.capabilities.establishment.queries.administering import sessions_in
from broadhurst.capabilities.establishment.rules.accounts import objections_to_end_session
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Session
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.workflow import refuse_if


class EndSessionForm(CommandForm):
    """An empty form: the page shows the session and the button confirms."""


@command
@for_readers
def end_session(*, actor: Actor, session: Session) -> str:
    """End one of your sessions, or one of an account that you administer."""
    allowed = sessions_in(actor).select_for_update(of=("self",)).filter(pk=session.pk)
    sessions = list(allowed.exclude(officer=None))
    refuse_if(objections_to_end_session(is_there=bool(sessions)))

    owner, ref = Officer.objects.get(sessions=session.pk), session.ref
    Session.objects.filter(pk=session.pk).delete()

    record(actor, "session.ended", owner.username, dossier=None, tell=[owner], name=owner.name)
    return ref
