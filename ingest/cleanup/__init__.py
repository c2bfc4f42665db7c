"""Pictures of pages made fit to read: upright, straight, one paper, no streaks, screens or borders."""
