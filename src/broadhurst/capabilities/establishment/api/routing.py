"""The API router of accounts and administration."""

from ninja import Router

router = Router(tags=["establishment"])
