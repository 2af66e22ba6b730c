"""The router that this room's endpoints are added to."""

from ninja import Router

router = Router(tags=["establishment"])
