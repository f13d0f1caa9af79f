"""Numbers to matplotlib figures, one function per figure."""
