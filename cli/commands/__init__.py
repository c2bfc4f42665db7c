"""One file per command; heavy imports wait inside the functions, so that --help answers at once."""
