"""Reference codes: the codebook, coding tables and agreement between coders."""
