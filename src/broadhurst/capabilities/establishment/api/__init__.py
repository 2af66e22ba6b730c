"""The JSON door: who is asking, and the verbs of administration."""

from broadhurst.capabilities.establishment.api import jobs, me, officers, organisations
from broadhurst.capabilities.establishment.api.routing import router

__all__ = ["jobs", "me", "officers", "organisations", "router"]
