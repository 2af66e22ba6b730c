"""The list of referrals, for the page, the API and the terminal."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import due_on, may_chase
from broadhurst.capabilities.safeguarding.rules.referring import ENDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import london_day
from broadhurst.foundation.lists.cells import Cell, Due, Link, Muted, Reference, Tag
from broadhurst.foundation.lists.declared import (
    BulkAction,
    Column,
    Filter,
    List,
    Rows,
    Tab,
    everything,
    with_boxes,
)


def _rows(actor: Actor) -> Rows:
    """Return the referrals. A referral that the actor may answer or chase can be selected."""
    rows = Referral.objects.select_related("team", "holder").annotate(
        chase_is_shown=ExpressionWrapper(_chases(actor), output_field=BooleanField())
    )
    return with_boxes(rows, WAITING if may_chase(actor) else WAITING & Q(team=actor.unit))


def _chases(actor: Actor) -> Q:
    """Match referrals that the actor sees with the holder's clock: not sent to their team."""
    return ~Q(team=actor.unit) | Q(holder=actor.officer)


def _may_acknowledge(actor: Actor) -> bool:
    to_team = Referral.objects.filter(team=actor.unit, stage=Referral.Stage.SENT)
    return not actor.reads_only and to_team.exists()


def _person(referral: Referral) -> Cell:
    child = Tag("Child", "magenta") if referral.is_child else None
    threat = Tag("Threat to life", "red") if referral.threat_to_life else None
    link = Link(referral.name_or_label, record_address("safeguarding:referral", referral.ref))
    return (link, child, threat)


def _stage(referral: Any) -> Cell:
    """Return the status with the team's deadline.

    Where none is known, those who can chase see when that is late. The team has no deadline then.
    """
    words, due, chase = (
        referral.get_stage_display(),
        due_on(referral),
        referral.next_chase_on,
    )
    if due or referral.stage not in UNANSWERED:
        return (words, Due(due) if due else None)
    if referral.chase_is_shown:
        is_late = chase is not None and chase < clock.today()
        return (words, Tag("Holder’s chase overdue", "red") if is_late else None)
    return (words, Muted("No known deadline"))


UNANSWERED = (Referral.Stage.SENT, Referral.Stage.ACKNOWLEDGED)
WAITING = Q(stage__in=UNANSWERED)
OPEN = ~Q(stage__in=ENDED)


def _mine(actor: Actor) -> Q:
    return OPEN & Q(holder=actor.officer)


def _of_unit(actor: Actor) -> Q:
    return OPEN & Q(team=actor.unit)


def _overdue(actor: Actor) -> Q:
    """Match referrals whose team is late, or whose chase is late if its deadline is not known."""
    stage, today = Referral.Stage, clock.today()
    late = Q(threat_to_life=True, sent_at__lt=clock.midnight(today))
    late |= Q(threat_to_life=False, next_chase_on__lt=today) & _chases(actor)
    late_to_acknowledge = Q(ack_due_on__lt=today) | Q(ack_due_on=None) & late
    late_to_decide = Q(decision_due_on__lt=today) | Q(decision_due_on=None) & late
    return Q(stage=stage.SENT) & late_to_acknowledge | Q(stage=stage.ACKNOWLEDGED) & late_to_decide


REFERRALS = List(
    key="referrals",
    label="Safeguarding referrals",
    noun="referral",
    page="safeguarding:referrals",
    rows=_rows,
    columns=(
        Column("person", "Person", _person, fixed=True),
        Column("ref", "Reference", lambda r: Reference(r.ref), sort="ref", fixed=True),
        Column(
            "destination",
            "Destination",
            lambda referral: referral.get_destination_display(),
            sort="destination",
        ),
        Column("team", "Team", lambda referral: referral.team.name, sort="team__name"),
        Column("holder", "Holder", lambda referral: referral.holder.name, sort="holder__name"),
        Column("sent", "Sent", lambda referral: london_day(referral.sent_at), sort="sent_at"),
        Column("stage", "Status", _stage, sort="stage"),
        Column(
            "answer_due",
            "Acknowledgement due",
            lambda referral: referral.ack_due_on,
            sort="ack_due_on",
            shown=False,
        ),
        Column(
            "decision_due",
            "Decision due",
            lambda referral: referral.decision_due_on,
            sort="decision_due_on",
            shown=False,
        ),
    ),
    sort="-sent",
    nothing=(
        "No referrals yet",
        "Referrals from the safeguarding pages of OCGs that you can see, and those sent to your "
        "team, appear here.",
    ),
    opens_on="open",
    tabs=(
        Tab("mine", "Open, held by me", _mine),
        Tab("unit", "Open, with my unit", _of_unit),
        Tab("overdue", "Overdue", _overdue),
        Tab("open", "Open", lambda _actor: OPEN),
        Tab("all", "All", everything),
    ),
    bulk=(
        BulkAction("Acknowledge referrals", "safeguarding:acknowledge_referrals", _may_acknowledge),
        BulkAction("Record a chase", "safeguarding:chase_referrals", may_chase),
    ),
    filters=(
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: Referral.Stage.choices,
        ),
    ),
)
