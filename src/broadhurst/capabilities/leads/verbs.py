"""The verbs of leads, at the API and the terminal."""

from broadhurst.capabilities.leads.api import as_exemption, as_training
from broadhurst.capabilities.leads.cli import exempted, trained
from broadhurst.capabilities.leads.commands.approve_exemption import (
    ApproveExemptionForm,
    approve_exemption,
)
from broadhurst.capabilities.leads.commands.correct_training import (
    CorrectTrainingForm,
    correct_training,
)
from broadhurst.capabilities.leads.commands.end_exemption import EndExemptionForm, end_exemption
from broadhurst.capabilities.leads.commands.record_training import (
    RecordTrainingForm,
    record_training,
)
from broadhurst.capabilities.leads.commands.withdraw_training import (
    WithdrawTrainingForm,
    withdraw_training,
)
from broadhurst.capabilities.leads.queries.exemptions import exemptions
from broadhurst.capabilities.leads.queries.training import officers_by_username, training
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors.verbs import Subject, Verb
from broadhurst.foundation.lists.verbs import VerbOnEach

OFFICER = Subject(
    "officer",
    "/lros/{ref}",
    lambda _actor: Officer.objects.filter(is_active=True),
    lookup=lambda ref: {"username": ref},
)
TRAINING = Subject("training", "/training/{ref}", lambda _actor: training())
OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))
EXEMPTION = Subject("exemption", "/exemptions/{ref}", lambda _actor: exemptions())

VERBS = (
    Verb(
        "record-training", RecordTrainingForm, record_training, OFFICER, "Record LRO training",
        as_training, status=201, says=trained
    ),
    Verb(
        "correct-training", CorrectTrainingForm, correct_training, TRAINING,
        "Correct LRO training", as_training, address="/training/{ref}/correct", says=trained
    ),
    Verb(
        "withdraw-training", WithdrawTrainingForm, withdraw_training, TRAINING,
        "Withdraw LRO training", as_training, address="/training/{ref}/withdraw", says=trained
    ),
    Verb(
        "approve-exemption", ApproveExemptionForm, approve_exemption, OCG, "Approve an exemption",
        as_exemption, status=201, says=exempted
    ),
    Verb(
        "end-exemption", EndExemptionForm, end_exemption, EXEMPTION, "End an exemption",
        as_exemption, address="/exemptions/{ref}/end", says=exempted
    ),
    VerbOnEach(
        "record-training-of-each", RecordTrainingForm, record_training, "officer",
        lambda _actor: officers_by_username(), "Record an LRO course of several officers",
        "/lros/record-training"
    ),
)  # fmt: skip
