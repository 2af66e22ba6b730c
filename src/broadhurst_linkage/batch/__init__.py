"""A whole register linked with itself: pairs of records that may be one person, and clusters."""
