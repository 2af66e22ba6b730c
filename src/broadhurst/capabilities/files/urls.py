"""Pages of the files on a record."""

from django.urls import path

from broadhurst.capabilities.files import pages

app_name = "files"
urlpatterns = [
    path("records/<str:ref>/files/", pages.files_page, name="files"),
    path("records/<str:ref>/files/add/", pages.add_page, name="add"),
    path("files/<str:ref>/download/", pages.download_page, name="download"),
    path("files/<str:ref>/correct/", pages.correct_page, name="correct"),
    path("files/<str:ref>/withdraw/", pages.withdraw_page, name="withdraw"),
]
