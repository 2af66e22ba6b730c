"""Addresses of the pages that end a posting or close an account."""

from django.urls import path

from broadhurst.surfaces.administration import pages

app_name = "administration"
urlpatterns = [
    path("administration/postings/<str:ref>/end/", pages.end_posting_page, name="end_posting"),
    path(
        "administration/officers/<str:ref>/close/", pages.close_account_page, name="close_account"
    ),
]
