"""``python -m musnad`` is the command line."""

import sys

from musnad.cli import main

if __name__ == "__main__":
    sys.exit(main())
