"""Emergency publication (紧急发布): public at once on somebody's order, signed afterwards within a deadline."""
