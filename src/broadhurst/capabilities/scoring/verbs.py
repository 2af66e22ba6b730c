"""The verbs of scoring, at the API and the terminal."""

from broadhurst.capabilities.scoring.api import as_cadence, as_scheme
from broadhurst.capabilities.scoring.cli import stage_of
from broadhurst.capabilities.scoring.commands.approve_cadence import (
    ApproveCadenceForm,
    approve_cadence,
)
from broadhurst.capabilities.scoring.commands.approve_scheme import (
    ApproveSchemeForm,
    approve_scheme,
)
from broadhurst.capabilities.scoring.commands.draft_cadence import DraftCadenceForm, draft_cadence
from broadhurst.capabilities.scoring.commands.draft_scheme import DraftSchemeForm, draft_scheme
from broadhurst.capabilities.scoring.commands.edit_scheme import EditSchemeForm, edit_scheme
from broadhurst.capabilities.scoring.commands.withdraw_cadence import (
    WithdrawCadenceForm,
    withdraw_cadence,
)
from broadhurst.capabilities.scoring.commands.withdraw_scheme import (
    WithdrawSchemeForm,
    withdraw_scheme,
)
from broadhurst.capabilities.scoring.queries.policies import cadences, schemes
from broadhurst.foundation.doors.verbs import Subject, Verb

SCHEME = Subject("scheme", "/schemes/{ref}", lambda _actor: schemes())
CADENCE = Subject("cadence", "/cadences/{ref}", lambda _actor: cadences())

VERBS = (
    Verb(
        "draft-scheme", DraftSchemeForm, draft_scheme, None, "Draft a scoring scheme", as_scheme,
        status=201, address="/schemes", says=stage_of
    ),
    Verb(
        "draft-cadence", DraftCadenceForm, draft_cadence, None, "Draft a review policy",
        as_cadence, status=201, address="/cadences", says=stage_of
    ),
    Verb(
        "edit-scheme", EditSchemeForm, edit_scheme, SCHEME, "Edit a draft scheme", as_scheme,
        address="/schemes/{ref}/edit", says=stage_of
    ),
    Verb(
        "approve-scheme", ApproveSchemeForm, approve_scheme, SCHEME, "Approve a scheme", as_scheme,
        address="/schemes/{ref}/approve", says=stage_of
    ),
    Verb(
        "withdraw-scheme", WithdrawSchemeForm, withdraw_scheme, SCHEME, "Withdraw a scheme",
        as_scheme, address="/schemes/{ref}/withdraw", says=stage_of
    ),
    Verb(
        "approve-cadence", ApproveCadenceForm, approve_cadence, CADENCE, "Approve a review policy",
        as_cadence, address="/cadences/{ref}/approve", says=stage_of
    ),
    Verb(
        "withdraw-cadence", WithdrawCadenceForm, withdraw_cadence, CADENCE,
        "Withdraw a review policy", as_cadence, address="/cadences/{ref}/withdraw", says=stage_of
    ),
)  # fmt: skip
