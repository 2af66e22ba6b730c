"""Addresses of the public pages."""

from django.urls import path

from broadhurst.surfaces.public import changes, feeds, pages

app_name = "public"
urlpatterns = [
    path("published/", pages.published, name="published"),
    path("published/feed.rss", feeds.rss, name="rss"),
    path("published/feed.atom", feeds.atom, name="atom"),
    path("published/messages/", pages.messages, name="messages"),
    path("published/messages/<str:ref>/", pages.message, name="message"),
    path("published/practice/", pages.practice, name="practice"),
    path("published/practice/<str:ref>/", pages.practice_note, name="practice_note"),
    path("published/<str:ref>/", pages.publication, name="publication"),
    path("published/<str:ref>/changes/", changes.publication_changes, name="publication_changes"),
    path("published/<str:ref>/letter.<str:form>", pages.copy, name="publication_copy"),
]
