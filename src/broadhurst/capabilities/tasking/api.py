"""The JSON door of this room."""

from ninja import Router

router = Router(tags=["tasking"])
