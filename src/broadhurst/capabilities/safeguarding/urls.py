"""Pages of safeguarding, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.safeguarding import pages
from broadhurst.capabilities.safeguarding.queries.referral_on_paper import REFERRAL_COPY
from broadhurst.foundation.record_copies import pages as record_copies

app_name = "safeguarding"
urlpatterns = [
    path("referrals/", pages.referrals_page, name="referrals"),
    path("ocgs/<str:ref>/refer/", pages.refer_page, name="refer"),
    path("people/<str:ref>/no-referral/", pages.no_referral_page, name="no_referral"),
    path(
        "referrals/acknowledge/",
        pages.acknowledge_referrals_page,
        name="acknowledge_referrals",
    ),
    path("referrals/chase/", pages.chase_referrals_page, name="chase_referrals"),
    path("referrals/<str:ref>/", pages.referral_page, name="referral"),
    path(
        "referrals/<str:ref>/copy.<str:form>",
        record_copies.page(REFERRAL_COPY),
        name="referral_copy",
    ),
    path("referrals/<str:ref>/acknowledge/", pages.acknowledge_page, name="acknowledge_referral"),
    path("referrals/<str:ref>/chase/", pages.chase_page, name="chase_referral"),
    path("referrals/<str:ref>/decide/", pages.decide_page, name="decide_referral"),
    path(
        "referrals/<str:ref>/record-decision/",
        pages.record_decision_page,
        name="record_decision_referral",
    ),
    path("referrals/<str:ref>/edit/", pages.edit_page, name="edit_referral"),
    path("referrals/<str:ref>/withdraw/", pages.withdraw_page, name="withdraw_referral"),
    path("referrals/<str:ref>/close/", pages.close_page, name="close_referral"),
]
