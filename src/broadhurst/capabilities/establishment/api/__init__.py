"""The JSON API of accounts and administration."""

from broadhurst.capabilities.establishment.api import (
    districts,
    jobs,
    me,
    officers,
    organisations,
    posts,
)
from broadhurst.capabilities.establishment.api.routing import router

__all__ = ["districts", "jobs", "me", "officers", "organisations", "posts", "router"]
