"""SOPs for other systems and other eyes: one small file per format, one registry. Nothing here opens files."""
