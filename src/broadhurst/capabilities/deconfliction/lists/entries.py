"""The lists of own entries, of the stop list and of flags."""

from datetime import timedelta
from typing import Any

from django.db.models import BooleanField, Q, Value

from broadhurst.capabilities.deconfliction.models import Entry, Flag
from broadhurst.capabilities.deconfliction.models.targets import Kind
from broadhurst.capabilities.deconfliction.queries.entries import flags, own_entries, stops
from broadhurst.capabilities.deconfliction.queries.hits import add_ocg_names
from broadhurst.capabilities.deconfliction.rules.rate_limits import objections_to_change_entry
from broadhurst.capabilities.deconfliction.rules.stopping import STOPPING_ROLES
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import london_day
from broadhurst.foundation.lists.cells import Cell, Link, Reference, Tag
from broadhurst.foundation.lists.declared import (
    BulkAction,
    Column,
    Filter,
    List,
    Rows,
    Tab,
    everything,
)

SOON = timedelta(days=30)


def _target(entry: Entry) -> Cell:
    return Link(entry.title, record_address("deconfliction:entry", entry.ref))


def _kind(entry: Entry) -> Cell:
    return (entry.get_kind_display(), Tag("Silent", "grey") if entry.is_silent else None)


def _for(entry: Any) -> Cell:
    if not entry.ocg_ref:
        return str(entry.matter)
    return (entry.ocg_name or None, Reference(entry.ocg_ref))


def _change(entry: Entry) -> Cell:
    return (
        Link("Renew", record_address("deconfliction:renew_entry", entry.ref), about=entry.title),
        Link(
            "Withdraw", record_address("deconfliction:withdraw_entry", entry.ref), about=entry.title
        ),
    )


def _mine(actor: Actor) -> Q:
    return Q(registered_by=actor.officer)


def _expiring(_actor: Actor) -> Q:
    return Q(expires_at__lt=clock.now() + SOON)


ENTRIES = List(
    key="entries",
    is_downloaded=False,  # rule 20: entries are never exported
    label="Entries of your unit",
    noun="entry",
    nouns="entries",
    page="deconfliction:entered",
    rows=own_entries,
    columns=(
        Column("target", "Target", _target, sort="title", fixed=True),
        Column("ref", "Entry", lambda entry: Reference(entry.ref), sort="ref", fixed=True),
        Column("kind", "Kind", _kind, sort="kind"),
        Column("for", "For", _for, sort="ocg_ref"),
        Column("expires", "Expires", lambda entry: london_day(entry.expires_at), sort="expires_at"),
        Column(
            "entered",
            "Entered",
            lambda entry: entry.registered_at,
            sort="registered_at",
            shown=False,
        ),
        Column("change", "Change", _change, is_downloaded=False),
    ),
    sort="-entered",
    nothing=(
        "Nothing is entered for your unit",
        "Targets that your unit checks appear here until they expire. No other unit can see, "
        "search or count them.",
    ),
    tabs=(
        Tab("mine", "Entered by me", _mine),
        Tab("expiring", "Expire within 30 days", _expiring),
        Tab("all", "All", everything),
    ),
    bulk=(
        BulkAction(
            "Renew entries",
            "deconfliction:renew_entries",
            lambda actor: not objections_to_change_entry(actor.roles),
        ),
    ),
    with_each=add_ocg_names,
    filters=(
        Filter(
            "kind",
            "Kind",
            lambda rows, kind: rows.filter(kind=kind),
            choices=lambda: Kind.choices,
        ),
    ),
)


def _stopped(actor: Actor) -> Rows:
    may_change = bool(actor.roles & set(STOPPING_ROLES))
    return stops().annotate(may_change=Value(may_change, output_field=BooleanField()))


def _lift(stopped: Any) -> Cell:
    if not stopped.may_change:
        return None
    address = record_address("deconfliction:lift_stop", stopped.ref)
    return Link("Take off", address, about=stopped.label)


STOPS = List(
    key="stops",
    label="Added by desks and administrators",
    noun="value",
    page="deconfliction:stop_list",
    rows=_stopped,
    columns=(
        Column("value", "Value", lambda stopped: stopped.label, sort="label", fixed=True),
        Column("kind", "Kind", lambda stopped: stopped.get_kind_display(), sort="kind"),
        Column("reason", "Reason", lambda stopped: stopped.reason, sort="reason"),
        Column("since", "Since", lambda stopped: london_day(stopped.added_at), sort="added_at"),
        Column("change", "Change", _lift, is_downloaded=False),
    ),
    sort="-since",
    nothing=("Nothing is added yet", "Values that desks and administrators add appear here."),
    tabs=(
        Tab("mine", "Added by me", lambda actor: Q(added_by=actor.officer)),
        Tab("all", "All", everything),
    ),
)


def _flag(flag: Flag) -> Cell:
    return Link(flag.ref, record_address("deconfliction:flag", flag.ref), is_reference=True)


def _answered(flag: Flag) -> Cell:
    return Tag("Answered", "green") if flag.answered_at else Tag("To answer", "orange")


def _to_answer(_actor: Actor) -> Q:
    return Q(answered_at=None)


FLAGS = List(
    key="flags",
    label="Flags",
    noun="flag",
    page="deconfliction:flags",
    rows=lambda _actor: flags(),
    columns=(
        Column("ref", "Flag", _flag, sort="ref", fixed=True),
        Column("why", "Why", lambda flag: flag.get_rule_display(), sort="rule"),
        Column(
            "officer",
            "Officer",
            lambda flag: f"{flag.officer.name}, {flag.unit.name}",
            sort="officer__name",
        ),
        Column("raised", "Raised", lambda flag: flag.raised_at, sort="raised_at"),
        Column("status", "Status", _answered, sort="answered_at"),
    ),
    sort="-raised",
    nothing=(
        "No flags yet",
        "Checks and events that look like fishing appear here for the desk and the auditors of "
        "the officer’s organisation.",
    ),
    opens_on="open",
    tabs=(Tab("open", "To answer", _to_answer), Tab("all", "All", everything)),
)
