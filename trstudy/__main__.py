"""``python -m trstudy``, for where the ``trstudy`` command is not on the path."""

from trstudy.cli import main

if __name__ == "__main__":
    main()
