"""Pages of LRO training, exemptions and candidates."""

from django.urls import path

from broadhurst.capabilities.leads import pages

app_name = "leads"
urlpatterns = [
    path("lros/", pages.lros_page, name="lros"),
    path(
        "lros/record-training/",
        pages.record_training_of_each_page,
        name="record_training_of_each",
    ),
    path("lros/<str:ref>/", pages.training_page, name="training"),
    path("lros/<str:ref>/record-training/", pages.record_training_page, name="record_training"),
    path("training/<str:ref>/correct/", pages.correct_training_page, name="correct_training"),
    path("training/<str:ref>/withdraw/", pages.withdraw_training_page, name="withdraw_training"),
    path("ocgs/<str:ref>/candidates/", pages.candidates_page, name="candidates"),
    path(
        "ocgs/<str:ref>/approve-exemption/",
        pages.approve_exemption_page,
        name="approve_exemption",
    ),
    path("exemptions/<str:ref>/end/", pages.end_exemption_page, name="end_exemption"),
]
