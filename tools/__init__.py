"""What keeps the repository in order; run by the Makefile, no part of the package."""
