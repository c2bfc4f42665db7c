"""Activity tables -> activities: heading, columns, rows and cells."""
