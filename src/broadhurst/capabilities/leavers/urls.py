"""URLs of the pages about officers who leave."""

from django.urls import path

from broadhurst.capabilities.leavers import pages

app_name = "leavers"
urlpatterns = [
    path("leavers/<str:ref>/", pages.leaver_page, name="leaver"),
    path("rehomings/<str:ref>/", pages.rehoming_page, name="rehoming"),
]
