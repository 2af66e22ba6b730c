"""Funding lines, the posts that rest on them, and published totals."""

from broadhurst.capabilities.funding.models.lines import Change, Line, OfRecipient
from broadhurst.capabilities.funding.models.posts import Post, Rest
from broadhurst.capabilities.funding.models.published import PublishedTotal

__all__ = ["Change", "Line", "OfRecipient", "Post", "PublishedTotal", "Rest"]
