"""Pages of correspondence."""

from django.urls import path

from broadhurst.capabilities.correspondence import pages

app_name = "correspondence"
urlpatterns = [
    path("responses/<str:ref>/correspondence/", pages.correspondence_page, name="correspondence"),
    path("responses/<str:ref>/correspondence/record/", pages.record_page, name="record"),
    path("correspondence/<str:ref>/correct/", pages.correct_page, name="correct"),
    path("correspondence/<str:ref>/withdraw/", pages.withdraw_page, name="withdraw"),
]
