"""JSON API of requests between SIO and LRO."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.liaison.api.schemas import RequestOut
from broadhurst.capabilities.liaison.api.shapes import as_request
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries.requests import requests
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/ocgs/{ref}/requests", **api.listing("Requests between the SIO and LRO of an OCG", RequestOut)
)
def list_requests(request: ActingRequest, ref: str) -> HttpResponse:
    rows = requests().filter(ocg=an_ocg(request, ref))
    return api.listed(request, rows, by="-asked_at", as_json=as_request)


@router.get("/requests/{ref}", summary="One request", response=RequestOut)
def one_request(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_request(a_request(request, ref)))


def an_ocg(request: ActingRequest, ref: str) -> Ocg:
    return api.find(request, Ocg.objects.all(), ref=ref)


def a_request(request: ActingRequest, ref: str) -> Request:
    return api.find(request, requests(), ref=ref)
