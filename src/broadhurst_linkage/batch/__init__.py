"""Link a whole register with itself: find pairs and clusters."""
