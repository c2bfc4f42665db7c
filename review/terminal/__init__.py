"""The review desk in a terminal: one finding after the other, by keyboard."""
