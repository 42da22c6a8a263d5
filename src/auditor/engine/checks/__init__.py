"""The kinds of check a rule can ask for, one file each; they do not know one another."""
