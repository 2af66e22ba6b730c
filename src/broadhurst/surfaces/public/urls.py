"""Addresses of the public pages. The site of its own serves only these (config/public_server)."""

from django.urls import path

from broadhurst.surfaces.public.open_data import DATASETS, TYPES
from broadhurst.surfaces.public.pages import stored

app_name = "public"
urlpatterns = [
    path("robots.txt", stored, name="robots"),
    path("sitemap.xml", stored, name="sitemap"),
    path("published/", stored, name="published"),
    path("published/<int:year>/", stored, name="published_of_year"),
    path("published/feed.rss", stored, name="rss"),
    path("published/feed.atom", stored, name="atom"),
    path("published/accessibility/", stored, name="accessibility"),
    path("published/not-found/", stored, name="not_found"),
    path("published/data/", stored, name="data"),
    *(
        path(f"published/data/{dataset.name}.{form}", stored, name=f"{dataset.name}_{form}")
        for dataset in DATASETS
        for form in TYPES
    ),
    path("published/organisations/<str:key>/", stored, name="organisation"),
    path("published/organisations/<str:key>/feed.rss", stored, name="organisation_rss"),
    path("published/look/<str:key>.css", stored, name="look"),
    path("published/messages/", stored, name="messages"),
    path("published/messages/<int:year>/", stored, name="messages_of_year"),
    path("published/messages/<str:ref>/", stored, name="message"),
    path("published/practice/", stored, name="practice"),
    path("published/practice/<int:year>/", stored, name="practice_of_year"),
    path("published/practice/<str:ref>/", stored, name="practice_note"),
    path("published/<str:ref>/", stored, name="publication"),
    path("published/<str:ref>/changes/", stored, name="publication_changes"),
    path("cy/<path:rest>", stored, name="welsh"),
    path("published/<str:ref>/letter.<str:form>", stored, name="publication_copy"),
]
