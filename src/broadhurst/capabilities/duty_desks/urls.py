"""URLs of the duty desk, its reviews and the rota."""

from django.urls import path

from broadhurst.capabilities.duty_desks.pages import desks, rota, verdicts

app_name = "duty_desks"
urlpatterns = [
    path("deconfliction/hits/<str:ref>/why/", desks.why, name="hit_why"),
    path("deconfliction/hits/<str:ref>/review/", desks.review_page, name="review_hit"),
    path("deconfliction/desk/", desks.desk, name="desk"),
    path("deconfliction/desk/acknowledge/", desks.acknowledge_hits_page, name="acknowledge_hits"),
    path("deconfliction/desk/verdicts/", verdicts.verdicts_page, name="verdicts"),
    path("deconfliction/rota/", rota.rota, name="rota"),
    path("deconfliction/rota/set-duty/", rota.set_duty_page, name="set_duty"),
]
