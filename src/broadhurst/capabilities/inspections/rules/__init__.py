"""What may be done to findings and responses. Pure: every rule returns its objections."""
