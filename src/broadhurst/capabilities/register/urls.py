"""The register, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.register import pages

urlpatterns = [
    path("ocgs/", pages.ocgs, name="ocgs"),
    path("ocgs/register/", pages.register_page, name="register"),
    path("ocgs/<str:ref>/add-member/", pages.add_member_page, name="add_member"),
    path("ocgs/<str:ref>/add-identifier/", pages.add_identifier_page, name="add_identifier"),
    path("ocgs/<str:ref>/name-lead/", pages.name_lead_page, name="name_lead"),
    path("ocgs/<str:ref>/assess/", pages.assess_page, name="assess"),
    path("assessments/<str:ref>/moderate/", pages.moderate_page, name="moderate"),
]
