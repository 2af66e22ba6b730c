"""Pages of the people and identifiers of an OCG."""

from django.urls import path

from broadhurst.capabilities.members import pages

app_name = "members"
urlpatterns = [
    path("ocgs/<str:ref>/add-member/", pages.add_member_page, name="add_member"),
    path("people/<str:ref>/edit/", pages.edit_member_page, name="edit_member"),
    path("people/<str:ref>/remove/", pages.remove_member_page, name="remove_member"),
    path("ocgs/<str:ref>/add-identifier/", pages.add_identifier_page, name="add_identifier"),
    path("identifiers/<str:ref>/edit/", pages.edit_identifier_page, name="edit_identifier"),
    path("identifiers/<str:ref>/remove/", pages.remove_identifier_page, name="remove_identifier"),
]
