"""What the check kind `claim` and its like know of claims: what is said of what, by whom, and how."""
