"""The verbs of liaison, at the API and the terminal."""

from broadhurst.capabilities.liaison.api.coming_up import as_newly_seen
from broadhurst.capabilities.liaison.api.review_shapes import as_review, as_review_answer
from broadhurst.capabilities.liaison.api.shapes import (
    as_chaser,
    as_entry,
    as_extension,
    as_log_copy,
    as_meeting,
    as_note,
    as_request,
    as_signature,
)
from broadhurst.capabilities.liaison.cli import number_of, sealed_line, seen_line, stage_of
from broadhurst.capabilities.liaison.commands.accept import AcceptForm, accept
from broadhurst.capabilities.liaison.commands.add_note import AddNoteForm, add_note
from broadhurst.capabilities.liaison.commands.agree_extension import (
    AgreeExtensionForm,
    agree_extension,
)
from broadhurst.capabilities.liaison.commands.ask import AskForm, ask
from broadhurst.capabilities.liaison.commands.ask_extension import AskExtensionForm, ask_extension
from broadhurst.capabilities.liaison.commands.chase import ChaseForm, chase
from broadhurst.capabilities.liaison.commands.comment_on_review import (
    CommentOnReviewForm,
    comment_on_review,
)
from broadhurst.capabilities.liaison.commands.complete import CompleteForm, complete
from broadhurst.capabilities.liaison.commands.confirm_review import (
    ConfirmReviewForm,
    confirm_review,
)
from broadhurst.capabilities.liaison.commands.decide_jointly import (
    DecideJointlyForm,
    decide_jointly,
)
from broadhurst.capabilities.liaison.commands.edit import EditRequestForm, edit
from broadhurst.capabilities.liaison.commands.log_decision import LogDecisionForm, log_decision
from broadhurst.capabilities.liaison.commands.make_referral import MakeReferralForm, make_referral
from broadhurst.capabilities.liaison.commands.mark_seen import MarkSeenForm, mark_seen
from broadhurst.capabilities.liaison.commands.record_meeting import (
    RecordMeetingForm,
    record_meeting,
)
from broadhurst.capabilities.liaison.commands.record_review import RecordReviewForm, record_review
from broadhurst.capabilities.liaison.commands.refuse import RefuseForm, refuse
from broadhurst.capabilities.liaison.commands.refuse_extension import (
    RefuseExtensionForm,
    refuse_extension,
)
from broadhurst.capabilities.liaison.commands.seal_log import SealLogForm, seal_log
from broadhurst.capabilities.liaison.commands.sign import SignForm, sign
from broadhurst.capabilities.liaison.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.liaison.commands.withdraw_extension import (
    WithdrawExtensionForm,
    withdraw_extension,
)
from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.capabilities.liaison.queries.requests import requests, requests_to_refer
from broadhurst.capabilities.liaison.queries.reviews import reviews
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors.verbs import Subject, Verb

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.all())
# An OCG for those who see its dossier, which a partner's LRO does not.
OCG_TO_SEAL = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))
LEAD_REQUEST = Subject("lead_request", "/requests/{ref}", lambda _actor: requests())
REQUEST_TO_REFER = Subject("lead_request", "/requests/{ref}", lambda _actor: requests_to_refer())
REVIEW = Subject("review", "/joint-reviews/{ref}", lambda _actor: reviews())
ENTRY = Subject("entry", "/policy-log/{ref}", lambda _actor: LogEntry.objects.select_related("ocg"))

VERBS = (
    Verb(
        "mark-seen", MarkSeenForm, mark_seen, OCG, "Mark actions and events as seen",
        as_newly_seen, says=seen_line
    ),
    Verb(
        "ask", AskForm, ask, OCG, "Ask the other lead", as_request, status=201,
        says=stage_of
    ),
    Verb(
        "record-meeting", RecordMeetingForm, record_meeting, OCG, "SIO and LRO met", as_meeting,
        status=201,
        says="The meeting on {0.met_on:%-d %B %Y} about {0.ocg.ref} is recorded.".format,
    ),
    Verb(
        "seal-log", SealLogForm, seal_log, OCG_TO_SEAL, "Seal a copy of the policy log",
        as_log_copy, status=201, says=sealed_line
    ),
    Verb(
        "record-review", RecordReviewForm, record_review, OCG, "Record a joint review", as_review,
        status=201,
        says="Joint review {.ref} is recorded. The other lead confirms it.".format,
    ),
    Verb(
        "log-decision", LogDecisionForm, log_decision, OCG, "Record a decision", as_entry,
        status=201, says=number_of
    ),
    Verb(
        "decide-jointly", DecideJointlyForm, decide_jointly, OCG, "Record a joint decision",
        as_entry, status=201, says=number_of
    ),
    Verb("accept", AcceptForm, accept, LEAD_REQUEST, "Accept a request", as_request, says=stage_of),
    Verb("refuse", RefuseForm, refuse, LEAD_REQUEST, "Refuse a request", as_request, says=stage_of),
    Verb(
        "complete", CompleteForm, complete, LEAD_REQUEST, "Record the outcome of a request",
        as_request, says=stage_of
    ),
    Verb(
        "edit", EditRequestForm, edit, LEAD_REQUEST, "Correct a request", as_request, says=stage_of
    ),
    Verb(
        "withdraw", WithdrawForm, withdraw, LEAD_REQUEST, "Withdraw a request", as_request,
        says=stage_of
    ),
    Verb(
        "make-referral", MakeReferralForm, make_referral, REQUEST_TO_REFER,
        "Make the referral that a request asks for", as_request, says=stage_of
    ),
    Verb(
        "add-note", AddNoteForm, add_note, LEAD_REQUEST, "Add a progress note", as_note,
        status=201, says="The note on {.request} is added.".format
    ),
    Verb(
        "chase", ChaseForm, chase, LEAD_REQUEST, "Chase a request", as_chaser, status=201,
        says="You chased {.request}.".format
    ),
    Verb(
        "ask-extension", AskExtensionForm, ask_extension, LEAD_REQUEST,
        "Ask for more time for a request", as_extension, status=201,
        says="You asked for more time for {.request}.".format
    ),
    Verb(
        "agree-extension", AgreeExtensionForm, agree_extension, LEAD_REQUEST,
        "Agree to more time for a request", as_extension,
        says="You agreed to more time for {.request}.".format
    ),
    Verb(
        "refuse-extension", RefuseExtensionForm, refuse_extension, LEAD_REQUEST,
        "Refuse more time for a request", as_extension,
        says="You refused more time for {.request}.".format
    ),
    Verb(
        "withdraw-extension", WithdrawExtensionForm, withdraw_extension, LEAD_REQUEST,
        "Stop asking for more time for a request", as_extension,
        says="You no longer ask for more time for {.request}.".format
    ),
    Verb(
        "confirm-review", ConfirmReviewForm, confirm_review, REVIEW, "Confirm a joint review",
        as_review_answer, address="/joint-reviews/{ref}/confirm",
        says="You confirmed joint review {.review.ref}.".format,
    ),
    Verb(
        "comment-on-review", CommentOnReviewForm, comment_on_review, REVIEW,
        "Comment on a joint review", as_review_answer, address="/joint-reviews/{ref}/comment",
        says="Your comment on joint review {.review.ref} is added.".format,
    ),
    Verb(
        "sign", SignForm, sign, ENTRY, "Sign an entry of the policy log", as_signature,
        says="You signed {.entry.ref}.".format
    ),
)  # fmt: skip
