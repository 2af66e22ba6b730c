"""The list of API tokens and calendar addresses."""

from datetime import timedelta
from typing import Any

from django.db.models import Q

from broadhurst.capabilities.establishment.queries.administering import tokens_in, tokens_in_force
from broadhurst.foundation import clock
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.lists.cells import Cell, Link, Muted
from broadhurst.foundation.lists.declared import BulkAction, Column, List, Tab, everything

SOON = timedelta(days=30)


def _revoke(token: Any) -> Cell:
    address = record_address("establishment:revoke_token", token.ref)
    return Link("Revoke token", address, about=f"for {token.label}")


def _acts_as(token: Any) -> Cell:
    return (token.posting.officer.name, Muted(token.posting.unit.name))


TOKENS = List(
    key="tokens",
    label="Active API tokens",
    noun="token",
    page="establishment:tokens",
    rows=lambda actor: tokens_in_force(tokens_in(actor)),
    columns=(
        Column("label", "Purpose", lambda token: token.label, sort="label", fixed=True),
        Column("opens", "Used by", lambda token: token.get_opens_display(), sort="opens"),
        Column("officer", "Acts as", _acts_as, sort="posting__officer__name"),
        Column("created", "Made", lambda token: token.created_at, sort="created_at", shown=False),
        Column("until", "Until", lambda token: token.expires_at, sort="expires_at"),
        Column("change", "Actions", _revoke, is_downloaded=False),
    ),
    sort="-created",
    nothing=("No active tokens", "Tokens that officers issue appear here until they expire."),
    tabs=(
        Tab("mine", "My own", lambda actor: Q(posting__officer=actor.officer)),
        Tab(
            "expiring",
            "Expire within 30 days",
            lambda _actor: Q(expires_at__lt=clock.now() + SOON),
        ),
        Tab("all", "All", everything),
    ),
    bulk=(BulkAction("Revoke tokens", "establishment:revoke_tokens"),),
    marking="OFFICIAL",
)
