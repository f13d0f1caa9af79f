"""Tags to numbers with intervals."""
