"""What only many sheets together show: small facts collected in one pass, and rules that ask them in a second."""
