"""Pages of clearance."""

from django.urls import path

from broadhurst.capabilities.clearance import pages

app_name = "clearance"
urlpatterns = [
    path("clearance/", pages.clearance_page, name="clearance"),
    path("clearance/set-policy/", pages.set_policy_page, name="set_policy"),
    path("clearance/delegate/", pages.delegate_page, name="delegate"),
    path(
        "clearance/policies/<str:ref>/withdraw/",
        pages.withdraw_policy_page,
        name="withdraw_policy",
    ),
    path("clearance/delegations/<str:ref>/end/", pages.end_delegation_page, name="end_delegation"),
]
