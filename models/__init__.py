"""What an SOP is: plain data, no behaviour that reads files, prints or decides."""
