#!/usr/bin/env python3
"""The door: python build.py [VERB] [options]; `--help` tells the rest.

This file alone also parses on a Python that is too old, so that it can say so.
"""

import os
import signal
import sys

HOME = os.path.dirname(os.path.abspath(__file__))


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        ready = os.path.join(HOME, ".venv", "bin", "python")
        sys.stderr.write(
            "build.py: Dossier needs Python 3.11 or newer and this is Python %d.%d: %s\n"
            % (
                sys.version_info[0],
                sys.version_info[1],
                "run %s %s instead" % (os.path.relpath(ready), os.path.relpath(__file__))
                if os.path.exists(ready)
                else "install a newer one (macOS: brew install python; Debian: apt-get install python3), then make site",
            )
        )
        sys.exit(2)
    # Before the imports, which take longest. Nothing is written yet, so a stop needs no clearing up, and an
    # exception raised inside an import would be printed. dossier.cli changes this before it writes.
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda number, frame: os._exit(128 + number))
    sys.path.insert(0, HOME)
    from dossier.cli import main

    sys.exit(main(sys.argv[1:], HOME))
