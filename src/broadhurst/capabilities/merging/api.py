"""The JSON API of merges and splits, with their previews."""

from dataclasses import fields
from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.merging.forms.split import SplitForm
from broadhurst.capabilities.merging.models import Merge, PersonMerge, Split
from broadhurst.capabilities.merging.queries.merges import merges_of, preview
from broadhurst.capabilities.merging.queries.split_parts import Chosen
from broadhurst.capabilities.merging.queries.splits import preview as preview_split
from broadhurst.capabilities.merging.queries.splits import splits_of
from broadhurst.capabilities.merging.rules import merging as rules
from broadhurst.capabilities.merging.rules.splitting import GOES
from broadhurst.capabilities.merging.schemas import (
    MergeOut,
    MergePreviewOut,
    PersonMergeOut,
    SplitOut,
    SplitPreviewOut,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["register"])
CHOICES = [field.name for field in fields(Chosen)]


def given(name: str) -> dict[str, Any]:
    """Describe a query parameter that takes several references."""
    return {
        "in": "query",
        "name": name,
        "schema": {"type": "array", "items": {"type": "string"}},
        "description": f"The references of the {name} that go. Give it once for each.",
    }


@router.get(
    "/ocgs/{ref}/merges",
    summary="Merges of an OCG into others and of others into it",
    response=api.items_of(MergeOut),
)
def merges_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    return api.all_of(merges_of(_find_ocg(request, ref)), as_merge)


@router.get(
    "/ocgs/{ref}/merge-into/{into}",
    summary="Preview a merge of an OCG into another",
    response=MergePreviewOut,
)
def preview_endpoint(request: ActingRequest, ref: str, into: str) -> HttpResponse:
    ocg, other = _find_ocg(request, ref), _find_ocg(request, into)
    shown_merge = preview(request.actor, ocg, other)
    return api.answer(
        MergePreviewOut(
            ocg=ocg.ref,
            into=other.ref,
            moves=shown_merge["moves"],
            both=shown_merge["both"],
            notes=shown_merge["notes"],
            stops=[str(sentence) for sentence in shown_merge["stops"]],
        )
    )


@router.get(
    "/ocgs/{ref}/splits",
    summary="Splits of an OCG, and the one that it comes from",
    response=api.items_of(SplitOut),
)
def splits_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    return api.all_of(splits_of(_find_ocg(request, ref)), as_split)


@router.get(
    "/ocgs/{ref}/split-preview",
    summary="Preview a split of an OCG",
    response=SplitPreviewOut,
    openapi_extra={"parameters": [given(name) for name in CHOICES]},
)
def preview_split_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    form = SplitForm(request.GET, actor=request.actor, ocg=ocg)
    shown_split = preview_split(request.actor, ocg, form.chosen())
    return api.answer(SplitPreviewOut(ocg=ocg.ref, **shown_split))


def _find_ocg(request: ActingRequest, ref: str) -> Ocg:
    return api.find(request, Ocg.objects.select_related("dossier"), ref=ref)


def as_merge(made: Merge) -> MergeOut:
    return MergeOut(
        ref=made.ref,
        ocg=made.ocg.ref,
        into=made.into.ref,
        because=made.because,
        merged_by=made.merged_by.username,
        merged_at=made.merged_at,
        moved=rules.in_words(made.counts),
        undone_by=made.undone_by.username if made.undone_by else None,
        undone_at=made.undone_at,
        undone_because=made.undone_because,
        kept=made.kept,
    )


def as_person_merge(made: PersonMerge) -> PersonMergeOut:
    return PersonMergeOut(
        ref=made.ref,
        ocg=made.ocg.ref,
        person=made.person.ref,
        into=made.into.ref,
        because=made.because,
        merged_by=made.merged_by.username,
        merged_at=made.merged_at,
        undone_by=made.undone_by.username if made.undone_by else None,
        undone_at=made.undone_at,
        undone_because=made.undone_because,
        kept=made.kept,
    )


def as_split(made: Split) -> SplitOut:
    return SplitOut(
        ref=made.ref,
        ocg=made.ocg.ref,
        new=made.new.ref,
        because=made.because,
        split_by=made.split_by.username,
        split_at=made.split_at,
        moved=rules.in_words(made.counts, GOES),
        undone_by=made.undone_by.username if made.undone_by else None,
        undone_at=made.undone_at,
        undone_because=made.undone_because,
        kept=made.kept,
    )
