"""The chief officers responsible for each ROCU, over time."""
