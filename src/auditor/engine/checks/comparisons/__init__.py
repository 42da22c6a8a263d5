"""The ways in which an offer is set above others, or others are run down: one file each."""
