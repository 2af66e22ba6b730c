"""The JSON door: who is asking, and the verbs of administration."""

from broadhurst.capabilities.establishment.api import administering, me
from broadhurst.capabilities.establishment.api.routing import router

__all__ = ["administering", "me", "router"]
