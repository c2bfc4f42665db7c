"""Print under stamps and signatures, in colour or in its own black."""
