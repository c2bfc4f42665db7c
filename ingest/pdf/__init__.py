"""PDF files -> pages: text layer, line work, and what a file would cost its readers."""
