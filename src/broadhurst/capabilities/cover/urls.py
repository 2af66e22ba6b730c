"""Pages of cover for leads."""

from django.urls import path

from broadhurst.capabilities.cover import pages

app_name = "cover"
urlpatterns = [
    path("cover/", pages.covers_page, name="covers"),
    path("ocgs/<str:ref>/name-deputy/", pages.name_deputy_page, name="name_deputy"),
    path("cover/end/", pages.end_covers_page, name="end_covers"),
    path("cover/<str:ref>/", pages.cover_page, name="cover"),
    path("cover/<str:ref>/end/", pages.end_cover_page, name="end_cover"),
    path("cover/<str:ref>/correct/", pages.correct_cover_page, name="correct_cover"),
    path("cover/<str:ref>/withdraw/", pages.withdraw_cover_page, name="withdraw_cover"),
]
