"""Printed text -> values: dates, durations, numbers, lists, citations. Nothing is guessed silently."""
