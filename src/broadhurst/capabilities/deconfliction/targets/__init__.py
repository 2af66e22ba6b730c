"""Targets: read them from an OCG or from a form, and give them rows and keys.

A target's `content` is the submitted text: lists of texts by kind ("person" holds the names). The
content of a person also has `born` (ISO text, may be partial), `sex`, `street`, `town` and
`postcode`.
"""
