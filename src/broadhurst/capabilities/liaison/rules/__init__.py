"""Rules for work between SIO and LRO. Pure: each returns its objections."""
