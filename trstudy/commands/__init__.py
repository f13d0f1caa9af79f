"""The subcommands of ``trstudy``, one module each, imported only when called."""
