"""The prose check of `make check`: plain English in pages, messages, docs and docstrings."""
