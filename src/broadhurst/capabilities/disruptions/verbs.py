"""The verbs of disruptions, at the API and the terminal."""

from broadhurst.capabilities.disruptions.api import as_disruption, as_policy
from broadhurst.capabilities.disruptions.cli import saved
from broadhurst.capabilities.disruptions.commands import (
    claim,
    claim_for_action,
    moderate,
    regrade,
    revise,
    set_grades,
    withdraw,
)
from broadhurst.capabilities.disruptions.queries.disruptions import disruptions
from broadhurst.capabilities.plans.queries.actions import seen_actions
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors.verbs import Subject, Verb

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))
ACTION = Subject("action", "/actions/{ref}", lambda _actor: seen_actions())
DISRUPTION = Subject("disruption", "/disruptions/{ref}", lambda _actor: disruptions())

VERBS = (
    Verb(
        "set-grades", set_grades.SetGradesForm, set_grades.set_grades, None,
        "Set the wording of the grades", as_policy, status=201,
        address="/disruption-grades/set-grades",
        says="{0.name} is in force from {0.from_on:%-d %B %Y}.".format,
    ),
    Verb(
        "claim", claim.ClaimForm, claim.claim, OCG, "Claim a disruption of an OCG", as_disruption,
        status=201, address="/ocgs/{ref}/claim-disruption", says=saved
    ),
    Verb(
        "claim-for-action", claim_for_action.ClaimForActionForm, claim_for_action.claim_for_action,
        ACTION, "Claim the disruption that an action led to", as_disruption, status=201,
        address="/actions/{ref}/claim-disruption", says=saved
    ),
    Verb(
        "revise", revise.ReviseForm, revise.revise, DISRUPTION,
        "Correct a claim, or answer the moderator", as_disruption, says=saved
    ),
    Verb(
        "moderate", moderate.ModerateForm, moderate.moderate, DISRUPTION, "Moderate a claim",
        as_disruption, says=saved
    ),
    Verb(
        "regrade", regrade.RegradeForm, regrade.regrade, DISRUPTION,
        "Change the grade of a disruption", as_disruption, says=saved
    ),
    Verb(
        "withdraw", withdraw.WithdrawForm, withdraw.withdraw, DISRUPTION, "Withdraw a disruption",
        as_disruption, says=saved
    ),
)  # fmt: skip
