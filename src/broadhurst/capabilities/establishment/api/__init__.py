"""The JSON door: who is asking, and the verbs of administration."""

from broadhurst.capabilities.establishment.api import districts, me, officers, organisations
from broadhurst.capabilities.establishment.api.routing import router

__all__ = ["districts", "me", "officers", "organisations", "router"]
