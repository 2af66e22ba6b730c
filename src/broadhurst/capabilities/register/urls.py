"""Pages of the register, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.register.pages import archiving, ocgs, people

urlpatterns = [
    path("ocgs/", ocgs.ocgs, name="ocgs"),
    path("ocgs/register/", ocgs.register_page, name="register"),
    path("ocgs/<str:ref>/edit/", ocgs.edit_page, name="edit_ocg"),
    path("ocgs/<str:ref>/add-member/", people.add_member_page, name="add_member"),
    path("people/<str:ref>/edit/", people.edit_member_page, name="edit_member"),
    path("people/<str:ref>/remove/", people.remove_member_page, name="remove_member"),
    path("ocgs/<str:ref>/add-identifier/", people.add_identifier_page, name="add_identifier"),
    path("identifiers/<str:ref>/edit/", people.edit_identifier_page, name="edit_identifier"),
    path("identifiers/<str:ref>/remove/", people.remove_identifier_page, name="remove_identifier"),
    path("ocgs/<str:ref>/name-lead/", ocgs.name_lead_page, name="name_lead"),
    path("ocgs/<str:ref>/assess/", ocgs.assess_page, name="assess"),
    path("assessments/<str:ref>/moderate/", ocgs.moderate_page, name="moderate"),
    path("ocgs/<str:ref>/propose-archive/", archiving.propose_archive_page, name="propose_archive"),
    path("ocgs/<str:ref>/approve-archive/", archiving.approve_archive_page, name="approve_archive"),
    path("ocgs/<str:ref>/decline-archive/", archiving.decline_archive_page, name="decline_archive"),
    path("ocgs/<str:ref>/reactivate/", archiving.reactivate_page, name="reactivate"),
]
