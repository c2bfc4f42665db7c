"""The review page: self-contained HTML, no server and no network; decisions made there come back as a file."""
