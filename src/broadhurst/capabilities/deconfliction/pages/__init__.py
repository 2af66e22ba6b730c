"""The pages of this room, one a verb."""
