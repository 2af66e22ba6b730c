"""The list of referrals, for the page, the API and the terminal."""

from django.db.models import Q

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import due_on, may_chase
from broadhurst.capabilities.safeguarding.rules.referring import ENDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import london_day
from broadhurst.foundation.lists.cells import Cell, Due, Link, Reference, Tag
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
    rows = Referral.objects.select_related("team", "holder")
    return with_boxes(rows, WAITING if may_chase(actor) else WAITING & Q(team=actor.unit))


def _may_acknowledge(actor: Actor) -> bool:
    to_team = Referral.objects.filter(team=actor.unit, stage=Referral.Stage.SENT)
    return not actor.reads_only and to_team.exists()


def _person(referral: Referral) -> Cell:
    child = Tag("Child", "magenta") if referral.is_child else None
    threat = Tag("Threat to life", "red") if referral.threat_to_life else None
    link = Link(referral.name_or_label, record_address("safeguarding:referral", referral.ref))
    return (link, child, threat)


def _stage(referral: Referral) -> Cell:
    """Return the status with the team's deadline. Where none is known, only a late chase shows."""
    words, due, chase = referral.get_stage_display(), due_on(referral), referral.next_chase_on
    if not due and chase and chase < clock.today() and referral.stage in UNANSWERED:
        return (words, Tag("Chase overdue", "red"))
    return (words, Due(due) if due else None)


UNANSWERED = (Referral.Stage.SENT, Referral.Stage.ACKNOWLEDGED)
WAITING = Q(stage__in=UNANSWERED)
OPEN = ~Q(stage__in=ENDED)


def _mine(actor: Actor) -> Q:
    return OPEN & Q(holder=actor.officer)


def _of_unit(actor: Actor) -> Q:
    return OPEN & Q(team=actor.unit)


def _overdue(_actor: Actor) -> Q:
    stage, today = Referral.Stage, clock.today()
    late_to_acknowledge = Q(ack_due_on__lt=today) | Q(ack_due_on=None, next_chase_on__lt=today)
    late_to_decide = Q(decision_due_on__lt=today) | Q(decision_due_on=None, next_chase_on__lt=today)
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
