"""The way back from a page to the liaison page of its OCG."""

from django.urls import reverse

from broadhurst.capabilities.register.models import Ocg


def back_to(ocg: Ocg) -> str:
    return reverse("dossier:ocg_liaison", args=[ocg.ref])
