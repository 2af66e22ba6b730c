"""Open a post that money pays for."""

from datetime import date

from broadhurst.capabilities.funding.forms.post import PostForm
from broadhurst.capabilities.funding.models import Post
from broadhurst.capabilities.funding.rules import lines as line_rules
from broadhurst.capabilities.funding.rules import posts as rules
from broadhurst.capabilities.funding.writes.changes import note
from broadhurst.capabilities.tasking.models import Capability
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.workflow import refuse_if


class OpenPostForm(PostForm):
    pass


@command
def open_post(
    *,
    actor: Actor,
    role: str,
    opened_on: date,
    capability: Capability | None = None,
    tenure_ends: date | None = None,
) -> Post:
    """Open a post of your organisation. It is vacant until it is filled."""
    refuse_if(
        line_rules.objections_to_role(actor.roles)
        + rules.objections_to_opening(opened_on, tenure_ends, clock.today())
    )

    post = Post.objects.create(
        ref=new_reference("FPT"),
        recipient=actor.agency,
        role=role,
        capability=capability,
        opened_on=opened_on,
        tenure_ends=tenure_ends,
    )
    note(actor, post, "Opened")

    kind = Event.Kind.COLLECTION
    record(actor, "funded_post.opened", post.ref, dossier=None, kind=kind, role=role)
    return post
