"""What arrived, as bytes, with where and when and its hash."""
