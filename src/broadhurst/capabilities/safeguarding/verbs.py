"""The verbs of safeguarding, at the API and the terminal."""

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.people import members
from broadhurst.capabilities.safeguarding.api import as_decided, as_referral
from broadhurst.capabilities.safeguarding.cli import reason_recorded, stage_of
from broadhurst.capabilities.safeguarding.commands.acknowledge import (
    AcknowledgeForm,
    AcknowledgeReferralsForm,
    acknowledge,
)
from broadhurst.capabilities.safeguarding.commands.chase import ChaseForm, chase
from broadhurst.capabilities.safeguarding.commands.close import CloseForm, close
from broadhurst.capabilities.safeguarding.commands.decide import DecideForm, decide
from broadhurst.capabilities.safeguarding.commands.edit import EditForm, edit
from broadhurst.capabilities.safeguarding.commands.record_decision import (
    RecordDecisionForm,
    record_decision,
)
from broadhurst.capabilities.safeguarding.commands.record_no_referral import (
    NoReferralForm,
    record_no_referral,
)
from broadhurst.capabilities.safeguarding.commands.refer import ReferForm, refer
from broadhurst.capabilities.safeguarding.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.safeguarding.queries.referrals import referrals
from broadhurst.foundation.doors.verbs import Subject, Verb
from broadhurst.foundation.lists.verbs import VerbOnEach

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))
MEMBER = Subject(
    "member", "/people/{ref}", lambda _actor: members(), lookup=lambda ref: {"person__ref": ref}
)
REFERRAL = Subject("referral", "/referrals/{ref}", lambda _actor: referrals())

VERBS = (
    Verb(
        "refer", ReferForm, refer, OCG, "Refer a person at risk", as_referral, status=201,
        says=stage_of
    ),
    Verb(
        "no-referral", NoReferralForm, record_no_referral, MEMBER, "Record why nobody is referred",
        as_decided, status=201, says=reason_recorded
    ),
    Verb(
        "acknowledge", AcknowledgeForm, acknowledge, REFERRAL, "Acknowledge a referral",
        as_referral, says=stage_of
    ),
    Verb("chase", ChaseForm, chase, REFERRAL, "Record a chase", as_referral, says=stage_of),
    Verb(
        "decide", DecideForm, decide, REFERRAL, "Record the decision", as_referral, says=stage_of
    ),
    Verb(
        "record-decision", RecordDecisionForm, record_decision, REFERRAL,
        "Record the competent authority's decision", as_referral, says=stage_of
    ),
    Verb("edit", EditForm, edit, REFERRAL, "Correct a referral", as_referral, says=stage_of),
    Verb(
        "withdraw", WithdrawForm, withdraw, REFERRAL, "Withdraw a referral", as_referral,
        says=stage_of
    ),
    Verb("close", CloseForm, close, REFERRAL, "Close a referral", as_referral, says=stage_of),
    VerbOnEach(
        "acknowledge-referrals", AcknowledgeReferralsForm, acknowledge, "referral",
        lambda _actor: referrals(), "Acknowledge several referrals", "/referrals/acknowledge"
    ),
    VerbOnEach(
        "chase-referrals", ChaseForm, chase, "referral", lambda _actor: referrals(),
        "Record a chase of several referrals", "/referrals/chase"
    ),
)  # fmt: skip
