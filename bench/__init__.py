"""Speed, measured and never asserted: ratios within one run mean more than seconds on a busy machine."""
