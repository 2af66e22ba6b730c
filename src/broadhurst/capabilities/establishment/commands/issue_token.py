"""Issue an API token for your own posting."""

from datetime import timedelta

from broadhurst.capabilities.establishment.rules.usernames import objections_to_issue_token
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import ApiToken
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.doors.tokens import digest, new_secret
from broadhurst.foundation.govuk.fields import NumberField, TextField
from broadhurst.foundation.workflow import refuse_if


class IssueTokenForm(CommandForm):
    label = TextField(label="What the token is for", max_length=80)
    days = NumberField(label="Days it lasts", min_value=1, max_value=366)


@command
@for_readers
def issue_token(*, actor: Actor, label: str, days: int) -> str:
    """Issue a token that acts as you in this posting. It is shown once and cannot be read again."""
    refuse_if(objections_to_issue_token(days))

    secret = new_secret()
    ApiToken.objects.create(
        ref=new_reference("TOK"),
        posting=actor.posting,
        label=label,
        digest=digest(secret),
        created_at=clock.now(),
        expires_at=clock.now() + timedelta(days=days),
    )

    record(actor, "token.issued", actor.officer.username, dossier=None, label=label, days=days)
    return secret
