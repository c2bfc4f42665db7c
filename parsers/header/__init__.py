"""Header blocks -> fields: layout, labels, lists, number, dates and who signed."""
