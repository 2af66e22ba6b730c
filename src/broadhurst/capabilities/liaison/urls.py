"""URLs of liaison, in the order of the journey."""

from django.urls import path

from broadhurst.capabilities.liaison import pages

app_name = "liaison"
urlpatterns = [
    path("ocgs/<str:ref>/ask/", pages.ask_page, name="ask"),
    path("requests/<str:ref>/", pages.request_page, name="request"),
    path("requests/<str:ref>/accept/", pages.accept_page, name="accept_request"),
    path("requests/<str:ref>/refuse/", pages.refuse_page, name="refuse_request"),
    path("requests/<str:ref>/complete/", pages.complete_page, name="complete_request"),
    path("requests/<str:ref>/edit/", pages.edit_page, name="edit_request"),
    path("requests/<str:ref>/withdraw/", pages.withdraw_page, name="withdraw_request"),
    path("ocgs/<str:ref>/policy-log/", pages.policy_log, name="policy_log"),
    path("ocgs/<str:ref>/log-decision/", pages.log_decision_page, name="log_decision"),
    path("ocgs/<str:ref>/decide-jointly/", pages.decide_jointly_page, name="decide_jointly"),
    path("policy-log/<str:ref>/sign/", pages.sign_page, name="sign_entry"),
    path("ocgs/<str:ref>/record-meeting/", pages.record_meeting_page, name="record_meeting"),
]
