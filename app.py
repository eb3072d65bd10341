"""Starts the web chat: `python app.py`, the same as `assistant serve`, with its options."""

import sys

from assistant.__main__ import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
