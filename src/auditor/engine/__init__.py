"""Rule packs judge an analysis."""
