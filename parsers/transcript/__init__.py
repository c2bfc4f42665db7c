"""Transcripts -> header blocks and activity tables, as pages give them."""
