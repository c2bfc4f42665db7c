"""The five sample sheets: invented content in the layouts, and with the faults, that real archives show."""
