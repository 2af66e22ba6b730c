"""Save, find and delete drafts of forms.

A draft is not a record: it decides nothing, and nobody else sees it. So a save is not a command, or
each pause in typing would be an event in the log. The log says when an officer began a draft.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.db import IntegrityError, models, transaction

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import record
from broadhurst.foundation.drafts.models import Draft

KEPT_FOR = timedelta(days=30)
Answers = Mapping[str, list[str]]


def drafts_of(actor: Actor) -> models.QuerySet[Draft]:
    """Return the officer's drafts in this posting, the newest first."""
    drafts = Draft.objects.filter(posting=actor.posting, expires_at__gt=clock.now())
    return drafts.order_by("-saved_at", "-pk")


def draft_at(actor: Actor, path: str) -> Draft | None:
    """Return the officer's draft of the form at an address."""
    return drafts_of(actor).filter(path=path).first()


def keep(actor: Actor, path: str, title: str, answers: Answers, version: int) -> Draft | None:
    """Save a draft over the version that the page has, or a new one for version 0.

    Return None if there is another version by now, and leave that as it is.
    """
    now = clock.now()
    saved = {"answers": dict(answers), "saved_at": now, "expires_at": now + KEPT_FOR}
    drafts = Draft.objects.filter(posting=actor.posting, path=path)
    if version:
        changed = drafts.filter(version=version).update(version=models.F("version") + 1, **saved)
        return drafts.get() if changed else None
    drafts.filter(expires_at__lte=now).delete()
    try:
        with transaction.atomic():
            draft = Draft.objects.create(
                officer=actor.officer, posting=actor.posting, path=path, title=title, **saved
            )
    except IntegrityError:  # another window has begun one
        return None
    record(
        actor, "draft.begun", actor.officer.username, dossier=None, kind=Event.Kind.COLLECTION,
        form=title,
    )  # fmt: skip
    return draft


def discard(actor: Actor, pk: str) -> bool:
    """Delete a draft of the officer by its number, and return whether there was one."""
    drafts = Draft.objects.filter(posting=actor.posting)
    return bool(pk.isascii() and pk.isdigit() and len(pk) < 19 and drafts.filter(pk=pk).delete()[0])


def drop(actor: Actor, path: str) -> None:
    """Delete the officer's draft of the form at an address, if there is one."""
    Draft.objects.filter(posting=actor.posting, path=path).delete()
