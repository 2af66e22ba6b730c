"""The verbs of organisations, accounts and posts, at the API and the terminal.

A row that the actor does not administer is not found.
"""

from broadhurst.capabilities.establishment.verbs.accounts import ACCOUNTS
from broadhurst.capabilities.establishment.verbs.organisations import ORGANISATIONS
from broadhurst.capabilities.establishment.verbs.posts import POSTS

VERBS = (*ORGANISATIONS, *ACCOUNTS, *POSTS)
