"""Pages of this room, in the order of the journey."""

from django.urls import path

from broadhurst.capabilities.deconfliction.pages import checks, hits

urlpatterns = [
    path("ocgs/<str:ref>/check/", checks.check_page, name="check"),
    path("deconfliction/hits/", hits.hits, name="hits"),
    path("deconfliction/hits/<str:ref>/", hits.hit, name="hit"),
    path(
        "deconfliction/hits/<str:ref>/acknowledge/", hits.acknowledge_page, name="acknowledge_hit"
    ),
    path(
        "deconfliction/hits/<str:ref>/record-outcome/",
        hits.record_outcome_page,
        name="record_outcome",
    ),
    path("deconfliction/verify/", checks.verify_page, name="verify_receipt"),
]
