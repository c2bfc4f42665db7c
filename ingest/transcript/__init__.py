"""Transcripts (.txt, .md, .html) -> lines, rows of cells and diagrams."""
