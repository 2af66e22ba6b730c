"""Queries for proposed actions."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db.models import QuerySet

from broadhurst.capabilities.commitments import rules
from broadhurst.capabilities.commitments.models import Change, Commitment
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.agencies.models import Agency, Officer, Posting, in_force_on
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

ROOM = "commitments"
DUE_WITHIN = timedelta(days=60)
MAY_HAVE_TASKS = "EXISTS (SELECT FROM commitments_commitment WHERE stage = 'open')"


def commitments() -> QuerySet[Commitment]:
    """Return proposed actions with the related rows that their pages show."""
    return Commitment.objects.select_related("owner", "body", "force", "dossier")


def commitments_about(findings: Iterable[str]) -> QuerySet[Commitment]:
    """Return the actions that were proposed for findings, by the findings' keys."""
    return commitments().filter(finding__in=list(findings)).order_by("opened_at", "pk")


def changes_of(commitment: Commitment) -> QuerySet[Change]:
    """Return what happened to a proposed action, in order."""
    return commitment.changes.select_related("owner", "by")


def officers_of(*agencies: Agency) -> QuerySet[Officer]:
    """Return the officers of organisations, who can own an action that they propose."""
    postings = Posting.objects.filter(in_force_on(clock.today()), unit__agency__in=agencies)
    rows = Officer.objects.filter(is_active=True, pk__in=postings.values("officer"))
    return rows.order_by("name", "pk")


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the proposed actions that the actor owns and that are due soon."""
    return [
        Waiting(
            "Complete the proposed action for",
            in_sentence(row.about),
            record_address("commitments:commitment", row.ref),
            row.due_on,
            ROOM,
            row.ref,
        )
        for row in _open_of(actor.officer.pk, clock.today() + DUE_WITHIN)
    ]


@prepared_query
def _open_of(owner: int, last: date) -> QuerySet[Commitment]:
    return commitments().filter(owner=owner, stage="open", due_on__lte=last)


SOURCES = (
    TaskSource(
        MAY_HAVE_TASKS,
        waiting_for,
        lambda actor: [_open_of.ask(actor.officer.pk, clock.today() + DUE_WITHIN)],
    ),
)


def to_move(verb: str) -> Callable[[Actor, Commitment], list[str]]:
    """Return the rule of a form about a proposed action, for `for_record`."""

    def objections(actor: Actor, commitment: Commitment) -> list[str]:
        return rules.STAGES.objections(verb, commitment.stage, rules.roles_on(actor, commitment))

    return objections
