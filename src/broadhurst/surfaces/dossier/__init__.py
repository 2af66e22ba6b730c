"""The page of one OCG, put together from every room."""
