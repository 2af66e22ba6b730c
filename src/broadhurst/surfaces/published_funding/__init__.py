"""Published totals of ROCU funding, beside the findings that recur."""
