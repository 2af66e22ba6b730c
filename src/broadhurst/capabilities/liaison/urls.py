"""URLs of liaison, in the order of the journey."""

from django.urls import path

from broadhurst.capabilities.liaison.pages import (
    coming_up,
    follow_up,
    log_copies,
    meetings,
    policy_log,
    requests,
    reviews,
)
from broadhurst.capabilities.liaison.queries.log_on_paper import ENTRY_COPY, LOG_COPY
from broadhurst.foundation.record_copies import pages as record_copies

app_name = "liaison"
REQUEST = "requests/<str:ref>/"
urlpatterns = [
    path("ocgs/<str:ref>/ask/", requests.ask_page, name="ask"),
    path(REQUEST, requests.request_page, name="request"),
    path(f"{REQUEST}accept/", requests.accept_page, name="accept_request"),
    path(f"{REQUEST}refuse/", requests.refuse_page, name="refuse_request"),
    path(f"{REQUEST}complete/", requests.complete_page, name="complete_request"),
    path(f"{REQUEST}edit/", requests.edit_page, name="edit_request"),
    path(f"{REQUEST}withdraw/", requests.withdraw_page, name="withdraw_request"),
    path(f"{REQUEST}make-referral/", requests.make_referral_page, name="make_referral_request"),
    path(f"{REQUEST}add-note/", follow_up.add_note_page, name="add_note_request"),
    path(f"{REQUEST}chase/", follow_up.chase_page, name="chase_request"),
    path(f"{REQUEST}ask-extension/", follow_up.ask_extension_page, name="ask_extension_request"),
    path(
        f"{REQUEST}agree-extension/", follow_up.agree_extension_page, name="agree_extension_request"
    ),
    path(
        f"{REQUEST}refuse-extension/",
        follow_up.refuse_extension_page,
        name="refuse_extension_request",
    ),
    path(
        f"{REQUEST}withdraw-extension/",
        follow_up.withdraw_extension_page,
        name="withdraw_extension_request",
    ),
    path("ocgs/<str:ref>/mark-seen/", coming_up.mark_seen_page, name="mark_seen"),
    path("ocgs/<str:ref>/policy-log/", policy_log.policy_log, name="policy_log"),
    path(
        "ocgs/<str:ref>/policy-log.<str:form>",
        record_copies.page(LOG_COPY),
        name="policy_log_copy",
    ),
    path("ocgs/<str:ref>/log-decision/", policy_log.log_decision_page, name="log_decision"),
    path("ocgs/<str:ref>/decide-jointly/", policy_log.decide_jointly_page, name="decide_jointly"),
    path("ocgs/<str:ref>/seal-log/", log_copies.seal_log_page, name="seal_log"),
    path("log-copies/<str:ref>/", log_copies.log_copy_page, name="log_copy"),
    path("log-copies/<str:ref>/policy-log.pdf", log_copies.log_copy_pdf_page, name="log_copy_pdf"),
    path("policy-log/<str:ref>/", policy_log.log_entry_page, name="log_entry"),
    path(
        "policy-log/<str:ref>/copy.<str:form>",
        record_copies.page(ENTRY_COPY),
        name="log_entry_copy",
    ),
    path("policy-log/<str:ref>/sign/", policy_log.sign_page, name="sign_entry"),
    path("ocgs/<str:ref>/record-review/", reviews.record_review_page, name="record_review"),
    path("joint-reviews/<str:ref>/", reviews.review_page, name="review"),
    path("joint-reviews/<str:ref>/confirm/", reviews.confirm_review_page, name="confirm_review"),
    path(
        "joint-reviews/<str:ref>/comment/",
        reviews.comment_on_review_page,
        name="comment_on_review",
    ),
    path("ocgs/<str:ref>/record-meeting/", meetings.record_meeting_page, name="record_meeting"),
]
