"""Revoke an API token, so that it stops working at once."""

from broadhurst.capabilities.establishment.queries.administering import tokens_in
from broadhurst.capabilities.establishment.rules.accounts import objections_to_revoke
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import ApiToken
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.workflow import refuse_if


class RevokeTokenForm(CommandForm):
    """An empty form: the page shows the token and the button confirms."""


@command
@for_readers
def revoke_token(*, actor: Actor, token: ApiToken) -> ApiToken:
    """Revoke one of your tokens, or one in an organisation that you administer."""
    token = lock(ApiToken.objects.select_related("posting__officer"), token)
    is_theirs = tokens_in(actor).filter(pk=token.pk).exists()
    refuse_if(objections_to_revoke(is_theirs=is_theirs, is_revoked=bool(token.revoked_at)))

    token.revoked_at = clock.now()
    token.save(update_fields=["revoked_at"])

    owner = token.posting.officer
    record(actor, "token.revoked", owner.username, dossier=None, tell=[owner], label=token.label)
    return token
