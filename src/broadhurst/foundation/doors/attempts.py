"""What every door does the same: look for a row, and try a command."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import IntegrityError
from django.db.models import Model, QuerySet

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.refusals import keep_not_found, keep_opened, keep_refusal
from broadhurst.foundation.workflow import Refused

Row = TypeVar("Row", bound=Model)
AT_THE_SAME_MOMENT = (
    "Someone else changed this at the same moment. Nothing of yours was saved: "
    "look at it again, then try once more."
)


def look_for(
    actor: Actor, rows: QuerySet[Row], which: dict[str, object], *, to_read: bool
) -> Row | None:
    """The row, if this actor may see it. That it is not found is kept; so is that it is read."""
    row = rows.filter(**which).first()
    if row is None:
        keep_not_found(actor, rows.model._meta.verbose_name, which)
    elif to_read:
        keep_opened(actor, row)
    return row


def attempt(
    actor: Actor, then: Callable[..., Any], subject: dict[str, Any], form: Ask
) -> tuple[list[str], Any]:
    """Run a command on a form's answers, which fit: the objections to it, or what came of it."""
    try:
        return [], then(actor=actor, **subject, **form.cleaned_data)
    except Refused as refused:
        objections = refused.objections
    except IntegrityError:
        objections = [AT_THE_SAME_MOMENT]
    keep_refusal(actor, then.__name__, subject, objections)
    return objections, None
