"""The verbs of operations, at the API and the terminal."""

from broadhurst.capabilities.operations.api import as_operation, as_outcome
from broadhurst.capabilities.operations.commands.correct_outcome import (
    CorrectOutcomeForm,
    correct_outcome,
)
from broadhurst.capabilities.operations.commands.edit_operation import (
    EditOperationForm,
    edit_operation,
)
from broadhurst.capabilities.operations.commands.open_operation import (
    OpenOperationForm,
    open_operation,
)
from broadhurst.capabilities.operations.commands.record_outcome import (
    RecordOutcomeForm,
    record_outcome,
)
from broadhurst.capabilities.operations.commands.withdraw_operation import (
    WithdrawOperationForm,
    withdraw_operation,
)
from broadhurst.capabilities.operations.commands.withdraw_outcome import (
    WithdrawOutcomeForm,
    withdraw_outcome,
)
from broadhurst.capabilities.operations.queries import OUTCOMES, operations
from broadhurst.foundation.doors.verbs import Subject, Verb

OPERATION = Subject("operation", "/operations/{ref}", lambda _actor: operations())
OUTCOME = Subject("outcome", "/outcomes/{ref}", lambda _actor: OUTCOMES)

VERBS = (
    Verb(
        "open-operation", OpenOperationForm, open_operation, None, "Open an operation",
        as_operation, status=201, address="/operations",
        says="Operation {0.ref} ({0.name}) is open. Next, record its published figures.".format,
    ),
    Verb(
        "record-outcome", RecordOutcomeForm, record_outcome, OPERATION,
        "Record a published outcome", as_outcome, status=201,
        says="Figure {.ref} is recorded.".format,
    ),
    Verb(
        "edit-operation", EditOperationForm, edit_operation, OPERATION, "Correct an operation",
        as_operation, address="/operations/{ref}/edit",
        says="Operation {0.ref} ({0.name}) is corrected.".format,
    ),
    Verb(
        "withdraw-operation", WithdrawOperationForm, withdraw_operation, OPERATION,
        "Withdraw an operation", as_operation, address="/operations/{ref}/withdraw",
        says="Operation {0.ref} ({0.name}) is withdrawn.".format,
    ),
    Verb(
        "correct-outcome", CorrectOutcomeForm, correct_outcome, OUTCOME,
        "Correct a published outcome", as_outcome, status=201,
        address="/outcomes/{ref}/correct",
        says="Figure {.ref} is recorded in place of the wrong one.".format,
    ),
    Verb(
        "withdraw-outcome", WithdrawOutcomeForm, withdraw_outcome, OUTCOME,
        "Withdraw a published outcome", as_outcome, address="/outcomes/{ref}/withdraw",
        says="Figure {.ref} is withdrawn.".format,
    ),
)  # fmt: skip
