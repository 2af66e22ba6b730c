"""URLs of disruptions, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.disruptions import pages

app_name = "disruptions"
urlpatterns = [
    path("disruptions/", pages.list_page, name="disruptions"),
    path("disruption-ledger/", pages.ledger_page, name="ledger"),
    path("disruption-grades/", pages.grades_page, name="grades"),
    path("disruption-grades/set-grades/", pages.set_grades_page, name="set_grades"),
    path("ocgs/<str:ref>/claim-disruption/", pages.claim_page, name="claim"),
    path(
        "actions/<str:ref>/claim-disruption/", pages.claim_for_action_page, name="claim_for_action"
    ),
    path("disruptions/<str:ref>/", pages.disruption_page, name="disruption"),
    path("disruptions/<str:ref>/revise/", pages.revise_page, name="revise"),
    path("disruptions/<str:ref>/moderate/", pages.moderate_page, name="moderate"),
    path("disruptions/<str:ref>/regrade/", pages.regrade_page, name="regrade"),
    path("disruptions/<str:ref>/withdraw/", pages.withdraw_page, name="withdraw"),
]
