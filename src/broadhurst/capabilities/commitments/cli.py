"""The command line of proposed actions."""

from typing import Any

import click

from broadhurst.capabilities.commitments.commands import (
    complete_commitment,
    end_commitment,
    move_commitment,
    reopen_commitment,
)
from broadhurst.capabilities.commitments.lists import COMMITMENTS
from broadhurst.capabilities.commitments.queries import commitments
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists

group = click.Group("commitments", help="Actions that published responses proposed.")


def a_commitment(actor: Actor, ref: str) -> Any:
    return cli.find(actor, commitments(), ref=ref)


for name, form, then in (
    (
        "complete-commitment",
        complete_commitment.CompleteCommitmentForm,
        complete_commitment.complete_commitment,
    ),
    ("move-commitment", move_commitment.MoveCommitmentForm, move_commitment.move_commitment),
    ("end-commitment", end_commitment.EndCommitmentForm, end_commitment.end_commitment),
    (
        "reopen-commitment",
        reopen_commitment.ReopenCommitmentForm,
        reopen_commitment.reopen_commitment,
    ),
):
    group.add_command(cli.verb(name, form, then, finds={"commitment": a_commitment}, says=str))
group.add_command(
    lists.listing(
        "list",
        COMMITMENTS,
        says=lambda row: f"{row.ref}  {row.about}: {row.owner.name}, {row.due_on}, {row.stage}",
        summary="List the proposed actions you can see.",
    )
)
