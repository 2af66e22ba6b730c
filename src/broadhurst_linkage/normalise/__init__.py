"""One module a kind of identifier: text as it was written, to the one form that is compared."""
