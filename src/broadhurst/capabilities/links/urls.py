"""Pages of links between OCGs, and between people."""

from django.urls import path

from broadhurst.capabilities.links import pages

app_name = "links"
urlpatterns = [
    path("ocgs/<str:ref>/link-ocgs/", pages.link_ocgs_page, name="link_ocgs"),
    path("ocgs/<str:ref>/link-people/", pages.link_people_page, name="link_people"),
    path("links/<str:ref>/", pages.link_page, name="link"),
    path("links/<str:ref>/end-link/", pages.end_link_page, name="end_link"),
    path("links/<str:ref>/correct-link/", pages.correct_link_page, name="correct_link"),
    path("links/<str:ref>/withdraw-link/", pages.withdraw_link_page, name="withdraw_link"),
]
