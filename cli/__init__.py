"""The face: commands, messages in two languages, exit codes. The only room that prints, exits or reads the environment."""
