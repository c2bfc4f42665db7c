"""What is ink on a page picture: masks, strokes, ruling lines and line work."""
