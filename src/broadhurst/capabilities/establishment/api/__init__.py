"""The JSON door: who is asking, and the verbs of administration."""

from broadhurst.capabilities.establishment.api.me import router

__all__ = ["router"]
