"""Pages that follow an OCG."""

from django.urls import path

from broadhurst.capabilities.following import pages

app_name = "following"
urlpatterns = [
    path("ocgs/<str:ref>/follow/", pages.follow_page, name="follow"),
    path("ocgs/<str:ref>/unfollow/", pages.unfollow_page, name="unfollow"),
]
