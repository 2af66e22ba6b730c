"""Commands that end a posting or close an account."""

from typing import Any

from broadhurst.capabilities.establishment.commands.close_account import (
    CloseAccountForm,
    close_account,
)
from broadhurst.capabilities.establishment.commands.end_posting import EndPostingForm
from broadhurst.capabilities.establishment.queries.administering import accounts_of, postings_in
from broadhurst.capabilities.leavers.commands.leave_posting import leave_posting
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Posting
from broadhurst.foundation.doors import cli
from broadhurst.surfaces.administration.queries import leads_in, leads_of


def a_posting(actor: Actor, ref: str) -> Posting | None:
    return cli.find(actor, postings_in(actor), ref=ref)


def an_officer(actor: Actor, ref: str) -> Officer | None:
    return cli.find(actor, accounts_of(actor), username=ref)


def in_posting(*, actor: Actor, posting: Posting) -> list[str]:
    """List what the officer leads for that unit."""
    return leads_in(posting)


def of_officer(*, actor: Actor, officer: Officer) -> list[str]:
    """List what the officer leads in any unit."""
    return leads_of(officer)


def ended(posting: Any) -> str:
    return f"The posting of {posting.officer.name} to {posting.unit.name} ends."


def closed(officer: Any) -> str:
    return f"The account of {officer.name} is closed."


end_posting_command = cli.verb(
    "end-posting", EndPostingForm, leave_posting, finds={"posting": a_posting}, says=ended,
    warns=in_posting,
)  # fmt: skip
close_account_command = cli.verb(
    "close-account", CloseAccountForm, close_account, finds={"officer": an_officer}, says=closed,
    warns=of_officer,
)  # fmt: skip
