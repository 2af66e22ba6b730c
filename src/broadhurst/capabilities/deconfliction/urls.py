"""Pages of this room, in the order of the journey."""

from django.urls import path

from broadhurst.capabilities.deconfliction import pages

urlpatterns = [
    path("ocgs/<str:ref>/check/", pages.check_page, name="check"),
    path("deconfliction/hits/", pages.hits, name="hits"),
    path("deconfliction/hits/<str:ref>/", pages.hit, name="hit"),
    path(
        "deconfliction/hits/<str:ref>/acknowledge/", pages.acknowledge_page, name="acknowledge_hit"
    ),
    path(
        "deconfliction/hits/<str:ref>/record-outcome/",
        pages.record_outcome_page,
        name="record_outcome",
    ),
    path("deconfliction/verify/", pages.verify_page, name="verify_receipt"),
]
