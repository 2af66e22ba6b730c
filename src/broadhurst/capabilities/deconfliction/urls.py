"""Pages of this room, in the order of the journey."""

from django.urls import path

from broadhurst.capabilities.deconfliction.pages import checks, desks, hits, rota

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
    path(
        "deconfliction/hits/<str:ref>/record-contact/",
        hits.record_contact_page,
        name="record_contact",
    ),
    path("deconfliction/hits/<str:ref>/why/", desks.why, name="hit_why"),
    path("deconfliction/hits/<str:ref>/review/", desks.review_page, name="review_hit"),
    path("deconfliction/desk/", desks.desk, name="desk"),
    path("deconfliction/rota/", rota.rota, name="rota"),
    path("deconfliction/rota/set-duty/", rota.set_duty_page, name="set_duty"),
    path("deconfliction/verify/", checks.verify_page, name="verify_receipt"),
]
