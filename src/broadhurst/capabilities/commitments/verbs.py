"""The verbs of commitments, at the API and the terminal."""

from broadhurst.capabilities.commitments.api import as_commitment
from broadhurst.capabilities.commitments.commands import (
    complete_commitment,
    end_commitment,
    move_commitment,
    reopen_commitment,
)
from broadhurst.capabilities.commitments.queries import commitments
from broadhurst.foundation.doors.verbs import Subject, Verb

COMMITMENT = Subject("commitment", "/proposed-actions/{ref}", lambda _actor: commitments())

VERBS = (
    Verb(
        "complete-commitment", complete_commitment.CompleteCommitmentForm,
        complete_commitment.complete_commitment, COMMITMENT,
        "Record that a proposed action was done", as_commitment,
        address="/proposed-actions/{ref}/complete",
        says="Proposed action {.ref} is recorded as done.".format,
    ),
    Verb(
        "move-commitment", move_commitment.MoveCommitmentForm, move_commitment.move_commitment,
        COMMITMENT, "Change the date or owner of a proposed action", as_commitment,
        address="/proposed-actions/{ref}/move",
        says="The date and the owner of proposed action {.ref} are saved.".format,
    ),
    Verb(
        "end-commitment", end_commitment.EndCommitmentForm, end_commitment.end_commitment,
        COMMITMENT, "End a proposed action", as_commitment, address="/proposed-actions/{ref}/end",
        says="Proposed action {.ref} has ended.".format,
    ),
    Verb(
        "reopen-commitment", reopen_commitment.ReopenCommitmentForm,
        reopen_commitment.reopen_commitment, COMMITMENT, "Open a proposed action again",
        as_commitment, address="/proposed-actions/{ref}/reopen",
        says="Proposed action {.ref} is open again.".format,
    ),
)  # fmt: skip
