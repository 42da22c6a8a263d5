"""What reviewers and marketing wrote into a spreadsheet that comes back."""
