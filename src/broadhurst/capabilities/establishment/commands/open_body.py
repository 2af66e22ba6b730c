"""Open a body: a force, a ROCU, a council, a department."""

from datetime import date

from broadhurst.capabilities.establishment import rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def open_body(
    *,
    actor: Actor,
    key: str,
    name: str,
    short_name: str,
    kind: str,
    nation: str,
    from_on: date,
    until_on: date | None = None,
    succeeds: Agency | None = None,
    source: str = "",
) -> Agency:
    """Open a body, or bring what is known of it up to date; `key` stays for its whole life."""
    refuse_if(rules.objections_to_administer(actor.roles))

    body, _ = Agency.objects.update_or_create(
        key=key,
        defaults={
            "name": name,
            "short_name": short_name,
            "kind": kind,
            "nation": nation,
            "from_on": from_on,
            "until_on": until_on,
            "succeeds": succeeds,
            "source": source,
        },
    )

    record(actor, "body.opened", key, dossier=None, kind=Event.Kind.COLLECTION, name=name)
    return body
