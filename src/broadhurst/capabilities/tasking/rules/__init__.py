"""Rules for bids: when a bid may change status, and who may change it.

The functions are pure: no query and no clock. Each returns all objections at once.
"""
