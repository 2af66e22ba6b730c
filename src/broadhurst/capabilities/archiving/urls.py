"""Pages that archive and reactivate an OCG."""

from django.urls import path

from broadhurst.capabilities.archiving import pages

app_name = "archiving"
urlpatterns = [
    path("ocgs/<str:ref>/propose-archive/", pages.propose_archive_page, name="propose_archive"),
    path("ocgs/<str:ref>/approve-archive/", pages.approve_archive_page, name="approve_archive"),
    path("ocgs/<str:ref>/decline-archive/", pages.decline_archive_page, name="decline_archive"),
    path("ocgs/<str:ref>/reactivate/", pages.reactivate_page, name="reactivate"),
]
