"""Signing in."""

from django.urls import path

from broadhurst.capabilities.establishment.pages import sign_in as pages

urlpatterns = [
    path("sign-in/", pages.sign_in, name="sign_in"),
    path("sign-out/", pages.sign_out, name="sign_out"),
    path("postings/", pages.postings, name="postings"),
    path("token/", pages.token_page, name="token"),
]
