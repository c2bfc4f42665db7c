"""Lines of text on a page picture: where they stand, and the words read there."""
