"""Findings for people: what a run found, sheet by sheet, in words and tables. Renders, never prints."""
