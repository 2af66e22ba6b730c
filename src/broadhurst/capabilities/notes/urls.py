"""Pages of the notes on a record."""

from django.urls import path

from broadhurst.capabilities.notes import pages

app_name = "notes"
urlpatterns = [
    path("records/<str:ref>/notes/", pages.notes_page, name="notes"),
    path("records/<str:ref>/notes/add/", pages.add_page, name="add"),
    path("notes/<str:ref>/correct/", pages.correct_page, name="correct"),
    path("notes/<str:ref>/withdraw/", pages.withdraw_page, name="withdraw"),
]
