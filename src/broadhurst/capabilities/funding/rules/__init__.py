"""Pure rules of funding: years and money, lines, posts, and how far the money goes."""
